import { test } from 'tap'
import type { Json, PlanDocument } from '../../src/plan/plan-document.ts'
import { judge, policyOf } from '../judge.ts'

const AFTER: { readonly [name: string]: Json } = {
  name: 'logs',
  days: 90,
  flag: true,
  nothing: null,
  secret: 'canary',
  list: ['a', 'b'],
  tags: { Env: 'dev', Token: 'canary' },
  control: 'a\u001b[31m',
}

/** The sentence of a result; every rule here fails. */
function sentence(message: string): string {
  const document: PlanDocument = {
    format_version: '1.2',
    complete: true,
    configuration: {},
    resource_changes: [
      {
        address: 'module.m["eu"].x_y.a',
        module_address: 'module.m["eu"]',
        mode: 'managed',
        type: 'x_y',
        name: 'a',
        change: {
          actions: ['create'],
          before: null,
          after: AFTER,
          after_unknown: { id: true },
          after_sensitive: { secret: true, tags: { Token: true } },
        },
      },
    ],
  }
  const policy = policyOf(
    `policy: p\nparameters: { least: { type: number, default: 365 } }\nrules:\n  - id: r\n    severity: high\n    match: x_y\n    require: { name: other, days: { gte: "\${params.least}" } }\n    message: ${JSON.stringify(message)}\n`,
  )
  return judge(document, [policy])[0]?.message ?? ''
}

test('values stand in a message as a reader expects them', (t) => {
  t.equal(sentence('${self} is wrong'), 'module.m["eu"].x_y.a is wrong')
  t.equal(sentence('kept for ${self.days} days, not ${params.least}'), 'kept for 90 days, not 365')
  t.equal(sentence('${self.flag} ${self.name}'), 'true logs')
  t.equal(sentence('${self.list}'), '["a", "b"]')
  t.equal(sentence('${self.$module} ${self.$type} ${self.$change.actions}'), 'module.m["eu"] x_y ["create"]')
  t.equal(sentence('costs $${ and ${self.name}'), 'costs ${ and logs')
  t.end()
})

test('what is not known, not there or secret is said to be', (t) => {
  t.equal(sentence('it is ${self.id}'), 'it is (known after apply)')
  t.equal(sentence('it is ${self.nothing}'), 'it is (not set)')
  t.equal(sentence('it is ${self.tags.Nobody}'), 'it is (not set)')
  t.equal(sentence('it is ${self.secret}'), 'it is (sensitive)')
  t.notMatch(sentence('they are ${self.tags}'), /canary/)
  t.match(sentence('they are ${self.tags}'), /dev.*\(sensitive\)/)
  t.end()
})
