import fc from 'fast-check'
import { test } from 'tap'
import type { Json } from '../../src/plan/plan-document.ts'
import { isArray, isObject } from '../../src/plan/planned-value.ts'
import { NAMED_ROOTS, type Reference } from '../../src/resolve/reference.ts'
import { decodeReferences, printReferences } from '../../src/resolve/references.ts'
import { readDocument, sharedFiles } from './read-plan.ts'

const resource = { kind: 'resource', mode: 'managed', type: 'x', key: undefined } as const
const attribute = (name: string): { kind: 'attribute'; name: string } => ({ kind: 'attribute', name })
const index = (key: string | number): { kind: 'index'; key: string | number } => ({ kind: 'index', key })

const ROOTS = new Set(['self', 'module', 'data', 'ephemeral', 'action', ...NAMED_ROOTS])

/** What Terraform 1.11.4 writes for each expression (case `refs`). */
const WRITTEN: readonly (readonly [string, readonly string[], readonly Reference[]])[] = [
  ['x.one.id', ['x.one.id', 'x.one'], [{ ...resource, name: 'one', rest: [attribute('id')] }]],
  [
    'x.cnt[0].id',
    ['x.cnt[0].id', 'x.cnt[0]', 'x.cnt'],
    [{ ...resource, name: 'cnt', key: 0, rest: [attribute('id')] }],
  ],
  ['x.fe["a"]', ['x.fe["a"]', 'x.fe'], [{ ...resource, name: 'fe', key: 'a', rest: [] }]],
  [
    'x.fe[each.key].id',
    ['x.fe', 'each.key'],
    [
      { ...resource, name: 'fe', rest: [] },
      { kind: 'each', name: 'key', rest: [] },
    ],
  ],
  [
    'module.m.out',
    ['module.m.out', 'module.m'],
    [{ kind: 'module', call: 'm', key: undefined, output: 'out', rest: [] }],
  ],
  [
    'module.mc[1].out',
    ['module.mc[1].out', 'module.mc[1]'],
    [{ kind: 'module', call: 'mc', key: 1, output: 'out', rest: [] }],
  ],
  ['module.mf["a"]', ['module.mf["a"]', 'module.mf'], [{ kind: 'module', call: 'mf', key: 'a', rest: [] }]],
  [
    'module.m.obj.a',
    ['module.m.obj.a', 'module.m.obj', 'module.m'],
    [{ kind: 'module', call: 'm', key: undefined, output: 'obj', rest: [attribute('a')] }],
  ],
  [
    'var.o.m["k.1"]',
    ['var.o.m["k.1"]', 'var.o.m', 'var.o'],
    [{ kind: 'var', name: 'o', rest: [attribute('m'), index('k.1')] }],
  ],
  [
    'data.t.n.outputs.d',
    ['data.t.n.outputs.d', 'data.t.n.outputs', 'data.t.n'],
    [{ ...resource, mode: 'data', type: 't', name: 'n', rest: [attribute('outputs'), attribute('d')] }],
  ],
  ['self.id', ['self.id', 'self'], [{ kind: 'self', rest: [attribute('id')] }]],
  ['path.module', ['path.module'], [{ kind: 'path', name: 'module', rest: [] }]],
  [
    'x.one.list[2].y and the whole of x.one',
    ['x.one.list[2].y', 'x.one.list[2]', 'x.one.list', 'x.one', 'x.one'],
    [
      { ...resource, name: 'one', rest: [attribute('list'), index(2), attribute('y')] },
      { ...resource, name: 'one', rest: [] },
    ],
  ],
  [
    'quoted as by Go: x.one.input["k\\"q\\u200b\\a"]',
    ['x.one.input["k\\"q\\u200b\\a"]', 'x.one.input', 'x.one'],
    [{ ...resource, name: 'one', rest: [attribute('input'), index('k"q\u200b\u0007')] }],
  ],
  [
    'quoted as in addresses: x.fe["$${k}\\n"]',
    ['x.fe["$${k}\\n"]', 'x.fe'],
    [{ ...resource, name: 'fe', key: '${k}\n', rest: [] }],
  ],
]

for (const [name, list, references] of WRITTEN) {
  test(`decodes ${name}`, (t) => {
    t.strictSame(decodeReferences(list, '1.2'), references)
    t.strictSame(printReferences(references), list)
    t.end()
  })
}

test('a reference beside its own shorter form is kept', (t) => {
  const list = ['x.a.id', 'x.a', 'x.a', 'x.a.id', 'x.a']
  t.equal(decodeReferences(list, '1.2').length, 3)
  t.strictSame(printReferences(decodeReferences(list, '1.2')), list)
  t.end()
})

test('format 0.1 lists each reference alone', (t) => {
  const list = ['module.m.out', 'module.m', 'x.fe["a"]', 'x.fe']
  t.equal(decodeReferences(list, '0.1').length, 4)
  t.strictSame(printReferences(decodeReferences(list, '0.1')), list)
  t.end()
})

test('whatever is printed is decoded again', (t) => {
  const name = fc.stringMatching(/^[a-z_][a-z0-9_-]{0,5}$/).filter((text) => !ROOTS.has(text))
  const step = fc.oneof(name.map(attribute), fc.oneof(fc.nat(), fc.string({ unit: 'binary' })).map(index))
  const key = fc.oneof(fc.constant(undefined), fc.nat(), fc.string({ unit: 'binary' }))
  const rest = fc.array(step, { maxLength: 4 })
  const resources = fc
    .record({ mode: fc.constantFrom('managed' as const, 'data' as const), type: name, name, key, rest })
    .filter((one) => one.key !== undefined || one.rest[0]?.kind !== 'index')
    .map((one) => ({ kind: 'resource' as const, ...one }))
  const outputs = fc
    .record({ call: name, key, output: name, rest })
    .map((one) => ({ kind: 'module' as const, ...one }))
  const variables = fc.record({ name, rest }).map((one) => ({ kind: 'var' as const, ...one }))
  fc.assert(
    fc.property(fc.array(fc.oneof(resources, outputs, variables), { maxLength: 4 }), (references) => {
      t.strictSame(decodeReferences(printReferences(references), '1.2'), references)
    }),
  )
  t.end()
})

test('what is no reference is kept and marked', (t) => {
  for (const text of [
    '',
    '.',
    'x',
    'x.y[',
    'x.y["',
    'x.y.',
    'x.y["\\q"]',
    'var',
    'module',
    'x.y[1e+10]',
    '__proto__',
  ]) {
    const [reference] = decodeReferences([text], '1.2')
    t.strictSame(reference, { kind: 'unreadable', text })
    t.strictSame(printReferences(decodeReferences([text], '1.2')), [text])
  }
  t.end()
})

for (const folder of ['cases/', 'corpus/plans/']) {
  test(`every reference list of ../shared/${folder} is decoded and printed back`, (t) => {
    const files = sharedFiles(folder, '.json')
    if (files.length === 0) {
      t.comment(`../shared/${folder} is not here`)
      return t.end()
    }
    let lists = 0
    for (const file of files) {
      const plan = parsePlan(file)
      if (plan === undefined) continue
      const found = referenceLists(plan.configuration as unknown as Json)
      lists += found.length
      const changed = found.filter((list) => {
        const references = decodeReferences(list, plan.format_version)
        return JSON.stringify(printReferences(references)) !== JSON.stringify(list)
      })
      if (changed.length > 0) t.strictSame(changed, [], file.pathname)
    }
    t.comment(`${lists} lists`)
    t.ok(lists > 1000)
    t.end()
  })
}

function parsePlan(file: URL): ReturnType<typeof readDocument> | undefined {
  try {
    const document = readDocument(file)
    return document.configuration === undefined || document.format_version === undefined
      ? undefined
      : document
  } catch {
    return undefined
  }
}

function referenceLists(configuration: Json): readonly (readonly string[])[] {
  const found: (readonly string[])[] = []
  const pending: Json[] = [configuration]
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (isArray(value)) pending.push(...value)
    else if (isObject(value)) {
      const list = value['references']
      if (isArray(list) && list.every((entry) => typeof entry === 'string')) found.push(list)
      pending.push(...Object.values(value))
    }
  }
  return found
}
