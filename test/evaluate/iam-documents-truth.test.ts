import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'tap'
import { readPlanArchive } from '../../src/acquire/plan-archive.ts'
import { parsePolicy } from '../../src/iam/parse.ts'
import { wholeText } from '../../src/iam/texts.ts'
import { existsAfter } from '../../src/plan/plan.ts'
import type { JsonObject, PlanDocument, ValuesModule } from '../../src/plan/plan-document.ts'
import type { Value } from '../../src/plan/value.ts'
import { resolvePlan } from '../../src/resolve/plan.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { ask } from './ask.ts'

/**
 * What is said of a policy document while it is planned must be what is said of the document that the apply made of it. Source:
 * cases with an applied state; every policy document in them, asked about all that it names.
 */
const shared = new URL('../../../shared/cases/', import.meta.url)
const folders = ['aws/', 'article/']
  .map((name) => new URL(name, shared))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => new URL(`${name}/`, folder)))
  .filter((folder) => existsSync(new URL('applied_state.json', folder)))

const ATTRIBUTES = ['policy', 'assume_role_policy', 'access_policies', 'json']

interface Case {
  readonly planned: Value
  readonly applied: string
  readonly name: string
}

function casesOf(folder: URL): readonly Case[] {
  const document = read(folder, 'plan.json') as PlanDocument
  const archive = new URL('tfplan', folder)
  const sourceTree = existsSync(archive) ? readPlanArchive(readFileSync(archive), folder.pathname) : undefined
  const plan = resolvePlan(document, {
    id: 'plan',
    input: 'json',
    sources: sourceTree?.origin ?? 'none',
    ...(sourceTree === undefined ? {} : { sourceTree }),
  })
  const resolution = resolve(plan)
  const state = read(folder, 'applied_state.json') as {
    readonly values: { readonly root_module: ValuesModule }
  }
  const applied = appliedValues(state.values.root_module)
  return plan.instances.filter(existsAfter).flatMap((instance) =>
    ATTRIBUTES.flatMap((name): readonly Case[] => {
      const text = applied.get(instance.addressText)?.[name]
      if (typeof text !== 'string' || !text.includes('Statement')) return []
      const title = `${folder.pathname} ${instance.addressText}.${name}`
      return [{ planned: resolution.attribute(instance, name), applied: text, name: title }]
    }),
  )
}

function read(folder: URL, name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
}

function appliedValues(module: ValuesModule): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>()
  for (const { address, values } of module.resources ?? []) {
    if (values !== undefined) found.set(address, values as JsonObject)
  }
  for (const child of module.child_modules ?? []) {
    for (const [address, values] of appliedValues(child)) found.set(address, values)
  }
  return found
}

/** Questions about everything that the applied document names, and some that every document can be asked. */
function questionsOf(applied: string): readonly string[] {
  const document = parsePolicy({ kind: 'known', value: applied })
  const texts = (find: 'actions' | 'resources'): readonly string[] =>
    document.kind !== 'document'
      ? []
      : document.statements.flatMap((statement) =>
          statement.kind === 'malformed'
            ? []
            : [...(statement[find].of?.items ?? []), ...(statement[find].not?.items ?? [])].flatMap(
                (text) => wholeText(text) ?? [],
              ),
        )
  const conditions =
    document.kind !== 'document'
      ? []
      : document.statements.flatMap((statement) =>
          statement.kind === 'malformed' ? [] : statement.conditions.items,
        )
  const quote = (text: string): string => JSON.stringify(text.replaceAll('${', () => '$${'))
  const asked = [
    'effect: Allow',
    'effect: Deny',
    'public: true',
    'principal: "*"',
    'principal: { Service: ec2.amazonaws.com }',
    'principal: { AWS: "123456789012" }',
    'principals_within: { Service: "*" }',
    'grants: "*"',
    'grants: "s3:GetObject"',
    'grants_any: ["iam:PassRole", "sts:AssumeRole"]',
    'on: "*"',
    'actions_within: "s3:*"',
    'resources_within: "arn:aws:s3:::*"',
    'sid: { present: true }',
    'resources: { some: { ends_with: "*" } }',
    ...texts('actions').map((text) => `grants: ${quote(text)}`),
    ...texts('resources').flatMap((text) => [
      `on: ${quote(text)}`,
      `on: ${quote(`${text}x`)}`,
      `resources_within: ${quote(text)}`,
    ]),
    ...conditions.flatMap(({ key, values }) => [
      `condition: { key: ${quote(key)} }`,
      ...values.items.map(
        (text) => `condition: { key: ${quote(key)}, accepts: ${quote(wholeText(text) ?? '')} }`,
      ),
    ]),
  ]
  return [...new Set(asked)].flatMap((one) =>
    ['some', 'each', 'none'].map((name) => `{ iam_policy: { ${name}: { ${one} } } }`),
  )
}

test('a planned document answers like the applied one, or not at all', (t) => {
  if (folders.length === 0) t.comment('skipped: ../shared/cases is not here')
  let [decided, open] = [0, 0]
  for (const { planned, applied, name } of folders.flatMap(casesOf)) {
    const truth: Value = { kind: 'known', value: applied }
    for (const question of questionsOf(applied)) {
      const { kind } = ask(question, planned)
      const expected = ask(question, truth).kind
      if (kind === 'unknown') open += 1
      else decided += 1
      if (expected === 'error' || (kind !== 'unknown' && kind !== expected)) {
        t.equal(kind, expected, `${name}: ${question}`)
      }
    }
  }
  t.comment(`decided: ${decided}, unknown: ${open}`)
  t.end()
})
