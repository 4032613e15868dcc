import { test } from 'tap'
import { literal } from '../../../src/evaluate/operand.ts'
import type { Json } from '../../../src/plan/plan-document.ts'
import { printValue } from '../../../src/plan/print-value.ts'
import { printPath, type Value } from '../../../src/plan/value.ts'
import { NETWORK_RULE_TYPES, networkRules } from '../../../src/provider/aws/network-rule/network-rule.ts'
import { typesOfProvider } from '../../../src/provider/aws/schema.ts'

const unknown = (id: string): Value => ({ kind: 'unknown', unknown: { id, waitsFor: [id] } })
const list = (...elements: Value[]): Value => ({ kind: 'list', elements })
const block = (members: Readonly<Record<string, Json | Value>>): Value => ({
  kind: 'map',
  entries: new Map(Object.entries(members).map(([key, member]) => [key, toValue(member)])),
})

function toValue(given: Json | Value): Value {
  return typeof given === 'object' && given !== null && 'kind' in given
    ? (given as Value)
    : literal(given as Json)
}

const FIELDS = ['kind', 'direction', 'action', 'protocol', 'from_port', 'to_port', 'cidr', 'source', 'number']

/** `security_group ingress allow tcp 22 22 10.0.0.0/8 null null`, with `?` before what may not be there. */
function rows(
  type: string,
  attributes: Readonly<Record<string, Json | Value>>,
  notConfigured: readonly string[] = [],
): readonly string[] {
  const rules = networkRules({
    type,
    address: `${type}.x`,
    read: (name) => toValue(attributes[name] ?? null),
    isConfigured: (name) => (notConfigured.includes(name) ? false : undefined),
  })
  return rules.map(({ fields, open }) => {
    const shown = FIELDS.map((name) => {
      const value = fields.get(name)
      return value?.kind === 'unknown' ? '?' : value === undefined ? 'missing' : printValue(value)
    })
    return `${open === undefined ? '' : '? '}${shown.join(' ')}`
  })
}

const ssh = { protocol: 'tcp', from_port: 22, to_port: 22 }
const none = { cidr_blocks: [], ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false }

test('every type of the view is one of the provider', (t) => {
  for (const type of NETWORK_RULE_TYPES) t.ok(typesOfProvider().includes(type), type)
  t.same(rows('aws_instance', { ingress: [] }), [])
  t.end()
})

test('one row for each end of an inline block', (t) => {
  const ingress = list(
    block({
      ...none,
      ...ssh,
      cidr_blocks: ['10.0.0.0/8', '0.0.0.0/0'],
      ipv6_cidr_blocks: ['::/0'],
      self: true,
    }),
    block({ ...none, ...ssh, prefix_list_ids: ['pl-1'], security_groups: ['sg-1'] }),
  )
  for (const type of ['aws_security_group', 'aws_default_security_group']) {
    t.same(rows(type, { ingress, egress: [] }), [
      'security_group ingress allow tcp 22 22 10.0.0.0/8 null null',
      'security_group ingress allow tcp 22 22 0.0.0.0/0 null null',
      'security_group ingress allow tcp 22 22 ::/0 null null',
      'security_group ingress allow tcp 22 22 null self null',
      'security_group ingress allow tcp 22 22 null pl-1 null',
      'security_group ingress allow tcp 22 22 null sg-1 null',
    ])
  }
  t.end()
})

test('the ways of saying all protocols, all ports and all the world', (t) => {
  const rule = (written: Readonly<Record<string, Json | Value>>): readonly string[] =>
    rows('aws_security_group_rule', { type: 'egress', cidr_blocks: ['10.0.0.0/8'], ...written })
  const written = (protocol: string, from: number, to: number): readonly string[] =>
    rule({ protocol, from_port: from, to_port: to })
  t.same(written('-1', 0, 0), ['security_group egress allow all 0 65535 10.0.0.0/8 null null'])
  t.same(written('all', 0, 0), written('-1', 0, 0))
  t.same(written('ALL', 0, 0), written('-1', 0, 0))
  t.same(written('6', 443, 443), ['security_group egress allow tcp 443 443 10.0.0.0/8 null null'])
  t.same(written('TCP', 443, 443), written('6', 443, 443))
  t.same(written('17', 53, 53), ['security_group egress allow udp 53 53 10.0.0.0/8 null null'])
  t.same(
    written('50', 0, 0),
    ['security_group egress allow 50 0 65535 10.0.0.0/8 null null'],
    'ESP: all ports',
  )
  t.same(
    written('icmp', 8, 0),
    ['security_group egress allow icmp null null 10.0.0.0/8 null null'],
    'types are no ports',
  )
  t.same(written('58', -1, -1), ['security_group egress allow icmpv6 null null 10.0.0.0/8 null null'])
  t.same(
    written('tcp', 0, 0),
    ['security_group egress allow tcp 0 0 10.0.0.0/8 null null'],
    'port 0 is one port',
  )
  for (const world of ['::/0', '::0/0', '0::/0', '0:0:0:0:0:0:0:0/0', '0000::/0']) {
    t.same(rule({ ...ssh, cidr_blocks: null, ipv6_cidr_blocks: [world] }), [
      'security_group egress allow tcp 22 22 ::/0 null null',
    ])
  }
  t.same(rule({ ...ssh, cidr_blocks: ['::1/128', '10.0.0.0/10'] }), [
    'security_group egress allow tcp 22 22 ::1/128 null null',
    'security_group egress allow tcp 22 22 10.0.0.0/10 null null',
  ])
  t.end()
})

test('rule resources of both generations', (t) => {
  t.same(
    rows(
      'aws_security_group_rule',
      { type: 'ingress', ...ssh, self: true, source_security_group_id: unknown('s') },
      ['source_security_group_id'],
    ),
    ['security_group ingress allow tcp 22 22 null self null'],
    'a computed source is no further end',
  )
  t.same(
    rows('aws_security_group_rule', { type: 'ingress', ...ssh, source_security_group_id: unknown('s') }),
    ['? security_group ingress allow tcp 22 22 null ? null'],
  )
  t.same(rows('aws_security_group_rule', { type: unknown('t'), ...ssh, cidr_blocks: ['0.0.0.0/0'] }), [
    'security_group ? allow tcp 22 22 0.0.0.0/0 null null',
  ])
  t.same(rows('aws_vpc_security_group_ingress_rule', { ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' }), [
    'security_group ingress allow all 0 65535 0.0.0.0/0 null null',
  ])
  t.same(
    rows('aws_vpc_security_group_egress_rule', {
      ip_protocol: 'tcp',
      from_port: 22,
      to_port: 22,
      cidr_ipv6: '0::0/0',
    }),
    ['security_group egress allow tcp 22 22 ::/0 null null'],
  )
  t.same(
    rows('aws_vpc_security_group_ingress_rule', {
      ip_protocol: 'tcp',
      from_port: 1,
      to_port: 2,
      prefix_list_id: 'pl-1',
    }),
    ['security_group ingress allow tcp 1 2 null pl-1 null'],
  )
  t.same(
    rows('aws_vpc_security_group_ingress_rule', {
      ip_protocol: 'tcp',
      from_port: 1,
      to_port: 2,
      referenced_security_group_id: unknown('aws_security_group.a.id'),
    }),
    ['security_group ingress allow tcp 1 2 null ? null'],
    'exactly one end is there, so it is this one',
  )
  t.end()
})

test('network ACLs, inline and as resources', (t) => {
  const entry = {
    action: 'allow',
    protocol: '-1',
    from_port: 0,
    to_port: 0,
    rule_no: 100,
    cidr_block: '0.0.0.0/0',
    ipv6_cidr_block: '',
  }
  for (const type of ['aws_network_acl', 'aws_default_network_acl']) {
    t.same(
      rows(type, {
        ingress: list(block(entry)),
        egress: list(block({ ...entry, action: 'deny', cidr_block: null, ipv6_cidr_block: '::/0' })),
      }),
      [
        'network_acl ingress allow all 0 65535 0.0.0.0/0 null 100',
        'network_acl egress deny all 0 65535 ::/0 null 100',
      ],
    )
  }
  const rule = {
    rule_number: 200,
    protocol: '6',
    from_port: 22,
    to_port: 22,
    rule_action: 'allow',
    cidr_block: '10.0.0.0/8',
  }
  t.same(rows('aws_network_acl_rule', { ...rule, egress: false }), [
    'network_acl ingress allow tcp 22 22 10.0.0.0/8 null 200',
  ])
  t.same(
    rows('aws_network_acl_rule', rule),
    ['network_acl ingress allow tcp 22 22 10.0.0.0/8 null 200'],
    'egress is false by default',
  )
  t.same(rows('aws_network_acl_rule', { ...rule, egress: true }), [
    'network_acl egress allow tcp 22 22 10.0.0.0/8 null 200',
  ])
  t.same(rows('aws_network_acl_rule', { ...rule, egress: unknown('e') }), [
    'network_acl ? allow tcp 22 22 10.0.0.0/8 null 200',
  ])
  t.end()
})

test('what is unknown makes rows too', (t) => {
  const group = (ingress: Value, notConfigured: readonly string[] = []): readonly string[] =>
    rows('aws_security_group', { ingress, egress: [] }, notConfigured)
  t.same(
    group(unknown('i')),
    ['? security_group ingress allow ? ? ? ? ? null'],
    'blocks of which nothing is known',
  )
  t.same(group(unknown('i'), ['ingress']), [], 'nobody writes any, and the provider revokes those of AWS')
  t.same(group(list(unknown('i[0]'))), ['? security_group ingress allow ? ? ? ? ? null'])
  t.same(group({ kind: 'list', elements: [], rest: { id: 'r', waitsFor: [] } }), [
    '? security_group ingress allow ? ? ? ? ? null',
  ])
  t.same(
    group(list(block({ ...none, ...ssh, cidr_blocks: unknown('c') }))),
    ['? security_group ingress allow tcp 22 22 ? null null'],
    'the list may be empty',
  )
  t.same(group(list(block({ ...none, ...ssh, cidr_blocks: list(literal('10.0.0.0/8'), unknown('c')) }))), [
    'security_group ingress allow tcp 22 22 10.0.0.0/8 null null',
    'security_group ingress allow tcp 22 22 ? null null',
  ])
  t.same(group(list(block({ ...none, ...ssh, protocol: unknown('p'), cidr_blocks: ['0.0.0.0/0'] }))), [
    'security_group ingress allow ? ? ? 0.0.0.0/0 null null',
  ])
  t.same(group(list(block({ ...none, ...ssh, self: unknown('s') }))), [
    '? security_group ingress allow tcp 22 22 null self null',
  ])
  t.same(group(list(block({ ...none, ...ssh }))), [], 'a block for nobody lets nobody in')
  t.end()
})

test('fields say where they are written', (t) => {
  const [rule] = networkRules({
    type: 'aws_security_group',
    address: 'aws_security_group.x',
    read: (name) =>
      name === 'ingress' ? list(block({ ...none, ...ssh, cidr_blocks: ['10.0.0.0/8'] })) : literal([]),
    isConfigured: () => undefined,
  })
  const place = (field: string): string | undefined => {
    const path = rule?.places.get(field)
    return path === undefined ? undefined : printPath(path)
  }
  t.equal(place('cidr'), 'ingress[0].cidr_blocks[0]')
  t.equal(place('from_port'), 'ingress[0].from_port')
  t.equal(place('direction'), undefined)
  t.equal(place('protocol'), 'ingress[0].protocol')
  const [all] = networkRules({
    type: 'aws_vpc_security_group_ingress_rule',
    address: 'x',
    read: (name) => toValue(name === 'ip_protocol' ? '-1' : name === 'cidr_ipv4' ? '10.0.0.0/8' : null),
    isConfigured: () => undefined,
  })
  t.equal(all?.places.get('protocol'), undefined, 'not what stands there')
  t.end()
})

test('a secret list makes secret rows', (t) => {
  const [rule] = networkRules({
    type: 'aws_security_group',
    address: 'aws_security_group.x',
    read: () => list({ ...block({ ...none, ...ssh, cidr_blocks: ['10.0.0.0/8'] }), sensitive: true }),
    isConfigured: () => undefined,
  })
  for (const field of ['protocol', 'from_port', 'cidr'])
    t.equal(rule?.fields.get(field)?.sensitive, true, field)
  t.end()
})
