import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { basisOf, type Value, weakerBasis } from '../plan/value.ts'

/** Reads attributes of instances as they will be. */
type Read = (instance: ResourceInstance, name: string) => Value

/**
 * The `fqdn` of DNS records: their name under that of their zone, unless it ends with it. The zone is the one of the plan whose
 * `zone_id` they name, known or not: an unknown one is the same where it has the same identity. Source: terraform-provider-aws,
 * internal/service/route53/record.go, `expandRecordName`.
 */
export function recordNames(plan: Plan, read: Read): (record: ResourceInstance) => Value | undefined {
  let zones: ReadonlyMap<string, ResourceInstance> | undefined

  function zoneOf(id: Value): ResourceInstance | undefined {
    zones ??= new Map(
      plan.instances
        .filter(({ address, deposed }) => address.type === 'aws_route53_zone' && deposed === undefined)
        .flatMap((zone) => {
          const key = identityOf(read(zone, 'zone_id'))
          return key === undefined ? [] : [[key, zone] as const]
        }),
    )
    const key = identityOf(id)
    return key === undefined ? undefined : zones.get(key)
  }

  return (record) => {
    const [id, name] = [read(record, 'zone_id'), read(record, 'name')]
    const zone = zoneOf(id)
    const domain = zone === undefined ? undefined : read(zone, 'name')
    if (domain?.kind !== 'known' || name.kind !== 'known') return undefined
    if (typeof domain.value !== 'string' || typeof name.value !== 'string') return undefined
    const [own, above] = [name.value.toLowerCase().replace(/\.$/, ''), domain.value.replace(/\.$/, '')]
    if (!PLAIN.test(own) || !PLAIN.test(above)) return undefined
    const full = own === '' ? above : `${own}.${above}`
    return {
      kind: 'known',
      value: own.endsWith(above) ? own : full,
      basis: [id, name, domain].map(basisOf).reduce(weakerBasis, 'predicted'),
      ...([name, domain].some(({ sensitive }) => sensitive === true) ? { sensitive: true } : {}),
      origin: [{ text: 'predicted from its name and that of its zone' }, ...(domain.origin ?? [])],
    }
  }
}

/** Names that AWS writes as they are given. */
const PLAIN = /^[a-z0-9_.*-]*$/

function identityOf(value: Value): string | undefined {
  if (value.kind === 'unknown') return `unknown ${value.unknown.id}`
  return value.kind === 'known' && typeof value.value === 'string' ? `known ${value.value}` : undefined
}
