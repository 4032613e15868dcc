/** Rules about the plan, its JSON and views with one thing wrong: part of `broken-policies.ts`. */

/** A policy with this `match`, which begins in line 5, column 12, and this `require`, in line 6, column 14. */
function rule(match: string, require: string): string {
  return `policy: p\nrules:\n  - id: r\n    severity: high\n    match: ${match}\n    require: ${require}\n`
}

const ofPlan = (require: string): string => rule('plan', require)
const ofRow = (require: string): string => rule('{ view: network_rule }', require)
const ofNode = (path: string): string => rule(`{ document: "${path}" }`, '{ a: 1 }')

/** Title, text, `code line:column`, help. */
export const BROKEN_MATCHES: readonly (readonly [
  title: string,
  text: string,
  problem: string,
  help?: string,
])[] = [
  // The plan as a whole
  [
    'a misspelt fact of the plan',
    ofPlan('{ terraform_versoin: x }'),
    'no-such-attribute 6:16',
    'did you mean `terraform_version`?',
  ],
  [
    'an attribute of a resource, asked of the plan',
    ofPlan('{ bucket: x }'),
    'no-such-attribute 6:16',
    'it has `terraform_version`, `format_version`, `timestamp`, `complete` and `variables`',
  ],
  [
    'a misspelt fact behind self',
    ofPlan('{ not: { $self.complet: true } }'),
    'no-such-attribute 6:29',
    'did you mean `complete`?',
  ],
  [
    'a root of resources, asked of the plan',
    ofPlan('{ $change.actions: x }'),
    'root-not-here 6:16',
    'ask it where resources are counted: `count: { of: { type: …, where: … } }`',
  ],
  [
    'a relation of the plan',
    ofPlan('{ refers_to: { type: aws_y, through: b } }'),
    'relation-needs-resource 6:27',
    'match resources by their type, or count them: `count: { of: { type: …, where: … }, is: … }`',
  ],
  [
    'resources that name the plan',
    ofPlan('{ referred_by: { type: aws_y, through: b } }'),
    'relation-needs-resource 6:29',
    'match resources by their type, or count them: `count: { of: { type: …, where: … }, is: … }`',
  ],
  [
    'the order of the plan',
    ofPlan('{ applied_before: self }'),
    'relation-needs-resource 6:32',
    'match resources by their type, or count them: `count: { of: { type: …, where: … }, is: … }`',
  ],
  [
    'a root of resources hung on the plan',
    ofPlan('{ count: { of: { type: aws_y, where: { a: "${self.$provider.region}" } }, is: 1 } }'),
    'root-not-here 6:64',
    'ask it where resources are counted: `count: { of: { type: …, where: … } }`',
  ],
  [
    'a fact of the plan in text',
    ofPlan('{ complete: "${self.complet}" }'),
    'no-such-attribute 6:34',
    'did you mean `complete`?',
  ],
  // Views
  [
    'a view that there is not',
    rule('{ view: network_rules }', '{ a: 1 }'),
    'unknown-value 5:20',
    'did you mean `network_rule`?',
  ],
  [
    'a mode beside a view',
    rule('{ view: network_rule, mode: data }', '{ cidr: x }'),
    'invalid-match 5:34',
    'beside `view` there can be `type`, `provider`, `module`, `address`, `actions` and `where`',
  ],
  [
    'a misspelt field of a row',
    ofRow('{ from_prot: 22 }'),
    'no-such-attribute 6:16',
    'did you mean `from_port`?',
  ],
  [
    'an attribute of a resource, asked of a row',
    ofRow('{ cidr_blocks: { present: true } }'),
    'no-such-attribute 6:16',
    'it has `kind`, `direction`, `action`, `protocol`, `from_port`, `to_port`, `cidr`, `source`, `description`, `number` and `owner`',
  ],
  [
    'a direction that there is not',
    ofRow('{ direction: inbound }'),
    'condition-never-true 6:27',
    'it is `ingress` or `egress`',
  ],
  [
    'a misspelt direction among others',
    ofRow('{ direction: { in: [ingress, egres] } }'),
    'condition-never-true 6:29',
    'did you mean `egress`?',
  ],
  [
    'a protocol as AWS writes it',
    ofRow('{ protocol: "-1" }'),
    'condition-never-true 6:26',
    'rows hold `all` for it, however the resource writes it',
  ],
  [
    'a protocol by its number',
    ofRow('{ $self.protocol: { not_equals: 6 } }'),
    'condition-never-true 6:34',
    'rows hold `tcp` for it, however the resource writes it',
  ],
  [
    'a protocol in capitals',
    ofRow('{ protocol: TCP }'),
    'condition-never-true 6:26',
    'rows hold `tcp` for it, however the resource writes it',
  ],
  [
    'a misspelt action',
    rule('{ view: network_rule, where: { action: allowed } }', '{ cidr: x }'),
    'condition-never-true 5:51',
    'did you mean `allow`?',
  ],
  // The plan's JSON
  [
    'a path of JSON without a root',
    ofNode('configuration.provider_config'),
    'invalid-document-path 5:25',
    'write `$.configuration.provider_config`',
  ],
  [
    'a path of JSON to all of it',
    ofNode('$'),
    'invalid-document-path 5:25',
    'such as `$.configuration.provider_config.*`',
  ],
  [
    'a path of JSON over all sections',
    ofNode('$..expressions'),
    'invalid-document-path 5:26',
    'such as `$.configuration.provider_config.*`',
  ],
  [
    'a path to planned values',
    ofNode('$.planned_values.root_module'),
    'document-of-planned-values 5:27',
    'match resources by their type instead: `match: aws_s3_bucket`',
  ],
  [
    'a path to the prior state',
    ofNode("$['prior_state']"),
    'document-of-planned-values 5:26',
    'match resources by their type instead: `match: aws_s3_bucket`',
  ],
  [
    'a misspelt section',
    ofNode('$.configuratoin.x'),
    'unknown-section 5:27',
    'did you mean `configuration`?',
  ],
  [
    'a filter',
    ofNode('$.configuration.provider_config[?(@.name == 1)]'),
    'invalid-document-path 5:57',
    'write `[*]`, and what the nodes must satisfy under `where`',
  ],
  [
    'a script',
    ofNode('$.configuration[(1)]'),
    'invalid-document-path 5:41',
    'write `[*]`, and what the nodes must satisfy under `where`',
  ],
  [
    'a slice',
    ofNode('$.configuration.root_module.resources[0:2]'),
    'invalid-document-path 5:64',
    'write a rule for each, or `where`',
  ],
  ['a union', ofNode('$.configuration[a,b]'), 'invalid-document-path 5:41'],
  [
    'an index from the end',
    ofNode('$.configuration.root_module.resources[-1]'),
    'invalid-document-path 5:63',
  ],
  [
    'a bracket that does not close',
    ofNode('$.configuration.root_module.resources[0'),
    'invalid-document-path 5:62',
  ],
  ['a path of JSON that ends with a dot', ofNode('$.configuration.'), 'invalid-document-path 5:40'],
  ['a path of JSON that ends with a descent', ofNode('$.configuration..'), 'invalid-document-path 5:40'],
  [
    'a parent operator',
    ofNode('$.configuration.provider_config.aws^'),
    'invalid-document-path 5:60',
    'write `.name`, `["odd name"]`, `[0]`, `.*` or `..name`',
  ],
  [
    'actions beside a document',
    rule('{ document: "$.variables.*", actions: [create] }', '{ a: 1 }'),
    'invalid-match 5:41',
    'beside `document` there can be `where`',
  ],
  [
    'a root of resources, asked of JSON',
    rule('{ document: "$.variables.*" }', '{ $before.a: 1 }'),
    'root-not-here 6:16',
  ],
  [
    'a relation of JSON',
    rule('{ document: "$.variables.*" }', '{ referred_by: { type: aws_y, through: b } }'),
    'relation-needs-resource 6:29',
    'match resources by their type, or count them: `count: { of: { type: …, where: … }, is: … }`',
  ],
]
