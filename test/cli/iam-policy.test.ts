import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { emptyFolder, runCommand } from './run-command.ts'

const POLICY = `policy: p
define:
  everything: { grants: "*", on: "*" }
rules:
  - id: no-admin
    severity: high
    match: aws_iam_policy
    require: { policy: { iam_policy: { none: { effect: Allow, use: everything } } } }
    examples:
      - pass: one action, and a resource that is not known yet
        resources:
          aws_iam_policy.a:
            policy:
              Version: 2012-10-17
              Statement: [{ Effect: Allow, Action: "s3:GetObject", Resource: !unknown aws_s3_bucket.b.arn }]
      - pass: everything on one bucket
        resources: { aws_iam_policy.a: { policy: { Statement: { Effect: Allow, Action: "*", Resource: "arn:aws:s3:::b" } } } }
      - pass: a denial
        resources: { aws_iam_policy.a: { policy: '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}' } }
      - fail: everything
        resources: { aws_iam_policy.a: { policy: { Statement: [{ Sid: Admin, Effect: Allow, Action: "*", Resource: "*" }] } } }
      - fail: two statements, one of which lets everything through
        resources:
          aws_iam_policy.a:
            policy:
              Statement:
                - { Effect: Allow, Action: "s3:*", Resource: "*" }
                - { Effect: Allow, NotAction: [], Resource: ["*"] }
      - unknown: the action is not known yet
        resources:
          aws_iam_policy.a: { policy: { Statement: [{ Effect: Allow, Action: !unknown var.action, Resource: "*" }] } }
`

function folderWith(t: Parameters<typeof emptyFolder>[0], files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder(t)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** A plan that creates one policy with this document. */
function planOf(policy: string, sensitive = false): string {
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: [
      {
        address: 'aws_iam_policy.a',
        mode: 'managed',
        type: 'aws_iam_policy',
        name: 'a',
        provider_name: 'registry.terraform.io/hashicorp/aws',
        change: {
          actions: ['create'],
          before: null,
          after: { name: 'a', policy },
          after_unknown: {},
          before_sensitive: false,
          after_sensitive: sensitive ? { policy: true } : {},
        },
      },
    ],
    configuration: { root_module: {} },
  })
}

const ADMIN = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Read', Effect: 'Allow', Action: 's3:Get*', Resource: '*' },
    { Sid: 'Admin', Effect: 'Allow', Action: '*', Resource: '*' },
  ],
})

test('examples may write documents as mappings, with unknown parts; each condition is decided both ways', async (t) => {
  const cwd = folderWith(t, { 'p.yaml': POLICY })
  const { code, told } = await runCommand(['test', 'p.yaml', '--coverage'], { cwd })
  t.equal(code, 0, told)
  t.match(told, /4 of 4 conditions were true in one example and false in another/)
})

test('a finding names the statement and the resource', async (t) => {
  const cwd = folderWith(t, { 'p.yaml': POLICY, 'plan.json': planOf(ADMIN) })
  const human = await runCommand(['check', 'plan.json', '--policy', 'p.yaml'], { cwd })
  t.equal(human.code, 1)
  t.match(human.stdout, /policy\.Statement\[1\] = \{Sid = "Admin"/)
  t.notMatch(human.stdout, /Sid = "Read"/)
  const explained = await runCommand(
    ['explain', 'plan.json', 'no-admin', 'aws_iam_policy.a', '--policy', 'p.yaml'],
    { cwd },
  )
  t.match(explained.stdout, /policy\.Statement\[1\] = \{Sid = "Admin"/)
  const json = await runCommand(['check', 'plan.json', '--policy', 'p.yaml', '-o', 'json'], { cwd })
  const [result] = (JSON.parse(json.stdout) as { readonly results: readonly { readonly proof: unknown }[] })
    .results
  t.match(result?.proof, [
    { address: 'aws_iam_policy.a', path: ['policy', 'Statement', 1], value: { Sid: 'Admin', Action: '*' } },
  ])
})

test('nothing of a secret document is shown', async (t) => {
  for (const policy of [ADMIN, ADMIN.replaceAll('Sid', 'Secret')]) {
    const cwd = folderWith(t, { 'p.yaml': POLICY, 'plan.json': planOf(policy, true) })
    for (const format of ['human', 'json']) {
      const { told } = await runCommand(['check', 'plan.json', '--policy', 'p.yaml', '--all', '-o', format], {
        cwd,
      })
      t.notMatch(told, /Admin|Secret|s3:Get/, `${format}: ${told}`)
    }
  }
})

test('a document that AWS would refuse is an error, and says why', async (t) => {
  const cwd = folderWith(t, { 'p.yaml': POLICY, 'plan.json': planOf('{"Statement":[{"Effect":"allow"}]}') })
  const { code, stdout } = await runCommand(['check', 'plan.json', '--policy', 'p.yaml'], { cwd })
  t.equal(code, 2)
  t.match(stdout, /neither\s+`Allow`\s+nor\s+`Deny`/)
})
