/** A rule about trails that holds these lines from line 6 on. */
function rule(lines: string): string {
  return `policy: trails\nrules:\n  - id: r\n    severity: high\n    match: aws_cloudtrail\n${lines}\n`
}

/** Title, text, and `severity code line:column words → help` of each remark. The types are those of the AWS provider 5.100.0. */
export const MISTAKES: readonly (readonly [title: string, text: string, ...remarks: string[]])[] = [
  [
    'severity in capitals',
    'policy: trails\nrules:\n  - id: r\n    severity: HIGH\n    match: aws_cloudtrail\n    require: { enable_logging: true }\n',
    'error unknown-value 4:15 HIGH → did you mean `high`?',
  ],
  [
    'severity of another scale',
    'policy: trails\nrules:\n  - id: r\n    severity: blocker\n    match: aws_cloudtrail\n    require: { enable_logging: true }\n',
    'error unknown-value 4:15 blocker → it is `critical`, `high`, `medium`, `low` or `info`',
  ],
  [
    'resource instead of match',
    'policy: trails\nrules:\n  - id: r\n    severity: high\n    resource: aws_cloudtrail\n    require: { enable_logging: true }\n',
    'error missing-key 3:5 id',
    'error unknown-key 5:5 resource → did you mean `match`?',
  ],
  [
    'condition key name',
    rule('    condition: { enable_logging: true }'),
    'error missing-key 3:5 id → `require` must hold, `forbid` must not',
    'error unknown-key 6:5 condition → did you mean `require`?',
  ],
  [
    'description key',
    rule('    description: x\n    require: { enable_logging: true }'),
    'error unknown-key 6:5 description → did you mean `why`?',
  ],
  [
    'id with underscore',
    'policy: trails\nrules:\n  - id: trail_multi_region\n    severity: high\n    match: aws_cloudtrail\n    require: { enable_logging: true }\n',
    'error invalid-name 3:9 trail_multi_region → write `trail-multi-region`',
  ],
  [
    'list as condition',
    rule('    require:\n      - enable_logging: true'),
    'error wrong-kind 7:7 - enable_logging: true → write `all: […]` if all of them must hold, `any: […]` if one is enough',
  ],
  [
    'string condition',
    rule('    require: enable_logging == true'),
    'error wrong-kind 6:14 enable_logging == true → write a path and a test, such as `{ encrypted: true }` or `{ name: { starts_with: x } }`',
  ],
  [
    'dotted block path',
    rule('    require: { event_selector.read_write_type: All }'),
    'error path-through-list 6:16 event_selector.read_write_type → write `event_selector: { some: { … } }`, `each` or `none`',
  ],
  [
    'wildcard path',
    rule('    require: { "event_selector[*].read_write_type": All }'),
    'error invalid-path 6:32 * → write `event_selector: { some: { read_write_type: … } }`, with `each` or `none` where they are meant',
  ],
  [
    'misspelt attribute',
    rule('    require: { is_multiregion_trail: true }'),
    'error no-such-attribute 6:16 is_multiregion_trail → did you mean `is_multi_region_trail`?',
  ],
  ['eq', rule('    require: { name: { eq: x } }'), 'error unknown-operator 6:24 eq → did you mean `equals`?'],
  [
    '==',
    rule('    require: { name: { "==": x } }'),
    'error unknown-operator 6:24 "==" → did you mean `equals`?',
  ],
  [
    'regex lookahead',
    rule('    require: { name: { matches: "^(?!test)" } }'),
    'error invalid-pattern 6:33 "^(?!test)" → the syntax is that of RE2, which has no look-around and no back-references',
  ],
  [
    'regex slashes',
    rule('    require: { name: { matches: "/^a/" } }'),
    'error condition-vacuous 6:24 matches → write the pattern without the slashes around it',
  ],
  [
    'bad regex',
    rule('    require: { name: { matches: "a(" } }'),
    'error invalid-pattern 6:33 "a(" → the syntax is that of RE2, which has no look-around and no back-references',
  ],
  [
    'list value',
    rule('    require: { name: [a, b] }'),
    'error wrong-kind 6:22 [a, b] → write `{ in: […] }` if it must be one of these, `{ contains_all: […] }` if it must hold them, `{ equals: […] }` if it must be this list',
  ],
  [
    'present on bool',
    rule('    require: { enable_logging: { present: true } }'),
    'error operator-cannot-apply 6:34 present → use `configured` to ask whether it is written',
  ],
  [
    'yes',
    rule('    require: { enable_logging: yes }'),
    'error ambiguous-boolean 6:32 yes → write true or false, or "yes" in quotes if the text is meant',
  ],
  [
    'null',
    rule('    require: { kms_key_id: null }'),
    'error operand-null 6:28 null → write `{ present: false }` to ask whether something is not there',
  ],
  [
    'not_null',
    rule('    require: { kms_key_id: not_null }'),
    'warning condition-suspicious 6:28 not_null → to ask whether it is there write `{ present: true }` or `false`; if the text is meant, `{ in: [not_null] }`',
  ],
  [
    'account id',
    rule('    require: { name: 012345678901 }'),
    'error number-leading-zero 6:22 012345678901 → write it in quotes: "012345678901"',
  ],
  [
    'template without root',
    rule('    require: { name: "${name}" }'),
    'error unknown-name 6:25 name → an attribute of the resource is `${self.name}`; a name that `as` binds is known inside its `where` only',
  ],
  [
    'template function',
    rule('    require: { name: "${lower(self.name)}" }'),
    'error invalid-interpolation 6:23 ${lower(self.name)} → an interpolation holds no functions and no operators',
  ],
  [
    'var reference',
    rule('    require: { name: "${var.name}" }'),
    'error unknown-name 6:25 var → a policy sees the values of the plan and not its expressions: write `${self.ATTRIBUTE}`, or `${params.NAME}` for a parameter',
  ],
  [
    'unknown parameter',
    rule('    require: { name: "${params.naem}" }'),
    'error unknown-parameter 6:32 naem → declare it under `parameters`',
  ],
  [
    'param misspelt root',
    'policy: trails\nparameters: { days: { type: number, default: 1 } }\nrules:\n  - id: r\n    severity: high\n    match: aws_cloudtrail\n    require: { name: "${parameters.days}" }\n',
    'warning unused-parameter 2:15 days',
    'error unknown-name 7:25 parameters → write `${params.days}`',
  ],
  [
    'param default of wrong type',
    'policy: trails\nparameters: { days: { type: number, default: "1" } }\nrules:\n  - id: r\n    severity: high\n    match: aws_cloudtrail\n    require: { name: "${params.days}" }\n',
    'error invalid-parameter 2:46 "1"',
  ],
  [
    'param int type',
    'policy: trails\nparameters: { days: { type: integer, default: 1 } }\nrules:\n  - id: r\n    severity: high\n    match: aws_cloudtrail\n    require: { name: "${params.days}" }\n',
    'error unknown-value 2:29 integer → did you mean `number`?',
  ],
  [
    'operator first',
    rule('    require: { equals: { name: x } }'),
    'error operator-without-path 6:16 equals → write `PATH: { equals: … }`; for an attribute of this name `$.equals`',
  ],
  [
    'when without then',
    rule('    require: { when: { name: x }, enable_logging: true }'),
    'error missing-key 6:16 when → to say where the rule applies at all write `when` beside `require`',
  ],
  [
    'if then',
    rule('    require: { if: { name: x }, then: { enable_logging: true } }'),
    'error unknown-key 6:16 if → did you mean `when`?',
    'error missing-key 6:33 then',
  ],
  [
    'or',
    rule('    require: { or: [{ name: x }, { name: y }] }'),
    'error unknown-key 6:16 or → did you mean `any`?',
  ],
  [
    'and',
    rule('    require: { and: [{ name: x }, { name: y }] }'),
    'error unknown-key 6:16 and → did you mean `all`?',
  ],
  [
    'any as mapping',
    rule('    require: { any: { name: x, enable_logging: true } }'),
    'error wrong-kind 6:21 { name: x, enable_logging: true } → begin each item with `- `, or write `any: [{ … }, { … }]`',
  ],
  [
    'not list',
    rule('    require: { not: [{ name: x }] }'),
    'error wrong-kind 6:21 [{ name: x }] → write `all: […]` if all of them must hold, `any: […]` if one is enough',
  ],
  [
    'relation without through',
    rule('    require: { refers_to: { type: aws_s3_bucket } }'),
    'error missing-key 6:29 type → it is the attribute that names the other resource, such as `through: bucket`',
  ],
  [
    'relation misspelt through',
    rule('    require: { refers_to: { type: aws_s3_bucket, through: s3_bucket } }'),
    'error no-such-attribute 6:59 s3_bucket → did you mean `s3_bucket_name`?',
  ],
  [
    'relation where at wrong place',
    rule(
      '    require: { refers_to: { type: aws_s3_bucket, through: s3_bucket_name, force_destroy: false } }',
    ),
    'error unknown-key 6:75 force_destroy → what is asked of the other resource goes into `where: { … }`',
  ],
  [
    'referred_by through template',
    rule('    require: { referred_by: { type: aws_s3_bucket, through: "${self.x}" } }'),
    'error invalid-path 6:63 { → a path stands without `${…}`: write `self.x`',
  ],
  [
    'applied_before unbound',
    rule('    require: { applied_before: bucket }'),
    'error unknown-name 6:32 bucket → it is `self`, or a name that `as` binds',
  ],
  [
    'type misspelt',
    'policy: trails\nrules:\n  - id: r\n    severity: high\n    match: aws_cloudtrial\n    require: { name: x }\n',
    'error unknown-type 5:12 aws_cloudtrial → did you mean `aws_cloudtrail`?',
  ],
  [
    'address as match',
    'policy: trails\nrules:\n  - id: r\n    severity: high\n    match: aws_cloudtrail.main\n    require: { name: x }\n',
    'error invalid-match 5:12 aws_cloudtrail.main → to select by address write `match: { type: …, address: … }`',
  ],
  [
    'match list',
    'policy: trails\nrules:\n  - id: r\n    severity: high\n    match: [aws_cloudtrail, aws_s3_bucket]\n    require: { name: x }\n',
    'error wrong-kind 5:12 [aws_cloudtrail, aws_s3_bucket] → write `match: { type: [aws_cloudtrail, aws_s3_bucket] }`',
  ],
  [
    'match data',
    'policy: trails\nrules:\n  - id: r\n    severity: high\n    match: data.aws_caller_identity\n    require: { account_id: x }\n',
    'error invalid-match 5:12 data.aws_caller_identity → to match data sources write `match: { type: aws_caller_identity, mode: data }`',
  ],
  [
    'action delete in capitals',
    'policy: trails\nrules:\n  - id: r\n    severity: high\n    match: { type: aws_cloudtrail, actions: [DELETE] }\n    require: { name: x }\n',
    'error unknown-value 5:46 DELETE → did you mean `delete`?',
  ],
  [
    'action destroy',
    'policy: trails\nrules:\n  - id: r\n    severity: high\n    match: { type: aws_cloudtrail, actions: [destroy] }\n    require: { name: x }\n',
    'error unknown-value 5:46 destroy → did you mean `delete`?',
  ],
  [
    'duplicate id',
    rule(
      '    require: { name: x }\n  - id: r\n    severity: low\n    match: aws_cloudtrail\n    require: { name: x }',
    ),
    'error duplicate-rule 7:9 r → the other one stands in line 3; an id belongs to one rule of all policies',
  ],
  [
    'duplicate key',
    rule('    require: { name: x }\n    require: { enable_logging: true }'),
    'error yaml-duplicate-key 7:5 require → it already stands in line 6',
  ],
  [
    'contradiction',
    rule('    require: { name: { equals: a, in: [b, c] } }'),
    'error condition-never-true 6:22 { equals: a, in: [b, c] } → to accept either write `any: […]` around two conditions, or `in: […]`',
  ],
  [
    'never false',
    rule('    require: { any: [{ enable_logging: true }, { not: { enable_logging: true } }] }'),
    'error condition-never-false 6:50 not',
  ],
  [
    'example without kind',
    rule('    require: { name: x }\n    examples:\n      - resources: { aws_cloudtrail.a: { name: x } }'),
    'error invalid-example 8:9 resources → its value is the title, such as `pass: all regions are recorded`',
  ],
  [
    'example list',
    rule(
      '    require: { name: x }\n    examples:\n      pass: { resources: { aws_cloudtrail.a: { name: x } } }',
    ),
    'error wrong-kind 8:7 pass: { resources: { aws_cloudtrail.a: { name: x } } } → begin each item with `- `, or write `examples: [{ … }, { … }]`',
  ],
  [
    'example bad address',
    rule(
      '    require: { name: x }\n    examples:\n      - pass: p\n        resources: { cloudtrail: { name: x } }',
    ),
    'error invalid-example 9:22 cloudtrail → write it as Terraform does: `aws_s3_bucket.logs`, `module.app.aws_s3_bucket.logs["eu"]`, `data.aws_region.current`',
  ],
  [
    'example misspelt attr',
    rule(
      '    require: { name: x }\n    examples:\n      - pass: p\n        resources: { aws_cloudtrail.a: { nam: x } }',
    ),
    'warning no-such-attribute 8:9 pass → did you mean `name`?',
  ],
  [
    'example ref without attr',
    rule(
      '    require: { name: x }\n    examples:\n      - pass: p\n        resources: { aws_cloudtrail.a: { name: !ref aws_s3_bucket.b } }',
    ),
    'error invalid-example 9:53 aws_s3_bucket.b → write it as Terraform does: `!ref aws_s3_bucket.logs.id`',
  ],
  [
    'unknown tag',
    rule(
      '    require: { name: x }\n    examples:\n      - pass: p\n        resources: { aws_cloudtrail.a: { name: !unkown } }',
    ),
    'error yaml-unknown-tag 9:48 !unkown → did you mean `!unknown`?',
  ],
  [
    'example above',
    rule('    require: { name: x }\n    examples:\n      - pass: p\n        plan: ../plan'),
    'error invalid-example 9:15 ../plan → write a relative path without `..`',
  ],
  ['tab', 'policy: p\nrules:\n\t- id: r\n', 'error yaml-syntax 3:1 	 → indent with spaces'],
  [
    'unquoted template brace',
    rule('    require: { name: ${params.x} }'),
    'error yaml-syntax 6:22 ${ → put text that contains `${` in quotes: `"${…}"`',
  ],
  [
    'unquoted star',
    rule('    require: { name: { like: *-logs } }'),
    'error yaml-unknown-anchor 6:30 *-logs → put text that begins with `*` in quotes',
  ],
  [
    'unquoted colon message',
    rule('    require: { name: x }\n    message: trail: no'),
    'error yaml-syntax 7:14 t → put text that contains `: ` in quotes',
  ],
  [
    'define unused',
    'policy: trails\ndefine: { named: { name: x } }\nrules:\n  - id: r\n    severity: high\n    match: aws_cloudtrail\n    require: { name: x }\n',
    'warning unused-definition 2:11 named',
  ],
  [
    'use unknown',
    'policy: trails\ndefine: { named: { name: x } }\nrules:\n  - id: r\n    severity: high\n    match: aws_cloudtrail\n    require: { use: namd }\n',
    'warning unused-definition 2:11 named',
    'error unknown-definition 7:21 namd → did you mean `named`?',
  ],
  [
    'between',
    rule('    require: { name: { between: [1, 2] } }'),
    'error unknown-operator 6:24 between → did you mean `gte` and `lte`?',
  ],
  ['self prefix', rule('    require: { self.name: x }'), 'error invalid-path 6:16 self → write `$self.name`'],
  [
    'resource prefix',
    rule('    require: { aws_cloudtrail.name: x }'),
    'error no-such-attribute 6:16 aws_cloudtrail.name → a path starts at the attributes of the resource itself: leave the type out',
  ],
  [
    'message unknown name',
    rule('    require: { name: x }\n    message: "${bucket.id} is wrong"'),
    'error unknown-name 7:17 bucket → an attribute of the resource is `${self.bucket.id}`; a name that `as` binds is known inside its `where` only',
  ],
  [
    'message attr',
    rule('    require: { name: x }\n    message: "${self.nme} is wrong"'),
    'error no-such-attribute 7:15 ${self.nme} → did you mean `name`?',
  ],
  [
    'no rules list',
    'policy: trails\nrules:\n  r:\n    severity: high\n',
    'error wrong-kind 3:3 r: → begin each item with `- `, or write `rules: [{ … }, { … }]`',
  ],
]

/** What authors of the other files write: kind, text, and `code line:column words → help` of each remark. */
export const MISTAKES_ELSEWHERE: readonly (readonly [
  kind: 'configuration' | 'waivers' | 'test',
  text: string,
  ...remarks: string[],
])[] = [
  ['configuration', 'policy: policies/', 'unknown-key 1:1 policy → did you mean `policies`?'],
  ['configuration', 'policies: policies/', 'wrong-kind 1:11 policies/ → write `policies: [policies/]`'],
  ['configuration', 'rules: { a: advisory }', 'unknown-key 1:1 rules → did you mean `enforcement`?'],
  ['configuration', 'exclude: [a]', 'unknown-key 1:1 exclude → did you mean `waivers`?'],
  ['configuration', 'params: { a: 1 }', 'unknown-key 1:1 params → did you mean `parameters`?'],
  [
    'configuration',
    'enforcement: { trail: advisory }',
    'unknown-key 1:16 trail → the level of a rule stands under `rules`: `rules: { RULE: advisory }`',
  ],
  [
    'configuration',
    'enforcement: { rules: { a: warn } }',
    'unknown-value 1:28 warn → did you mean `advisory`?',
  ],
  [
    'configuration',
    'context: { aws: { account_id: 111122223333 } }',
    'wrong-kind 1:31 111122223333 → write it in quotes: "111122223333"',
  ],
  [
    'configuration',
    'waivers: [{ rules: [a] }]',
    'wrong-kind 1:10 [{ rules: [a] }] → write the waivers into a file of their own and its name here: `waivers: waivers.yaml`',
  ],
  ['configuration', 'strict: yes', 'wrong-kind 1:9 yes → write `strict: true`'],
  ['waivers', '- rules: [a]', 'wrong-kind 1:1 - rules: [a] → write `waivers:` above the list'],
  [
    'waivers',
    'waivers:\n  - { rules: a, addresses: [aws_x.a], owner: o, reason: r, until: 2027-01-01 }',
    'missing-key 2:7 rules',
    'wrong-kind 2:14 a → write `rules: [a]`',
    'unknown-key 2:60 until → did you mean `expires`?',
  ],
  [
    'test',
    'policy: trail.yaml\ntests: { r: [{ pass: x, plan: p }] }',
    'unknown-key 1:1 policy → did you mean `policies`?',
    'missing-key 1:1 policy',
  ],
  [
    'test',
    'policies: [a.yaml]\ntests: [{ rule: r }]',
    'wrong-kind 2:8 [{ rule: r }] → write `RULE: [EXAMPLES]` for each rule',
  ],
  [
    'test',
    'policies: [a.yaml]\ntests: { r: { pass: x } }',
    'wrong-kind 2:13 { pass: x } → begin each item with `- `, or write `r: [{ … }, { … }]`',
  ],
  [
    'test',
    'policies: [a.yaml]\ntests: { r: [{ passed: x, plan: p }] }',
    'unknown-key 2:16 passed → did you mean `pass`?',
    'invalid-example 2:16 passed → its value is the title, such as `pass: all regions are recorded`',
  ],
  [
    'test',
    'policies: [a.yaml]\ntests: { r: [{ unknown_cannot_happen: x }] }',
    'invalid-example 2:10 r → leave `unknown_cannot_happen` out here',
  ],
]
