import { test } from 'tap'
import { ABSENT, NULL, type Value } from '../../../src/plan/value.ts'
import { tagsAll } from '../../../src/provider/aws/tags.ts'
import { readAppliedCases, unknownValue } from './applied-cases.ts'

function map(entries: { readonly [key: string]: Value | string }): Value {
  return {
    kind: 'map',
    entries: new Map(
      Object.entries(entries).map(([key, value]) => [
        key,
        typeof value === 'string' ? { kind: 'known', value } : value,
      ]),
    ),
  }
}

function shown(value: Value | undefined): unknown {
  return value?.kind === 'map'
    ? Object.fromEntries(
        [...value.entries].map(([key, entry]) => [key, entry.kind === 'known' ? entry.value : entry.kind]),
      )
    : value
}

test('tags over default tags, less what is ignored', (t) => {
  t.same(shown(tagsAll(map({ Env: 'qa', Owner: 'core' }), map({ Owner: 'data', Id: unknownValue('x') }))), {
    Env: 'qa',
    Owner: 'data',
    Id: 'unknown',
  })
  t.same(shown(tagsAll(NULL, ABSENT)), {})
  t.same(
    shown(
      tagsAll(NULL, map({ 'aws:x': '1', 'team/a': '2', keep: '3', drop: '4' }), {
        keys: ['drop'],
        prefixes: ['team/'],
      }),
    ),
    { keep: '3' },
  )
  t.equal(tagsAll(NULL, unknownValue('x')), undefined)
  t.equal(tagsAll(map({ Env: 'qa' }), map({ Env: NULL })), undefined)
  t.end()
})

const cases = readAppliedCases()

test('tags_all as it was applied', { skip: cases === undefined && '../shared/cases/aws is missing' }, (t) => {
  let checked = 0
  for (const { plan, instances } of cases ?? []) {
    const hasDefaults = Object.values(plan.configuration.provider_config ?? {}).some(
      ({ expressions }) => expressions?.default_tags !== undefined,
    )
    if (hasDefaults) continue
    for (const { address, values } of instances) {
      const { tags, tags_all: truth } = values
      if (tags === undefined || truth === undefined) continue
      checked += 1
      const given = tags === null ? NULL : map(Object(tags))
      t.same(shown(tagsAll(NULL, given)), truth, address)
    }
  }
  t.ok(checked > 100, `${checked} instances`)
  t.end()
})
