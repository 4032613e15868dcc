/** The fields of a row of each view: the normalised form of what several resource types say in different ways. */
export const VIEWS = {
  /** One way through a security group or network ACL: `provider/aws/network-rule` makes them. */
  network_rule: [
    'kind',
    'direction',
    'action',
    'protocol',
    'from_port',
    'to_port',
    'cidr',
    'source',
    'description',
    'number',
    'owner',
  ],
} as const

/** The fields of a row that are one of a few words. */
export const ROW_VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ['kind', ['security_group', 'network_acl']],
  ['direction', ['ingress', 'egress']],
  ['action', ['allow', 'deny']],
])

export type ViewName = keyof typeof VIEWS
export const VIEW_NAMES = Object.keys(VIEWS) as readonly ViewName[]

/** What can be asked of a plan as a whole, besides how many instances there are. */
export const PLAN_FACTS = [
  'terraform_version',
  'format_version',
  'timestamp',
  'complete',
  'variables',
] as const
export type PlanFact = (typeof PLAN_FACTS)[number]
