import { BROKEN_MATCHES } from './broken-matches.ts'

/** Policies with one thing wrong, and where and how it is reported. Rows of `broken-policies.test.ts`. */

/** A policy with this `require`, which begins in line 6, column 14. */
function requiring(condition: string): string {
  return rule('aws_x', condition)
}

/** A policy whose rule holds these lines from line 7 on, indented by four. */
function withLines(lines: string): string {
  return `${requiring('{ a: 1 }')}${lines.replaceAll(/^/gm, '    ')}\n`
}

/** A policy with this `match`, which begins in line 5, column 12. */
function matching(match: string): string {
  return rule(match, '{ a: 1 }')
}

/** A policy with this parameter `n`, which begins in line 3, column 6. */
function declaring(parameter: string): string {
  return requiring('{ a: "${params.n}" }').replace('rules:', `parameters:\n  n: ${parameter}\nrules:`)
}

/** A policy with this example, which begins in line 8, column 9. */
function showing(example: string): string {
  return withLines(`examples:\n  - ${example}`)
}

function rule(match: string, condition: string): string {
  return `policy: p\nrules:\n  - id: r\n    severity: high\n    match: ${match}\n    require: ${condition}\n`
}

/** Title, text, `code line:column`, help. */
export const BROKEN_POLICIES: readonly (readonly [
  title: string,
  text: string,
  problem: string,
  help?: string,
])[] = [
  ['an empty file', '', 'policy-empty 1:1', 'a policy begins with `policy: NAME`'],
  ['a list for a policy', '- a\n- b\n', 'wrong-kind 1:1'],
  ['no rules', 'policy: p\n', 'missing-key 1:1'],
  ['an empty list of rules', 'policy: p\nrules: []\n', 'empty-list 2:8'],
  [
    'a mapping for rules',
    'policy: p\nrules: { a: 1 }\n',
    'wrong-kind 2:8',
    'begin each item with `- `, or write `rules: [{ … }, { … }]`',
  ],
  ['no name', 'rules:\n  - { id: r, severity: high, match: aws_x, require: { a: 1 } }\n', 'missing-key 1:1'],
  [
    'a name with capitals',
    requiring('{ a: 1 }').replace('policy: p', 'policy: CloudTrail Trail'),
    'invalid-name 1:9',
    'write `cloud-trail-trail`',
  ],
  [
    'a misspelt key of the policy',
    requiring('{ a: 1 }').replace('policy: p', 'policy: p\nrulez: []'),
    'unknown-key 2:1',
    'did you mean `rules`?',
  ],
  ['a misspelt key of a rule', withLines('mesage: x'), 'unknown-key 7:5', 'did you mean `message`?'],
  [
    'an unknown key of a rule',
    withLines('frobnicate: x'),
    'unknown-key 7:5',
    'the keys of a rule are `id`, `title`, `severity`, `match`, `when`, `require`, `forbid`, `message`, `why`, `fix`, `references`, `controls` and `examples`',
  ],
  ['no id', requiring('{ a: 1 }').replace('id: r', 'title: r'), 'missing-key 3:5'],
  ['no severity', requiring('{ a: 1 }').replace('    severity: high\n', ''), 'missing-key 3:5'],
  [
    'an unknown severity',
    requiring('{ a: 1 }').replace('high', 'hihg'),
    'unknown-value 4:15',
    'did you mean `high`?',
  ],
  [
    'a severity of another tool',
    requiring('{ a: 1 }').replace('high', 'warning'),
    'unknown-value 4:15',
    'it is `critical`, `high`, `medium`, `low` or `info`',
  ],
  ['no match', requiring('{ a: 1 }').replace('    match: aws_x\n', ''), 'missing-key 3:5'],
  [
    'neither require nor forbid',
    requiring('{ a: 1 }').replace('    require: { a: 1 }\n', ''),
    'missing-key 3:5',
    '`require` must hold, `forbid` must not',
  ],
  [
    'two rules of one id',
    `${requiring('{ a: 1 }')}  - { id: r, severity: low, match: aws_y, require: { a: 1 } }\n`,
    'duplicate-rule 7:11',
    'the other one stands in line 3; an id belongs to one rule of all policies',
  ],
  ['a number for a title', withLines('title: 5'), 'wrong-kind 7:12', 'write it in quotes: "5"'],
  [
    'text for references',
    withLines('references: https://example.com'),
    'wrong-kind 7:17',
    'write `references: [https://example.com]`',
  ],
  ['a mapping for a control', withLines('controls: [cis: 3.1]'), 'wrong-kind 7:16'],
  [
    'an address for a type',
    matching('aws_x.main'),
    'invalid-match 5:12',
    'to select by address write `match: { type: …, address: … }`',
  ],
  [
    'a list for match',
    matching('[aws_x, aws_y]'),
    'wrong-kind 5:12',
    'write `match: { type: [aws_x, aws_y] }`',
  ],
  ['no type in match', matching('{ module: module.a }'), 'missing-key 5:14'],
  [
    'a mode that cannot be matched',
    matching('{ type: aws_x, mode: ephemeral }'),
    'unknown-value 5:33',
    'it is `managed` or `data`',
  ],
  [
    'a misspelt action',
    matching('{ type: aws_x, actions: [craete] }'),
    'unknown-value 5:37',
    'did you mean `create`?',
  ],
  ['no action', matching('{ type: aws_x, actions: [] }'), 'empty-list 5:36'],
  [
    'a module that is no pattern',
    matching('{ type: aws_x, module: "modules/app" }'),
    'invalid-match 5:35',
    'write it as Terraform does: `module.app[*].module.*`, or `**` for any modules',
  ],
  [
    'an address that is no pattern',
    matching('{ type: aws_x, address: aws_x }'),
    'invalid-match 5:36',
    'write it as Terraform does: `module.app[*].aws_s3_bucket.*`, with `**` for any modules',
  ],
  ...BROKEN_MATCHES,
  [
    'a scalar for a condition',
    requiring('true'),
    'wrong-kind 6:14',
    'write a path and a test, such as `{ encrypted: true }` or `{ name: { starts_with: x } }`',
  ],
  [
    'a list for a condition',
    requiring('[{ a: 1 }]'),
    'wrong-kind 6:14',
    'write `all: […]` if all of them must hold, `any: […]` if one is enough',
  ],
  [
    'an empty condition',
    requiring('{}'),
    'empty-condition 6:14',
    'write a path and a test, such as `{ encrypted: true }`',
  ],
  [
    'an operator without its path',
    requiring('{ equals: 1 }'),
    'operator-without-path 6:16',
    'write `PATH: { equals: … }`; for an attribute of this name `$.equals`',
  ],
  [
    'a mapping for any',
    requiring('{ any: { a: 1 } }'),
    'wrong-kind 6:21',
    'begin each item with `- `, or write `any: [{ … }, { … }]`',
  ],
  ['an empty any', requiring('{ any: [] }'), 'empty-list 6:21'],
  ['a misspelt keyword', requiring('{ alll: [{ a: 1 }] }'), 'unknown-key 6:16', 'did you mean `all`?'],
  [
    'when without then',
    requiring('{ when: { a: 1 } }'),
    'missing-key 6:16',
    'to say where the rule applies at all write `when` beside `require`',
  ],
  ['then without when', requiring('{ then: { a: 1 } }'), 'missing-key 6:16'],
  [
    'an unknown definition',
    requiring('{ use: nobody }'),
    'unknown-definition 6:21',
    'definitions stand under `define` in the same file',
  ],
  [
    'a wildcard in a path',
    requiring('\n      rule[*].id: x'),
    'invalid-path 7:12',
    'write `rule: { some: { id: … } }`, with `each` or `none` where they are meant',
  ],
  ['a path with a space', requiring('{ "rule id": x }'), 'invalid-path 6:21'],
  ['a path that ends in a dot', requiring('{ rule.: x }'), 'invalid-path 6:21'],
  ['a misspelt root', requiring('{ $adress: x }'), 'unknown-name 6:16', 'did you mean `$address`?'],
  [
    'an unbound name',
    requiring('{ $bucket.arn: x }'),
    'unknown-name 6:16',
    '`$before`, `$change`, `$address`, `$type`, `$module`, `$provider`, `$params`, `$config`, `$attributes` and `$self` can stand here',
  ],
  ['self without its dollar', requiring('{ self.name: x }'), 'invalid-path 6:16', 'write `$self.name`'],
  [
    'a resource for a value',
    requiring('{ $self: x }'),
    'invalid-path 6:16',
    'write `$self.NAME` for an attribute of it',
  ],
  ['the element where there is none', requiring('{ $value: x }'), 'root-not-here 6:16'],
  [
    'a misspelt operator',
    requiring('{ a: { equal: 1 } }'),
    'unknown-operator 6:21',
    'did you mean `equals`?',
  ],
  [
    'an operator of another language',
    requiring('{ a: { regex: x } }'),
    'unknown-operator 6:21',
    'did you mean `matches`?',
  ],
  [
    'a version without quotes',
    requiring('{ a: { version_gte: 1.30 } }'),
    'invalid-operand 6:34',
    'write it in quotes: "1.30"',
  ],
  [
    'no version',
    requiring('{ a: { version_gte: latest } }'),
    'invalid-version 6:34',
    'a version is numbers between dots, such as "8.0", after a name perhaps, and before anything else',
  ],
  [
    'no network',
    requiring('{ a: { cidr_within: 10.0.0.0 8 } }'),
    'invalid-network 6:34',
    'a network is written as "10.0.0.0/8" or "2001:db8::/32"',
  ],
  [
    'no network in a list',
    requiring('{ a: { cidr_within: ["10.0.0.0/8", "10.0.0.0/33"] } }'),
    'invalid-network 6:49',
    'a network is written as "10.0.0.0/8" or "2001:db8::/32"',
  ],
  ['a number for a network', requiring('{ a: { cidr_overlaps: 10 } }'), 'invalid-operand 6:36'],
  [
    'an interpolation inside a class',
    requiring('{ a: { matches: "^[${self.b}]" } }'),
    'invalid-pattern 6:33',
    'write alternatives: `(a|b)`',
  ],
  [
    'an interpolation behind an escape',
    requiring("{ a: { matches: 'a\\${self.b}' } }"),
    'invalid-pattern 6:33',
    'write alternatives: `(a|b)`',
  ],
  ['text for a flag', requiring('{ a: { is_world: "yes" } }'), 'invalid-operand 6:31'],
  ['text around a flag', requiring('{ a: { is_world: "x${self.b}" } }'), 'invalid-operand 6:31'],
  ['a key of a text', requiring('{ a: { json: { $key: x } } }'), 'root-not-here 6:29'],
  [
    'a list for a document',
    requiring('{ a: { json: [a] } }'),
    'wrong-kind 6:27',
    'write a condition on a block, `{ name: … }`, or a test of a plain value, `{ starts_with: … }`',
  ],
  [
    'an empty test',
    requiring('{ a: {} }'),
    'empty-test 6:19',
    'write an operator such as `equals` or `present`',
  ],
  [
    'a list for a test',
    requiring('{ a: [1, 2] }'),
    'wrong-kind 6:19',
    'write `{ in: […] }` if it must be one of these, `{ contains_all: […] }` if it must hold them, `{ equals: […] }` if it must be this list',
  ],
  [
    'null for a test',
    requiring('{ a: null }'),
    'operand-null 6:19',
    'write `{ present: false }` to ask whether something is not there',
  ],
  [
    'nothing for a test',
    requiring('\n      a:'),
    'operand-null 7:9',
    'write `{ present: false }` to ask whether something is not there',
  ],
  [
    'null for equals',
    requiring('{ a: { equals: null } }'),
    'operand-null 6:29',
    'write `{ present: false }` to ask whether something is not there',
  ],
  [
    'an account id without quotes',
    requiring('{ a: 012345678901 }'),
    'number-leading-zero 6:19',
    'write it in quotes: "012345678901"',
  ],
  [
    'yes for true',
    requiring('{ a: yes }'),
    'ambiguous-boolean 6:19',
    'write true or false, or "yes" in quotes if the text is meant',
  ],
  ['text for a number', requiring('{ a: { gt: many } }'), 'invalid-operand 6:25'],
  ['a number in quotes', requiring('{ a: { gt: "5" } }'), 'invalid-operand 6:25', 'remove the quotes'],
  ['a scalar for in', requiring('{ a: { in: x } }'), 'invalid-operand 6:25', 'write `in: [x]`'],
  [
    'a number for starts_with',
    requiring('{ a: { starts_with: 5 } }'),
    'invalid-operand 6:34',
    'write it in quotes: "5"',
  ],
  [
    'a broken regular expression',
    requiring('{ a: { matches: "(" } }'),
    'invalid-pattern 6:30',
    'the syntax is that of RE2, which has no look-around and no back-references',
  ],
  [
    'look-around',
    requiring('{ a: { matches: "(?=a)" } }'),
    'invalid-pattern 6:30',
    'the syntax is that of RE2, which has no look-around and no back-references',
  ],
  ['a number for present', requiring('{ a: { present: 1 } }'), 'wrong-kind 6:30'],
  [
    'text for configured',
    requiring('{ a: { configured: "true" } }'),
    'wrong-kind 6:33',
    'write `configured: true`',
  ],
  ['text for a length', requiring('{ a: { length: two } }'), 'wrong-kind 6:29'],
  [
    'a length that is matched',
    requiring('{ a: { length: { matches: x } } }'),
    'invalid-operand 6:31',
    'write one of `equals`, `not_equals`, `in`, `not_in`, `gt`, `gte`, `lt` or `lte`',
  ],
  [
    'a number among keys',
    requiring('{ a: { has_keys: [5] } }'),
    'invalid-operand 6:32',
    'write it in quotes: "5"',
  ],
  [
    'a list for an element',
    requiring('{ a: { some: [x] } }'),
    'wrong-kind 6:27',
    'write a condition on a block, `{ name: … }`, or a test of a plain value, `{ starts_with: … }`',
  ],
  [
    'an element that is asked nothing',
    requiring('{ a: { each: {} } }'),
    'wrong-kind 6:27',
    'write a condition on a block, `{ name: … }`, or a test of a plain value, `{ starts_with: … }`',
  ],
  [
    'operator and attribute at once',
    requiring('{ a: { some: { equals: x, name: y } } }'),
    'ambiguous-element 6:29',
    'write `$value: { equals: … }` for the element itself, `$.equals: …` for the attribute',
  ],
  [
    'a binding that is taken',
    requiring('{ a: { some: { as: self, b: 1 } } }'),
    'name-taken 6:33',
    'choose another name',
  ],
  [
    'a binding that is no name',
    requiring('{ a: { some: { as: "a b", b: 1 } } }'),
    'invalid-name 6:33',
    'a name is letters, digits, `_` and `-`',
  ],
  ['a count without its test', requiring('{ a: { count: { where: { b: 1 } } } }'), 'missing-key 6:30'],
  [
    'a default that is null',
    requiring('{ a: { equals: 1, when_not_configured: { default: null } } }'),
    'operand-null 6:64',
    'write the value that it chooses',
  ],
  [
    'an unknown meaning',
    requiring('{ a: { equals: 1, when_not_configured: hold } }'),
    'unknown-value 6:53',
    'did you mean `holds`?',
  ],
  [
    'a meaning without a test',
    requiring('{ a: { when_not_configured: holds } }'),
    'missing-test 6:21',
    'add an operator such as `equals`',
  ],
  [
    'an interpolation that is not closed',
    requiring('{ a: "${self.b" }'),
    'invalid-interpolation 6:20',
    'write `}` behind it, or `$${` for a literal `${`',
  ],
  [
    'an interpolation of an attribute',
    requiring('{ a: "${bucket}" }'),
    'unknown-name 6:22',
    'an attribute of the resource is `${self.bucket}`; a name that `as` binds is known inside its `where` only',
  ],
  [
    'a misspelt name in an interpolation',
    requiring('{ a: "x-${slef.b}" }'),
    'unknown-name 6:24',
    'did you mean `self`?',
  ],
  [
    'a function in an interpolation',
    requiring('{ a: "${self.b + 1}" }'),
    'invalid-interpolation 6:20',
    'an interpolation holds no functions and no operators',
  ],
  [
    'a root without a name',
    requiring('{ a: "${$provider.region}" }'),
    'invalid-interpolation 6:20',
    'write `self.$provider.region`',
  ],
  [
    'an undeclared parameter',
    requiring('{ a: "${params.days}" }'),
    'unknown-parameter 6:29',
    'declare it under `parameters`',
  ],
  [
    'a misspelt parameter',
    declaring('{ type: number, default: 1 }').replace('params.n', 'params.m'),
    'unknown-parameter 8:29',
    'declare it under `parameters`',
  ],
  ['parameters as a whole', requiring('{ a: "${params}" }'), 'unknown-parameter 6:22'],
  [
    'an interpolation inside a mapping',
    requiring('{ a: { equals: { b: "${self.b}" } } }'),
    'interpolation-in-mapping 6:34',
    'test the members one by one',
  ],
  ['a broken interpolation in a message', withLines('message: "${self.} is bad"'), 'invalid-path 7:22'],
  ['a parameter without a type', declaring('{ default: 1 }'), 'missing-key 3:8'],
  [
    'a misspelt type of a parameter',
    declaring('{ type: sting }'),
    'unknown-value 3:14',
    'did you mean `string`?',
  ],
  ['a default of another type', declaring('{ type: number, default: many }'), 'invalid-parameter 3:31'],
  ['a default out of range', declaring('{ type: number, default: 0, minimum: 1 }'), 'invalid-parameter 3:31'],
  ['a range of text', declaring('{ type: string, minimum: 1 }'), 'invalid-parameter 3:31'],
  [
    'a default that is not allowed',
    declaring('{ type: string, default: develop, allowed: [dev, prod] }'),
    'invalid-parameter 3:31',
  ],
  [
    'a default with an element that is not allowed',
    declaring('{ type: list, default: [dev, test], allowed: [dev, prod] }'),
    'invalid-parameter 3:29',
  ],
  ['nothing that is allowed', declaring('{ type: string, allowed: [] }'), 'empty-list 3:31'],
  [
    'numbers among the text that is allowed',
    declaring('{ type: string, allowed: [dev, 1] }'),
    'invalid-parameter 3:37',
  ],
  [
    'text among the numbers that are allowed',
    declaring('{ type: number, allowed: [1, two] }'),
    'invalid-parameter 3:35',
  ],
  ['booleans that are allowed', declaring('{ type: boolean, allowed: [true] }'), 'invalid-parameter 3:32'],
  [
    'a scalar that is allowed',
    declaring('{ type: string, allowed: dev }'),
    'wrong-kind 3:31',
    'write `allowed: [dev]`',
  ],
  ['a range upside down', declaring('{ type: number, minimum: 5, maximum: 1 }'), 'invalid-parameter 3:31'],
  [
    'a relation without through',
    requiring('{ refers_to: { type: aws_y } }'),
    'missing-key 6:29',
    'it is the attribute that names the other resource, such as `through: bucket`',
  ],
  [
    'a misspelt key of a relation',
    requiring('{ refers_to: { type: aws_y, through: a, were: { b: 1 } } }'),
    'unknown-key 6:54',
    'did you mean `where`?',
  ],
  [
    'an unbound start of a relation',
    requiring('{ refers_to: { type: aws_y, through: a, from: trial } }'),
    'unknown-name 6:60',
    'it is `self`, or a name that `as` binds',
  ],
  [
    'an unknown quantifier',
    requiring('{ referred_by: { type: aws_y, through: a, quantifier: every } }'),
    'unknown-value 6:68',
    'did you mean `each`?',
  ],
  ['a count of instances without of', requiring('{ count: { is: 1 } }'), 'missing-key 6:25'],
  [
    'an attribute called count',
    requiring('{ count: 1 }'),
    'wrong-kind 6:23',
    'for an attribute of this name write `$.count`',
  ],
  [
    'an order with what is not bound',
    requiring('{ applied_before: bucket }'),
    'unknown-name 6:32',
    'it is `self`, or a name that `as` binds',
  ],
  [
    'an example without a kind',
    showing('{ title: x, resources: { aws_x.a: {} } }'),
    'invalid-example 8:11',
    'its value is the title, such as `pass: all regions are recorded`',
  ],
  [
    'an example of two kinds',
    showing('{ pass: x, fail: y, resources: { aws_x.a: {} } }'),
    'invalid-example 8:11',
    'its value is the title, such as `pass: all regions are recorded`',
  ],
  [
    'an example of a section that holds planned values',
    showing('{ pass: x, document: { planned_values: {} } }'),
    'unknown-key 8:32',
    'the keys of the document of an example are `configuration`, `variables`, `checks`, `format_version`, `terraform_version`, `timestamp`, `applyable`, `complete` and `errored`',
  ],
  [
    'an example of a section in another shape',
    showing('{ pass: x, document: { configuration: { provider_config: [] } } }'),
    'invalid-example 8:32',
    'write it as plan JSON has it',
  ],
  [
    'an example of an unreadable scalar',
    showing('{ pass: x, document: { complete: 1 } }'),
    'invalid-example 8:32',
    'write it as plan JSON has it',
  ],
  [
    'an example with a plan and a document',
    showing('{ pass: x, document: {}, plan: a }'),
    'invalid-example 8:11',
    '`resources` writes out instances, `document` sections of the plan JSON, `plan` names a plan beside this file, or the folder that holds it',
  ],
  [
    'an example without resources',
    showing('{ pass: x }'),
    'invalid-example 8:11',
    '`resources` writes out instances, `document` sections of the plan JSON, `plan` names a plan beside this file, or the folder that holds it',
  ],
  [
    'an example of what has no address',
    showing('{ pass: x, resources: { aws_x: {} } }'),
    'invalid-example 8:33',
    'write it as Terraform does: `aws_s3_bucket.logs`, `module.app.aws_s3_bucket.logs["eu"]`, `data.aws_region.current`',
  ],
  [
    'a folder elsewhere',
    showing('{ pass: x, plan: ../../secret }'),
    'invalid-example 8:26',
    'write a relative path without `..`',
  ],
  [
    'an expectation that is no status',
    showing('{ pass: x, resources: { aws_x.a: {} }, expect: { aws_x.a: passed } }'),
    'unknown-value 8:67',
    'did you mean `pass`?',
  ],
  [
    'a reference to nothing',
    showing('{ pass: x, resources: { aws_x.a: { b: !ref bucket } } }'),
    'invalid-example 8:52',
    'write it as Terraform does: `!ref aws_s3_bucket.logs.id`',
  ],
  [
    'a reference into a module',
    showing('{ pass: x, resources: { aws_x.a: { b: !ref module.m.aws_y.b.id } } }'),
    'invalid-example 8:52',
    'to show values that cross modules give the example a `plan` of Terraform',
  ],
  [
    'an unknown option of an instance',
    showing('{ pass: x, resources: { aws_x.a: { $action: update } } }'),
    'unknown-key 8:44',
    'did you mean `$actions`?',
  ],
  [
    'a misspelt tag',
    showing('{ pass: x, resources: { aws_x.a: { b: !unknwon c } } }'),
    'yaml-unknown-tag 8:47',
    'did you mean `!unknown`?',
  ],
  ['a tag outside an example', requiring('{ a: !unknown b }'), 'tag-not-here 6:28'],
  ['a key twice', withLines('match: aws_y'), 'yaml-duplicate-key 7:5', 'it already stands in line 5'],
  ['a merge key', requiring('{ <<: { a: 1 } }'), 'yaml-merge-key 6:16', 'write out what is to be merged'],
  [
    'a second document',
    `${requiring('{ a: 1 }')}---\npolicy: q\n`,
    'yaml-several-documents 7:1',
    'write one file for each',
  ],
  ['a tab', 'policy: p\n\trules: []\n', 'yaml-syntax 2:1', 'indent with spaces'],
  [
    'a colon in text',
    withLines('fix: set count = a ? 1 : 0'),
    'yaml-syntax 7:10',
    'put text that contains `: ` in quotes',
  ],
  [
    'an alias of nothing',
    requiring('{ a: *b }'),
    'yaml-unknown-anchor 6:19',
    'put text that begins with `*` in quotes',
  ],
  [
    'a control character',
    'policy: "\u0000"\n',
    'yaml-control-character 1:10',
    'is this a text file in UTF-8?',
  ],
]
