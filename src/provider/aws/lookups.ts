import { ABSENT, type TemplatePart, type Value } from '../../plan/value.ts'
import { dnsSuffixOf } from './partition.ts'
import type { ProviderContext } from './predict.ts'
import { split } from './template.ts'
import { partsOf, textValue } from './text.ts'

/**
 * The attributes of a data source that a plan defers although they follow from its arguments and its provider configuration:
 * `aws_caller_identity`, `aws_region`, `aws_partition`, `aws_arn`, `aws_service_principal`. Only what is certain; what a data source
 * asks of AWS (the ARN of the caller) is left out. Undefined for other types. Verified against provider 5.100.0.
 */
export function computeLookup(
  type: string,
  read: (argument: string) => Value,
  context: ProviderContext,
  isConfigured: (argument: string) => boolean | undefined = () => undefined,
): ReadonlyMap<string, Value> | undefined {
  const given = (argument: string): Value | undefined => argumentOf(argument, read, isConfigured)
  switch (type) {
    case 'aws_caller_identity':
      return attributes({ account_id: context.account, id: context.account })
    case 'aws_region':
      return region(given, context)
    case 'aws_partition':
      return partition(context)
    case 'aws_arn':
      return arn(read('arn'))
    case 'aws_service_principal':
      return servicePrincipal(read('service_name'), given('region'), context)
    default:
      return undefined
  }
}

function attributes(values: { readonly [name: string]: Value | undefined }): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined)
      found.set(name, {
        ...value,
        basis: 'predicted',
        origin: [{ text: "predicted from the provider's configuration" }],
      })
  }
  return found
}

/** An argument that the provider fills in: absent where nobody wrote it, undefined where that cannot be told. */
function argumentOf(
  name: string,
  read: (argument: string) => Value,
  isConfigured: (argument: string) => boolean | undefined,
): Value | undefined {
  // What was predicted for an argument that nobody wrote is no answer to what was asked.
  const configured = isConfigured(name)
  if (configured === false) return ABSENT
  const value = read(name)
  if (value.kind === 'null') return ABSENT
  return value.kind === 'unknown' && configured === undefined ? undefined : value
}

/** Asked for a region by name (since version 6 by `region`) it answers with that one. */
function region(
  given: (argument: string) => Value | undefined,
  context: ProviderContext,
): ReadonlyMap<string, Value> {
  const [endpoint, name, own] = ['endpoint', 'name', 'region'].map(given)
  if (endpoint?.kind !== 'absent' || name === undefined || own === undefined) return new Map()
  const asked = own.kind === 'absent' ? name : own
  const value = asked.kind === 'absent' ? context.region : asked
  return attributes({ id: value, name: value, region: value })
}

function partition({ partition: value }: ProviderContext): ReadonlyMap<string, Value> {
  const suffix = dnsSuffixOf(value)
  const reversed = suffix?.kind === 'known' ? String(suffix.value).split('.').reverse().join('.') : undefined
  return attributes({
    partition: value,
    id: value,
    dns_suffix: suffix,
    reverse_dns_prefix: reversed === undefined ? undefined : { kind: 'known', value: reversed },
  })
}

function arn(value: Value): ReadonlyMap<string, Value> {
  const parts = partsOf(value)
  const pieces = parts === undefined ? undefined : headOf(parts)
  if (pieces === undefined) return new Map()
  const [, ...named] = pieces
  const names = ['partition', 'service', 'region', 'account', 'resource']
  const sensitive = value.sensitive === true ? { sensitive: true } : {}
  const entries = names.map((name, index): [string, Value] => [
    name,
    textValue(named[index] ?? [], sensitive) ?? { kind: 'known', value: '', ...sensitive },
  ])
  return attributes({ id: value, ...Object.fromEntries(entries) })
}

/** The five parts before the resource, and the resource, which may hold colons. */
function headOf(parts: readonly TemplatePart[]): readonly (readonly TemplatePart[])[] | undefined {
  for (let end = 1; end <= parts.length; end += 1) {
    const pieces = split(parts.slice(0, end), ':')
    if (pieces === undefined) return undefined
    if (pieces.length < 6) continue
    if (pieces[0]?.[0] !== 'arn') return undefined
    const resource = pieces.slice(5).flatMap((piece, index) => (index === 0 ? piece : [':', ...piece]))
    return [...pieces.slice(0, 5), [...resource, ...parts.slice(end)]]
  }
  return undefined
}

/** Services whose principal carries the domain of their partition; all others are of `amazonaws.com` everywhere. */
const REGIONAL_PRINCIPALS: { readonly [partition: string]: readonly string[] } = {
  'aws-cn': ['codedeploy', 'elasticmapreduce', 'logs'],
  'aws-iso': ['cloudhsm', 'config', 'logs', 'workspaces'],
  'aws-iso-b': ['dms', 'logs'],
}

function servicePrincipal(
  service: Value,
  asked: Value | undefined,
  context: ProviderContext,
): ReadonlyMap<string, Value> {
  const { partition: place, region: here } = context
  // Another region may be in another partition.
  if (service.kind !== 'known' || place.kind !== 'known' || asked?.kind !== 'absent') return new Map()
  const isRegional = REGIONAL_PRINCIPALS[String(place.value)]?.includes(String(service.value)) === true
  const suffix = isRegional ? dnsSuffixOf(place) : ({ kind: 'known', value: 'amazonaws.com' } as const)
  if (suffix?.kind !== 'known') return new Map()
  const where = partsOf(here)
  return attributes({
    service_name: service,
    suffix,
    region: here,
    name: { kind: 'known', value: `${service.value}.${suffix.value}` },
    id: where === undefined ? undefined : textValue([`${service.value}.`, ...where, `.${suffix.value}`], {}),
  })
}
