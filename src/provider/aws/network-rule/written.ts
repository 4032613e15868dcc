import type { Step, Unknown, Value } from '../../../plan/value.ts'
import { endOfSelf, endOfValue, endsOfList } from './ends.ts'
import { constant, type End, NOTHING, type Part, type RuleHolder, type WrittenRule } from './model.ts'

/** How a type of resource writes rules. */
export type Writing = (holder: RuleHolder) => readonly WrittenRule[]

/** Reads an argument of the resource, or of one of its blocks. */
type Read = (name: string) => Part

/** `ingress` and `egress` of a security group: blocks, or lists of objects (attributes as blocks). */
export const inlineSecurityGroup: Writing = (holder) =>
  inlineBlocks(holder, (read, direction) => ({
    ...securityGroupRule(read, constant(direction), read('protocol')),
    ends: securityGroupEnds(read),
  }))

/** `aws_security_group_rule`: several CIDR blocks, or one source. */
export const securityGroupRuleResource: Writing = (holder) => {
  const read = reader(holder)
  const ends = [...securityGroupEnds(read), ...computedSource(read, holder)]
  return [{ ...securityGroupRule(read, read('type'), read('protocol')), ends }]
}

/** `aws_vpc_security_group_ingress_rule` and `_egress_rule`: exactly one end. */
export function singleRule(direction: 'ingress' | 'egress'): Writing {
  return (holder) => {
    const read = reader(holder)
    const ends = [
      ...endOfValue('cidr', read('cidr_ipv4')),
      ...endOfValue('cidr', read('cidr_ipv6')),
      ...endOfValue('source', read('prefix_list_id')),
      ...endOfValue('source', read('referenced_security_group_id')),
    ]
    return [{ ...securityGroupRule(read, constant(direction), read('ip_protocol')), ends: onlyEnd(ends) }]
  }
}

/** `ingress` and `egress` of a network ACL. */
export const inlineNetworkAcl: Writing = (holder) =>
  inlineBlocks(holder, (read, direction) => networkAclRule(read, constant(direction), 'action', 'rule_no'))

/** `aws_network_acl_rule`: `egress` says which way. */
export const networkAclRuleResource: Writing = (holder) => {
  const read = reader(holder)
  return [networkAclRule(read, directionOf(read('egress')), 'rule_action', 'rule_number')]
}

function securityGroupRule(read: Read, direction: Part, protocol: Part): Omit<WrittenRule, 'ends'> {
  return {
    kind: 'security_group',
    direction,
    action: constant('allow'),
    protocol,
    fromPort: read('from_port'),
    toPort: read('to_port'),
    description: read('description'),
    number: NOTHING,
  }
}

function networkAclRule(read: Read, direction: Part, action: string, number: string): WrittenRule {
  return {
    kind: 'network_acl',
    direction,
    action: read(action),
    protocol: read('protocol'),
    fromPort: read('from_port'),
    toPort: read('to_port'),
    description: NOTHING,
    number: read(number),
    ends: onlyEnd([
      ...endOfValue('cidr', read('cidr_block')),
      ...endOfValue('cidr', read('ipv6_cidr_block')),
    ]),
  }
}

function securityGroupEnds(read: Read): readonly End[] {
  return [
    ...endsOfList('cidr', read('cidr_blocks')),
    ...endsOfList('cidr', read('ipv6_cidr_blocks')),
    ...endsOfList('source', read('prefix_list_ids')),
    ...endsOfList('source', read('security_groups')),
    ...endOfSelf(read('self')),
  ]
}

/** The provider computes it where nobody writes it, from `self`, and then it is no further end. */
function computedSource(read: Read, holder: RuleHolder): readonly End[] {
  const name = 'source_security_group_id'
  return holder.isConfigured(name) === false ? [] : endOfValue('source', read(name))
}

/** Exactly one is there: where only one can be, it is. */
function onlyEnd(ends: readonly End[]): readonly End[] {
  const [only] = ends
  return ends.length === 1 && only !== undefined ? [{ kind: only.kind, part: only.part }] : ends
}

/** `false` and null are the way in. */
function directionOf({ value, place }: Part): Part {
  const at = place === undefined ? {} : { place }
  if (value.kind === 'unknown') return { value, ...at }
  if (value.kind !== 'known') return constant('ingress')
  const isEgress = value.value === true || value.value === 'true'
  return { value: { ...value, value: isEgress ? 'egress' : 'ingress' } }
}

function reader(holder: RuleHolder): Read {
  return (name) => ({ value: holder.read(name), place: [name] })
}

function inlineBlocks(
  holder: RuleHolder,
  write: (read: Read, direction: string) => WrittenRule,
): readonly WrittenRule[] {
  return ['ingress', 'egress'].flatMap((direction) => {
    const value = holder.read(direction)
    const open = (unknown: Unknown): WrittenRule => ({
      ...write((name) => ({ value: memberOf({ kind: 'unknown', unknown }, name) }), direction),
      ends: [{ kind: 'either', part: { value: memberOf({ kind: 'unknown', unknown }, 'end') } }],
      open: unknown,
    })
    switch (value.kind) {
      case 'list': {
        const blocks = value.elements.map((element, index) =>
          element.kind === 'unknown'
            ? open(element.unknown)
            : write((name) => partOf(element, [direction, index], name), direction),
        )
        return value.rest === undefined ? blocks : [...blocks, open(value.rest)]
      }
      case 'unknown':
        return holder.isConfigured(direction) === false ? [] : [open(value.unknown)]
      case 'null':
      case 'absent':
      case 'known':
      case 'template':
      case 'map':
        return []
    }
  })
}

function partOf(block: Value, place: readonly Step[], name: string): Part {
  return { value: memberOf(block, name), place: [...place, name] }
}

/** An attribute of a block; a part of something unknown is an unknown of its own. */
function memberOf(block: Value, name: string): Value {
  const marks = block.sensitive === true ? { sensitive: true } : {}
  if (block.kind === 'unknown') {
    const { id, waitsFor, because } = block.unknown
    const unknown = { id: `${id}.${name}`, waitsFor, ...(because === undefined ? {} : { because }) }
    return { kind: 'unknown', unknown, ...marks }
  }
  const found = block.kind === 'map' ? block.entries.get(name) : undefined
  return found === undefined ? { kind: 'null' } : { ...found, ...marks }
}
