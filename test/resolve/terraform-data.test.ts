import { test } from 'tap'
import type { Json, PlanDocument } from '../../src/plan/plan-document.ts'
import type { Value } from '../../src/plan/value.ts'
import { resolvePlan } from '../../src/resolve/plan.ts'
import { resolve } from '../../src/resolve/resolve.ts'

interface Change {
  readonly after: { readonly [name: string]: Json }
  readonly unknown: { readonly [name: string]: Json }
  readonly sensitive?: Json
  readonly provider?: string
}

/** What is known of the output of `terraform_data.this`. */
function outputOf({ after, unknown, sensitive, provider = 'terraform.io/builtin/terraform' }: Change): Value {
  const document: PlanDocument = {
    format_version: '1.2',
    configuration: { root_module: {} },
    resource_changes: [
      {
        address: 'terraform_data.this',
        mode: 'managed',
        type: 'terraform_data',
        name: 'this',
        provider_name: provider,
        change: {
          actions: ['create'],
          before: null,
          after,
          after_unknown: unknown,
          ...(sensitive === undefined ? {} : { after_sensitive: sensitive }),
        },
      },
    ],
  }
  const plan = resolvePlan(document, { id: 'plan', input: 'json', sources: 'none' })
  const [instance] = plan.instances
  if (instance === undefined) throw new Error('no instance')
  return resolve(plan).attribute(instance, 'output')
}

// `terraform apply` of terraform_data, Terraform 1.11.4: the output is the input, and null where there is none.
test('the output of terraform_data is its input', (t) => {
  t.match(outputOf({ after: { input: 'v2' }, unknown: { id: true, output: true } }), {
    kind: 'known',
    value: 'v2',
    basis: 'predicted',
  })
  t.match(
    outputOf({ after: { input: { a: [1, null] } }, unknown: { id: true, output: true } }),
    { kind: 'map' },
    'of any type',
  )
  t.match(
    outputOf({ after: {}, unknown: { id: true, input: true, output: true } }),
    { kind: 'unknown', unknown: { id: 'terraform_data.this.input' } },
    'an unknown input is the same unknown',
  )
  t.match(
    outputOf({
      after: { input: 'secret' },
      unknown: { id: true, output: true },
      sensitive: { input: true },
    }),
    { kind: 'known', sensitive: true },
    'a secret stays one, though Terraform forgets it',
  )
  t.match(outputOf({ after: { input: 'v1', output: 'v0' }, unknown: {} }), { value: 'v0' }, 'what is planned')
  t.end()
})

test('another provider may do as it likes', (t) => {
  const of = {
    after: { input: 'v2' },
    unknown: { output: true },
    provider: 'registry.terraform.io/some/other',
  }
  t.equal(outputOf(of).kind, 'unknown')
  t.equal(outputOf({ after: { input: null }, unknown: { output: true } }).kind, 'unknown', 'no input')
  t.end()
})
