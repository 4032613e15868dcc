/** Whole files with several mistakes, and the report of them all. */
export const BROKEN_FILES: readonly {
  readonly title: string
  readonly text: string
  readonly report: string
}[] = [
  {
    title: 'misspelt words everywhere',
    text: `policy: cloudtrail-trail
tilte: The trail records the whole account
rules:
  - id: cloudtrail-multi-region
    severity: hgih
    match: aws_cloudtrail
    requires: { is_multi_region_trail: true }
  - id: cloudtrail-kms
    severity: high
    match: { type: aws_cloudtrail, adress: "module.a.aws_cloudtrail.*" }
    require: { kms_key_id: { presnet: true } }
    mesage: "\${self} has no key"
`,
    report: `
trail.yaml:2:1 error unknown-key: \`tilte\` is not a key of a policy
  tilte: The trail records the whole account
  ^^^^^
  did you mean \`title\`?
trail.yaml:4:5 error missing-key: a rule needs \`require\` or \`forbid\`
    - id: cloudtrail-multi-region
      ^^
  \`require\` must hold, \`forbid\` must not
trail.yaml:5:15 error unknown-value: \`severity\` cannot be \`hgih\`
      severity: hgih
                ^^^^
  did you mean \`high\`?
trail.yaml:7:5 error unknown-key: \`requires\` is not a key of a rule
      requires: { is_multi_region_trail: true }
      ^^^^^^^^
  did you mean \`require\`?
trail.yaml:10:36 error unknown-key: \`adress\` is not a key of a match
      match: { type: aws_cloudtrail, adress: "module.a.aws_cloudtrail.*" }
                                     ^^^^^^
  did you mean \`address\`?
trail.yaml:11:30 error unknown-operator: \`presnet\` is not an operator
      require: { kms_key_id: { presnet: true } }
                               ^^^^^^^
  did you mean \`present\`?
trail.yaml:12:5 error unknown-key: \`mesage\` is not a key of a rule
      mesage: "\${self} has no key"
      ^^^^^^
  did you mean \`message\`?
`,
  },
  {
    title: 'parameters',
    text: `policy: retention
parameters:
  retention_days: { type: number, default: "90", minimum: 1 }
  owner: { type: string }
rules:
  - id: log-group-retention
    severity: low
    match: aws_cloudwatch_log_group
    require: { retention_in_days: { gte: "\${params.retention_day}" } }
    message: "\${self} keeps events for less than \${params.retention_days} days"
`,
    report: `
trail.yaml:3:44 error invalid-parameter: the default of \`retention_days\` must be a number, not a string
    retention_days: { type: number, default: "90", minimum: 1 }
                                             ^^^^
trail.yaml:4:3 warning unused-parameter: nothing uses the parameter \`owner\`
    owner: { type: string }
    ^^^^^
trail.yaml:9:52 error unknown-parameter: no parameter is called \`retention_day\`
      require: { retention_in_days: { gte: "\${params.retention_day}" } }
                                                     ^^^^^^^^^^^^^
  did you mean \`retention_days\`?
`,
  },
  {
    title: 'YAML that is not what it seems',
    text: `policy: buckets
rules:
  - id: bucket-owner
    severity: high
    match: aws_s3_bucket
    require:
      expected_bucket_owner: 012345678901
      force_destroy: no
      tags.Name:
    fix: Write it in quotes
    fix: Write it
`,
    report: `
trail.yaml:7:30 error number-leading-zero: \`012345678901\` would be read as a number and lose its leading zero
        expected_bucket_owner: 012345678901
                               ^^^^^^^^^^^^
  write it in quotes: "012345678901"
trail.yaml:8:22 error ambiguous-boolean: \`no\` is text in YAML 1.2, not a boolean
        force_destroy: no
                       ^^
  write true or false, or "no" in quotes if the text is meant
trail.yaml:9:17 error operand-null: nothing is written here to compare with
        tags.Name:
                  ^
  write \`{ present: false }\` to ask whether something is not there
trail.yaml:11:5 error yaml-duplicate-key: the key \`fix\` stands twice in one mapping
      fix: Write it
      ^^^
  it already stands in line 10
`,
  },
  {
    title: 'names that are not bound where they are used',
    text: `policy: lifecycle
rules:
  - id: transition-before-expiration
    severity: low
    match: aws_s3_bucket_lifecycle_configuration
    require:
      rule:
        each:
          as: rule
          transition:
            each: { days: { lt: "\${rul.expiration[0].days}" } }
      $rule.status: Enabled
    message: "a rule of \${bucket} deletes before it moves"
`,
    report: `
trail.yaml:11:36 error unknown-name: nothing here is called \`rul\`
              each: { days: { lt: "\${rul.expiration[0].days}" } }
                                     ^^^
  did you mean \`rule\`?
trail.yaml:12:7 error unknown-name: nothing here is called \`$rule\`
        $rule.status: Enabled
        ^^^^^
  \`$before\`, \`$change\`, \`$address\`, \`$type\`, \`$module\`, \`$provider\`, \`$params\`, \`$config\`, \`$attributes\` and \`$self\` can stand here
trail.yaml:13:27 error unknown-name: nothing here is called \`bucket\`
      message: "a rule of \${bucket} deletes before it moves"
                            ^^^^^^
  an attribute of the resource is \`\${self.bucket}\`; a name that \`as\` binds is known inside its \`where\` only
`,
  },
  {
    title: 'text that needs quotes',
    text: `policy: trail
rules:
  - id: organization-trail
    severity: high
    match: aws_cloudtrail
    require: { is_organization_trail: true }
    fix: Guard it with count = var.is_management_account ? 1 : 0
`,
    report: `
trail.yaml:7:10 error yaml-syntax: this line holds a second \`: \`, which cannot begin a mapping here
      fix: Guard it with count = var.is_management_account ? 1 : 0
           ^
  put text that contains \`: \` in quotes
`,
  },
]
