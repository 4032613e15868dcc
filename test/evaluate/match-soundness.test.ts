import fc from 'fast-check'
import { test } from 'tap'
import type { Json, PlanDocument, ResourceChange } from '../../src/plan/plan-document.ts'
import { judge, policyOf } from '../judge.ts'

/**
 * The invariant of the product for what rules can be about besides instances: rows of a view, counts of them, and nodes of the
 * plan's JSON. Whatever a mask hides, what is settled with it stays settled the same way without it.
 */
const port = fc.constantFrom(0, 22, 80, 443, 3389, 65535)
const protocol = fc.constantFrom('tcp', '6', 'udp', '-1', 'all', 'icmp', '50')
const cidrs = fc.array(fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '192.168.0.0/16'), { maxLength: 2 })
const cidrs6 = fc.array(fc.constantFrom('::/0', 'fd00::/8'), { maxLength: 1 })

const groupBlock = fc.record({
  protocol,
  from_port: port,
  to_port: port,
  cidr_blocks: cidrs,
  ipv6_cidr_blocks: cidrs6,
  prefix_list_ids: fc.constantFrom<Json>([], ['pl-1']),
  security_groups: fc.constantFrom<Json>([], ['sg-1']),
  self: fc.boolean(),
})
const aclBlock = fc.record({
  action: fc.constantFrom('allow', 'deny'),
  protocol,
  from_port: port,
  to_port: port,
  rule_no: fc.constantFrom(1, 100),
  cidr_block: fc.constantFrom('0.0.0.0/0', '10.0.0.0/8'),
  ipv6_cidr_block: fc.constant(''),
})
const end = fc.constantFrom<Readonly<Record<string, Json>>>(
  { cidr_ipv4: '0.0.0.0/0', cidr_ipv6: null, prefix_list_id: null, referenced_security_group_id: null },
  { cidr_ipv4: null, cidr_ipv6: '::/0', prefix_list_id: null, referenced_security_group_id: null },
  { cidr_ipv4: null, cidr_ipv6: null, prefix_list_id: null, referenced_security_group_id: 'sg-1' },
)
const resource = fc.oneof(
  fc.tuple(
    fc.constantFrom('aws_security_group', 'aws_default_security_group'),
    fc.record({
      ingress: fc.array(groupBlock, { maxLength: 2 }),
      egress: fc.array(groupBlock, { maxLength: 1 }),
    }),
  ),
  fc.tuple(
    fc.constantFrom('aws_network_acl', 'aws_default_network_acl'),
    fc.record({
      ingress: fc.array(aclBlock, { maxLength: 2 }),
      egress: fc.array(aclBlock, { maxLength: 1 }),
    }),
  ),
  fc.tuple(
    fc.constant('aws_security_group_rule'),
    fc.record({
      type: fc.constantFrom('ingress', 'egress'),
      protocol,
      from_port: port,
      to_port: port,
      cidr_blocks: cidrs,
      self: fc.constant(false),
    }),
  ),
  fc.tuple(
    fc.constantFrom('aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'),
    fc
      .tuple(fc.record({ ip_protocol: protocol, from_port: port, to_port: port }), end)
      .map(([ports, which]) => ({ ...ports, ...which })),
  ),
  fc.tuple(
    fc.constant('aws_network_acl_rule'),
    fc.record({
      egress: fc.boolean(),
      rule_action: fc.constantFrom('allow', 'deny'),
      protocol,
      from_port: port,
      to_port: port,
      rule_number: fc.constant(1),
      cidr_block: fc.constantFrom('0.0.0.0/0', '10.0.0.0/8'),
    }),
  ),
)

const leaf = fc.constantFrom(
  'direction: ingress',
  'direction: { not_equals: egress }',
  'kind: security_group',
  'action: allow',
  'protocol: { in: [tcp, all] }',
  'cidr: { in: ["0.0.0.0/0", "::/0"] }',
  'cidr: { present: true }',
  'cidr: { starts_with: "10." }',
  'source: { present: true }',
  'source: self',
  'from_port: { lte: 22 }',
  'to_port: { gte: 22 }',
  'number: { gt: 50 }',
  '$type: { matches: _rule$ }',
)
const condition = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `all: [{ ${a} }, { ${b} }]`),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `any: [{ ${a} }, { ${b} }]`),
    tie('condition').map((term) => `not: { ${term} }`),
  ),
})).condition
const rule = fc.record({
  demand: fc.constantFrom('require', 'forbid'),
  asked: condition,
  where: fc.option(condition),
  when: fc.option(condition),
})

function ruleText({
  demand,
  asked,
  where,
  when,
}: {
  demand: string
  asked: string
  where: string | null
  when: string | null
}): string {
  const match = `match: { view: network_rule${where === null ? '' : `, where: { ${where} }`} }`
  return `{ id: r, severity: high, ${match}${when === null ? '' : `, when: { ${when} }`}, ${demand}: { ${asked} } }`
}

function documentOf(type: string, after: Json, unknown: Json): PlanDocument {
  const change: ResourceChange = {
    address: `${type}.x`,
    mode: 'managed',
    type,
    name: 'x',
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: { actions: ['create'], before: null, after, after_unknown: unknown },
  }
  return { format_version: '1.2', complete: true, configuration: {}, resource_changes: [change] }
}

/** Hides what the bits choose: out of `after`, `true` in `after_unknown`, as Terraform writes it. */
function mask(
  value: Json,
  bits: () => boolean,
): { readonly after: Json | undefined; readonly unknown: Json } {
  if (bits()) return { after: undefined, unknown: true }
  if (Array.isArray(value)) {
    const parts = value.map((element: Json) => mask(element, bits))
    return { after: parts.map(({ after }) => after ?? null), unknown: parts.map(({ unknown }) => unknown) }
  }
  if (typeof value !== 'object' || value === null) return { after: value, unknown: false }
  const after: Record<string, Json> = {}
  const unknown: Record<string, Json> = {}
  for (const [key, member] of Object.entries(value)) {
    const part = mask(member, bits)
    if (part.after !== undefined) after[key] = part.after
    if (part.unknown !== false) unknown[key] = part.unknown
  }
  return { after, unknown }
}

function maskMembers(
  object: object,
  seed: readonly boolean[],
): { readonly after: Json; readonly unknown: Json } {
  let next = 0
  const bits = (): boolean => {
    next += 1
    return seed[next % seed.length] ?? false
  }
  const parts = Object.entries(object).map(([key, member]) => [key, mask(member as Json, bits)] as const)
  return {
    after: Object.fromEntries(
      parts.flatMap(([key, { after }]) => (after === undefined ? [] : [[key, after]])),
    ),
    unknown: Object.fromEntries(
      parts.flatMap(([key, { unknown }]) => (unknown === false ? [] : [[key, unknown]])),
    ),
  }
}

/** The status of the one resource; where it has no rows, what was asked of each of nothing holds. */
function status(text: string, document: PlanDocument): string {
  const [result] = judge(document, [policyOf(`policy: p\nrules:\n  - ${text}\n`)])
  return result === undefined || result.status === 'not-applicable' ? 'nothing to say' : result.status
}

const seeds = fc
  .array(fc.boolean(), { minLength: 7, maxLength: 23 })
  .map((bits) => bits.map((bit, index) => bit && index % 3 === 0))

test('what a view hides never flips a status', (t) => {
  let settled = 0
  fc.assert(
    fc.property(resource, rule, seeds, ([type, attributes], written, seed) => {
      const text = ruleText(written)
      const known = status(text, documentOf(type, attributes as unknown as Json, {}))
      const { after, unknown } = maskMembers(attributes, seed)
      const hidden = status(text, documentOf(type, after, unknown))
      if (hidden !== 'unknown') settled += 1
      if (hidden === 'fail') return known === 'fail'
      if (hidden === 'pass' || hidden === 'nothing to say')
        return known === 'pass' || known === 'nothing to say'
      return hidden === 'unknown' || known === hidden
    }),
    { numRuns: 1200 },
  )
  t.ok(settled > 200, `${settled} settled although something was hidden`)
  t.end()
})

test('what a view hides never flips a count', (t) => {
  fc.assert(
    fc.property(
      resource,
      condition,
      seeds,
      fc.constantFrom('gte: 1', 'lte: 0', 'equals: 1', 'lte: 2'),
      ([type, attributes], where, seed, is) => {
        const text = `{ id: r, severity: high, match: plan, require: { count: { of: { view: network_rule, where: { ${where} } }, is: { ${is} } } } }`
        const known = status(text, documentOf(type, attributes as unknown as Json, {}))
        const { after, unknown } = maskMembers(attributes, seed)
        const hidden = status(text, documentOf(type, after, unknown))
        return hidden === 'unknown' || hidden === known
      },
    ),
    { numRuns: 800 },
  )
  t.end()
})

const constants = fc.dictionary(
  fc.constantFrom('region', 'access_key', 'alias'),
  fc.constantFrom<Json>('x', '', null, ['x'], 'eu-west-1'),
  { maxKeys: 3 },
)
const nodeLeaf = fc.constantFrom(
  'expressions.region: eu-west-1',
  'expressions.access_key: { present: true }',
  'expressions.alias: { not_equals: x }',
  'expressions.region: { in: [x, ""] }',
  'expressions: { has_keys: [region] }',
  'expressions: { length: { gte: 2 } }',
  'expressions.alias: { length: 1 }',
)

test('an expression in place of a constant never flips a status', (t) => {
  fc.assert(
    fc.property(
      constants,
      fc.array(nodeLeaf, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      seeds,
      (values, leaves, isForbidden, seed) => {
        const expressions = Object.entries(values).map(
          ([name, value]) => [name, { constant_value: value }] as const,
        )
        const hidden = expressions.map(
          ([name, expression], index) =>
            [name, seed[index * 3] === true ? { references: ['var.x'] } : expression] as const,
        )
        const judged = (given: Json): string => {
          const document: PlanDocument = {
            format_version: '1.2',
            configuration: { provider_config: { aws: { name: 'aws', expressions: given as never } } },
          }
          const asked = leaves.map((one) => `{ ${one} }`).join(', ')
          const text = `{ id: r, severity: high, match: { document: $.configuration.provider_config.* }, ${isForbidden ? 'forbid' : 'require'}: { any: [${asked}] } }`
          return status(text, document)
        }
        const before = judged(Object.fromEntries(expressions) as Json)
        const after = judged(Object.fromEntries(hidden) as Json)
        return after === 'unknown' || after === before
      },
    ),
    { numRuns: 600 },
  )
  t.end()
})
