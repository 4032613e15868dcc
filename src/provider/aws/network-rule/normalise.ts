import { collectUnknowns } from '../../../plan/unknowns.ts'
import { basisOf, type Step, type Unknown, type Value } from '../../../plan/value.ts'
import { fieldsOfEnd } from './ends.ts'
import type { End, NetworkRule, Part, WrittenRule } from './model.ts'

/** IANA's numbers of the protocols that AWS knows by name; -1 is its number for all of them. */
const PROTOCOLS: Readonly<Record<string, string>> = {
  '-1': 'all',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
}
const HAS_PORTS = ['tcp', 'udp']
const HAS_TYPES = ['icmp', 'icmpv6']
const LAST_PORT = 65_535

/** One row for each end of a written rule, with the address of the resource that writes it. */
export function normalise(rule: WrittenRule, owner: string): readonly NetworkRule[] {
  return rule.ends.map((end) => rowOf(rule, end, owner))
}

function rowOf(rule: WrittenRule, end: End, owner: string): NetworkRule {
  const protocol = protocolOf(rule.protocol)
  const { cidr, source } = fieldsOfEnd(end)
  const parts: Readonly<Record<string, Part>> = {
    kind: { value: known(rule.kind) },
    direction: rule.direction,
    action: rule.action,
    protocol,
    from_port: portOf(rule.fromPort, protocol.value, 0),
    to_port: portOf(rule.toPort, protocol.value, LAST_PORT),
    cidr: { ...cidr, value: canonicalCidr(cidr.value) },
    source,
    description: rule.description,
    number: rule.number,
    owner: { value: known(owner) },
  }
  const places = new Map<string, readonly Step[]>()
  for (const [name, { place }] of Object.entries(parts)) if (place !== undefined) places.set(name, place)
  const open = rule.open ?? end.open
  return {
    fields: new Map(Object.entries(parts).map(([name, { value }]) => [name, value])),
    places,
    ...(open === undefined ? {} : { open }),
  }
}

/**
 * By name, in small letters: `all` for -1, `tcp` for 6. Others keep their number. The AWS provider takes and keeps both
 * (`internal/service/ec2/vpc_security_group_rule.go`, `protocolForValue`).
 */
function protocolOf({ value, place }: Part): Part {
  const at = place === undefined ? {} : { place }
  if (value.kind !== 'known') return { value, ...at }
  const text = String(value.value).toLowerCase()
  const name = PROTOCOLS[text] ?? text
  // What is shown at a place of the resource is what stands there.
  return name === value.value ? { value, ...at } : { value: { ...value, value: name } }
}

/**
 * All ports where the protocol is all, or one other than TCP, UDP and ICMP: "allows traffic on all ports, regardless of any port
 * range you specify" (AWS, `AuthorizeSecurityGroupIngress`). ICMP has types and no ports. Port 0 to 0 of TCP is port 0.
 */
function portOf({ value, place }: Part, protocol: Value, whole: number): Part {
  const at = place === undefined ? {} : { place }
  if (protocol.kind !== 'known') {
    const unknowns = collectUnknowns(protocol)
    const [unknown] = unknowns
    return unknown === undefined
      ? { value, ...at }
      : { value: { kind: 'unknown', unknown: portUnknown(unknown, whole) } }
  }
  const name = String(protocol.value)
  if (HAS_TYPES.includes(name)) return { value: { kind: 'null' } }
  if (HAS_PORTS.includes(name)) return { value, ...at }
  const { sensitive } = protocol
  return {
    value: { ...known(whole), basis: basisOf(protocol), ...(sensitive === undefined ? {} : { sensitive }) },
  }
}

/** Whether the protocol has ports is not known, so neither are they. */
function portUnknown({ id, waitsFor }: Unknown, whole: number): Unknown {
  return {
    id: `the ${whole === 0 ? 'first' : 'last'} port where the protocol is ${id}`,
    waitsFor,
    because: 'which ports are meant depends on the protocol',
  }
}

/** A block of no fixed bits is the whole world, however it is spelt: `::0/0`, `0:0:0:0:0:0:0:0/0`. */
function canonicalCidr(value: Value): Value {
  if (value.kind !== 'known' || typeof value.value !== 'string' || !/\/0+$/.test(value.value)) return value
  return { ...value, value: value.value.includes(':') ? '::/0' : '0.0.0.0/0' }
}

function known(value: string | number): Value {
  return { kind: 'known', value }
}
