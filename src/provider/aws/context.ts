import type { Diagnostic } from '../../diagnostic.ts'
import { isReplacement, type Plan, type ResourceInstance } from '../../plan/plan.ts'
import { type BlockExpressions, type Json, member, type ProviderConfig } from '../../plan/plan-document.ts'
import type { Value } from '../../plan/value.ts'
import { ownArn, plannedText, readsElsewhere } from './evidence.ts'
import { partitionOfRegion } from './partition.ts'
import type { ProviderContext } from './predict.ts'
import { lockedVersion } from './provider-version.ts'
import { versionsOf } from './version-evidence.ts'

/** What the user says of a provider configuration; the plan may not hold it. */
export interface ContextFacts {
  readonly account_id?: string
  readonly region?: string
  readonly partition?: string
}

export interface ContextOptions {
  /** By `aws`, or `aws.ALIAS`. */
  readonly facts?: ReadonlyMap<string, ContextFacts>
  /** The text of `.terraform.lock.hcl`. */
  readonly lockFile?: string
  /** An argument of a provider configuration, from the sources: the plan's JSON shows only constants. */
  readonly evaluate?: (key: string, argument: string) => Value | undefined
  /** The blocks of a name in a provider configuration, from the sources; `untold` where they do not tell which there are. */
  readonly blocks?: (key: string, name: string) => Value | 'unwritten' | 'untold' | undefined
  /**
   * The configuration that a module without a provider block takes over, from the sources: the plan's JSON shows `module.x:aws`
   * without arguments for it, and the same for an empty block, which is a configuration of its own.
   */
  readonly inherits?: (key: string) => string | undefined
}

export interface ProviderContexts {
  /** Undefined for an instance of another provider, or one of which the plan does not tell the provider configuration. */
  readonly contextOf: (instance: ResourceInstance) => ProviderContext | undefined
  /** Where the user's facts contradict the plan, which wins. */
  readonly diagnostics: readonly Diagnostic[]
}

type Fact = keyof ContextFacts

const SHAPES: { readonly [fact in Fact]: string } = {
  account_id: '[0-9]{12}',
  region: '[a-z]+(-[a-z]+)+-[0-9]+',
  partition: 'aws(-[a-z]+)*',
}

/** Settings by which an alias may be of another account than the default provider configuration. */
const IDENTITY = [
  'access_key',
  'assume_role',
  'assume_role_with_web_identity',
  'endpoints',
  'profile',
  'secret_key',
  'shared_config_files',
  'shared_credentials_file',
  'shared_credentials_files',
  'token',
]

/**
 * Region, account, partition and version of every AWS provider configuration of a plan: first what its data sources read, then
 * what its block says, then the ARNs of what exists already, then the user's facts. `aws.account_id` holds for an alias too, unless
 * its block says who it is. The environment of whoever reads the plan counts for nothing, and nothing is guessed.
 */
export function providerContexts(plan: Plan, options: ContextOptions = {}): ProviderContexts {
  const byKey = new Map<string, ResourceInstance[]>()
  for (const instance of plan.instances) {
    const key = origin(configurationKey(instance), options)
    if (key === undefined) continue
    const found = byKey.get(key)
    if (found === undefined) byKey.set(key, [instance])
    else found.push(instance)
  }
  const exact = options.lockFile === undefined ? undefined : lockedVersion(options.lockFile)
  const version = exact === undefined ? { versions: versionsOf(plan) } : { providerVersion: exact }
  const diagnostics: Diagnostic[] = []
  const contexts = new Map<string, ProviderContext>()
  for (const [key, instances] of byKey) {
    const found = contextOfKey({
      key,
      instances,
      block: member(plan.configuration.provider_config, key),
      options,
      diagnostics,
    })
    contexts.set(key, { ...found, ...version })
  }
  const contextOf = (instance: ResourceInstance): ProviderContext | undefined =>
    contexts.get(origin(configurationKey(instance), options) ?? '')
  return { contextOf, diagnostics }
}

function origin(key: string | undefined, { inherits }: ContextOptions): string | undefined {
  return key === undefined ? undefined : (inherits?.(key) ?? key)
}

function configurationKey(instance: ResourceInstance): string | undefined {
  return instance.providerName.endsWith('/hashicorp/aws')
    ? instance.configuration?.provider_config_key
    : undefined
}

interface Configuration {
  readonly key: string
  readonly instances: readonly ResourceInstance[]
  readonly block: ProviderConfig | undefined
  readonly options: ContextOptions
  readonly diagnostics: Diagnostic[]
}

function contextOfKey(of: Configuration): ProviderContext {
  const region = settle(
    of,
    'region',
    readByData(of, 'aws_region', ['region', 'name', 'id']) ?? argument(of, 'region') ?? ofArns(of, 'region'),
  )
  const account = settle(
    of,
    'account_id',
    readByData(of, 'aws_caller_identity', ['account_id']) ??
      allowedAccount(of) ??
      assumedAccount(of) ??
      ofArns(of, 'account'),
  )
  const partition = settle(
    of,
    'partition',
    readByData(of, 'aws_partition', ['partition']) ?? partitionIn(region),
  )
  const skip = argument(of, 'skip_requesting_account_id')
  const skipsAccount =
    isWritten(of, 'skip_requesting_account_id') && !(skip?.kind === 'known' && skip.value === false)
  return { region, account, partition, ...(skipsAccount ? { skipsAccount } : {}) }
}

/** What the plan tells, else what the user says, else an unknown that all instances of the configuration share. */
function settle(of: Configuration, fact: Fact, told: Value | undefined): Value {
  const said = saidByUser(of, fact)
  if (told === undefined || (told.kind !== 'known' && said !== undefined)) {
    return said === undefined ? unknownFact(of.key, fact) : { kind: 'known', value: said }
  }
  if (said !== undefined && told.kind === 'known' && told.value !== said) {
    of.diagnostics.push({
      code: 'context-contradicts-plan',
      severity: 'warning',
      message: `the context says that ${fact} of provider \`${of.key}\` is \`${said}\`, but the plan says \`${told.value}\``,
      help: 'the plan was believed; correct the context, or make the plan with the credentials that were meant',
    })
  }
  return told
}

function saidByUser({ key, block, options }: Configuration, fact: Fact): string | undefined {
  const alias = block?.alias
  const own = alias === undefined ? undefined : options.facts?.get(`aws.${alias}`)?.[fact]
  if (own !== undefined) return own
  const general = options.facts?.get('aws')?.[fact]
  if (general === undefined || key === 'aws') return general
  // Nothing is known of a block that the plan does not show.
  const written = block === undefined ? undefined : Object.keys(block.expressions ?? {})
  const differs = fact === 'account_id' ? IDENTITY : ['region', ...IDENTITY]
  return written === undefined || written.some((name) => differs.includes(name)) ? undefined : general
}

function unknownFact(key: string, fact: Fact): Value {
  return {
    kind: 'unknown',
    unknown: {
      id: `provider ${key}.${fact}`,
      waitsFor: [],
      because: `the plan does not tell the ${fact.replace('_', ' ')} of the provider`,
      nonNull: true,
      nonEmpty: true,
      shape: SHAPES[fact],
    },
  }
}

/** What a data source of this configuration read, when it asked for nothing in particular. */
function readByData(
  { instances }: Configuration,
  type: string,
  attributes: readonly string[],
): Value | undefined {
  for (const instance of instances) {
    if (instance.address.mode !== 'data' || instance.address.type !== type || readsElsewhere(instance))
      continue
    for (const attribute of attributes) {
      const value = plannedText(instance, attribute)
      if (value !== undefined) return { kind: 'known', value }
    }
  }
  return undefined
}

/** An argument of the provider's block: a constant, or what the sources say. Null and empty count as not written. */
function argument({ key, block, options }: Configuration, name: string): Value | undefined {
  const value = constant(member(block?.expressions, name))
  if (typeof value === 'boolean' || (typeof value === 'string' && value !== ''))
    return { kind: 'known', value }
  const evaluated = options.evaluate?.(key, name)
  switch (evaluated?.kind) {
    case 'known':
      return evaluated.value === '' ? undefined : evaluated
    case 'unknown':
    case 'template':
      return evaluated
    default:
      return undefined
  }
}

function isWritten({ block }: Configuration, name: string): boolean {
  return member(block?.expressions, name) !== undefined
}

/** The only account that the provider may work in. */
function allowedAccount({ key, block, options }: Configuration): Value | undefined {
  const allowed = constant(member(block?.expressions, 'allowed_account_ids'))
  const evaluated = options.evaluate?.(key, 'allowed_account_ids')
  const written = Array.isArray(allowed)
    ? allowed
    : evaluated?.kind === 'list' && evaluated.rest === undefined && evaluated.sensitive !== true
      ? evaluated.elements.map((element) =>
          element.kind === 'known' && element.sensitive !== true ? element.value : undefined,
        )
      : []
  const [only] = written
  return written.length === 1 && typeof only === 'string' ? { kind: 'known', value: only } : undefined
}

/**
 * The account of the role that the provider takes on; of several, the last is the one it works as. A role by web identity is taken on
 * before them.
 */
function assumedAccount(of: Configuration): Value | undefined {
  const assumed = accountOfRole(of, 'assume_role')
  const hasNone = of.options.blocks?.(of.key, 'assume_role') === 'unwritten'
  return assumed ?? (hasNone ? accountOfRole(of, 'assume_role_with_web_identity') : undefined)
}

function accountOfRole({ key, block, options }: Configuration, name: string): Value | undefined {
  const roles = member(block?.expressions, name)
  const last: BlockExpressions | undefined = Array.isArray(roles) ? roles.at(-1) : undefined
  const arn = constant(member(last, 'role_arn')) ?? writtenRole(options.blocks?.(key, name))
  const account = typeof arn === 'string' ? /^[^:]*:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1] : undefined
  return account === undefined ? undefined : { kind: 'known', value: account }
}

/** What is known of the beginning of the last role's ARN. */
function writtenRole(blocks: Value | string | undefined): Json | undefined {
  if (typeof blocks !== 'object' || blocks.kind !== 'list' || blocks.rest !== undefined) return undefined
  const last = blocks.elements.at(-1)
  const arn = last?.kind === 'map' ? last.entries.get('role_arn') : undefined
  if (last?.sensitive === true || arn?.sensitive === true) return undefined
  if (arn?.kind === 'template') return typeof arn.parts[0] === 'string' ? arn.parts[0] : undefined
  return arn?.kind === 'known' && typeof arn.value === 'string' ? arn.value : undefined
}

/** What is written as it is. In `.tf.json` files Terraform calls a template constant as well, with its text as the value. */
function constant(expression: unknown): Json | undefined {
  if (typeof expression !== 'object' || expression === null || !Object.hasOwn(expression, 'constant_value'))
    return undefined
  const value = (expression as { readonly constant_value: Json }).constant_value
  return Object.hasOwn(expression, 'references') || /[$%]\{/.test(JSON.stringify(value)) ? undefined : value
}

/** Where something that exists is, its own ARN tells. */
function ofArns({ instances }: Configuration, part: 'region' | 'account'): Value | undefined {
  for (const instance of instances) {
    if (isReplacement(instance.actions)) continue
    const value = ownArn(instance)?.[part]
    if (value !== undefined) return { kind: 'known', value }
  }
  return undefined
}

function partitionIn(region: Value): Value | undefined {
  if (region.kind !== 'known' || typeof region.value !== 'string') return undefined
  const value = partitionOfRegion(region.value)
  return value === undefined ? undefined : { kind: 'known', value }
}
