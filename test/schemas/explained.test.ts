import { readFileSync } from 'node:fs'
import { test } from 'tap'

interface Schema {
  readonly [keyword: string]: unknown
  readonly title?: string
  readonly description?: string
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
}

const load = (name: string): Schema =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8')) as Schema

/** What a schema stands for: `$ref` is followed to a place in the same file. */
function follow(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const target = schema.$ref
    .split('/')
    .slice(1)
    .reduce<unknown>((place, step) => (place as Readonly<Record<string, unknown>>)[step], root) as Schema
  return { ...follow(target, root), ...schema, $ref: undefined } as unknown as Schema
}

/** Every key that a file can hold, with where it is described. */
function keysIn(schema: unknown, path: string): readonly (readonly [path: string, schema: Schema])[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([keyword, part]) => {
    const below = keysIn(part, `${path}/${keyword}`)
    if (keyword !== 'properties' || /\/(?:properties|examples|then|if)$/.test(path)) return below
    const keys = Object.entries(part as Readonly<Record<string, Schema | boolean>>)
    return [
      ...keys.flatMap(([key, value]) =>
        typeof value === 'object' ? [[`${path}/properties/${key}`, value] as const] : [],
      ),
      ...below,
    ]
  })
}

const SHOWS = ['examples', 'default', 'enum', 'const']

for (const name of ['policy', 'policy_test', 'configuration', 'waivers']) {
  test(`${name}: every key has a title, an explanation, and something that shows what can stand there`, (t) => {
    const root = load(name)
    const keys = keysIn(root, '').filter(([path]) => !path.includes('/examples/'))
    t.ok(keys.length > 2)
    for (const [path, schema] of keys) {
      const whole = follow(schema, root)
      t.ok(whole.title, `${path}: title`)
      t.ok(whole.description, `${path}: description`)
      t.ok(SHOWS.some((keyword) => keyword in whole) || whole['type'] === 'boolean', `${path}: example`)
    }
    t.end()
  })
}

test('test files hold the examples that policies hold', (t) => {
  const policy = load('policy')['$defs'] as Readonly<Record<string, Schema>>
  const file = load('policy_test')['$defs'] as Readonly<Record<string, Schema>>
  for (const [name, schema] of Object.entries(file)) {
    const { unknown_cannot_happen: _, ...properties } = policy[name]?.properties ?? {}
    t.same(schema, name === 'example' ? { ...policy[name], properties } : policy[name], name)
  }
  t.end()
})
