import type { NetworkRule, RuleHolder } from './model.ts'
import { normalise } from './normalise.ts'
import {
  inlineNetworkAcl,
  inlineSecurityGroup,
  networkAclRuleResource,
  securityGroupRuleResource,
  singleRule,
  type Writing,
} from './written.ts'

/** The resource types that say what may pass a security group or network ACL, and how each of them says it. */
const WRITINGS: ReadonlyMap<string, Writing> = new Map([
  ['aws_security_group', inlineSecurityGroup],
  ['aws_default_security_group', inlineSecurityGroup],
  ['aws_security_group_rule', securityGroupRuleResource],
  ['aws_vpc_security_group_ingress_rule', singleRule('ingress')],
  ['aws_vpc_security_group_egress_rule', singleRule('egress')],
  ['aws_network_acl', inlineNetworkAcl],
  ['aws_default_network_acl', inlineNetworkAcl],
  ['aws_network_acl_rule', networkAclRuleResource],
])

export const NETWORK_RULE_TYPES: readonly string[] = [...WRITINGS.keys()]

/**
 * What a resource lets through or keeps out, in one form for all types of {@link NETWORK_RULE_TYPES}; none for other types. A
 * new security group or network ACL for which nobody writes rules has none: the provider revokes AWS's own
 * (`internal/service/ec2/vpc_security_group.go`, `vpc_default_security_group.go`).
 */
export function networkRules(holder: RuleHolder): readonly NetworkRule[] {
  const written = WRITINGS.get(holder.type)?.(holder) ?? []
  return written.flatMap((rule) => normalise(rule, holder.address))
}
