import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'tap'
import type { Json } from '../../../src/plan/plan-document.ts'
import { readPlanned } from '../../../src/plan/planned-value.ts'
import type { TemplatePart, Unknown, Value } from '../../../src/plan/value.ts'
import { renderPolicyDocument } from '../../../src/provider/aws/policy-document/render.ts'
import { resolve } from '../../../src/resolve/resolve.ts'
import { planOf, readDocument } from '../../resolve/read-plan.ts'
import { fits, readDocumentCases, type Truths } from './document-truth.ts'

interface Vector {
  readonly name: string
  readonly deferred_after: Json
  readonly expected_json: string
  readonly expected_minified_json: string
}

/** What hashicorp/aws 5.100.0 printed for the arguments that Terraform 1.11.4 planned. */
const VECTORS: readonly Vector[] = readFileSync(
  new URL('policy-document.vectors.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

function planned(after: Json, unknown?: Json): Value {
  return readPlanned({ value: after, unknown, sensitive: undefined, address: 'data.x.d', path: [] })
}

test('documents are rendered as the provider renders them', (t) => {
  for (const { name, deferred_after, expected_json, expected_minified_json } of VECTORS) {
    const rendered = renderPolicyDocument(planned(deferred_after), { address: 'data.x.d' })
    t.match(rendered?.json, { kind: 'known', value: expected_json }, `${name}: json`)
    t.match(
      rendered?.minifiedJson,
      { kind: 'known', value: expected_minified_json },
      `${name}: minified_json`,
    )
  }
  t.equal(VECTORS.length, 32)
  t.end()
})

const cases = readDocumentCases()
const skip = cases.length === 0 && '../shared/cases is missing'

test('applied arguments give the applied documents', { skip }, (t) => {
  let count = 0
  for (const { name, applied } of cases) {
    for (const [address, values] of applied) {
      count += 1
      const rendered = renderPolicyDocument(planned(values), { address })
      t.match(rendered?.json, { kind: 'known', value: values['json'] }, `${name}: ${address}`)
      t.match(
        rendered?.minifiedJson,
        { kind: 'known', value: values['minified_json'] },
        `${name}: ${address}`,
      )
    }
  }
  t.comment(`${count} applied documents`)
  t.ok(count > 30)
  t.end()
})

test('what is certain of a deferred document is true of the applied one', { skip }, (t) => {
  const kinds = { known: 0, template: 0, unknown: 0 }
  for (const { name, plan: file, applied } of cases) {
    const plan = planOf(readDocument(file))
    const resolution = resolve(plan)
    for (const instance of plan.instances) {
      const truth = applied.get(instance.addressText)
      if (truth === undefined || instance.actions[0] !== 'read') continue
      for (const attribute of ['json', 'minified_json']) {
        const value = resolution.attribute(instance, attribute)
        const text = String(truth[attribute])
        t.ok(fits(value, text), `${name}: ${instance.addressText}.${attribute}`)
        t.equal(value.basis, 'predicted')
        if (value.decoded !== undefined)
          t.ok(fits(value.decoded, JSON.parse(text)), `${name}: ${instance.addressText}.${attribute} decoded`)
        if (value.kind === 'known' || value.kind === 'template') kinds[value.kind] += 1
        else kinds.unknown += 1
      }
    }
  }
  t.comment(JSON.stringify(kinds))
  t.ok(kinds.known > 0 && kinds.template > 0 && kinds.unknown > 0, JSON.stringify(kinds))
  t.end()
})

const DOCUMENTS = VECTORS.map(({ deferred_after, expected_json }) => ({
  args: deferred_after,
  applied: expected_json,
}))

test('masking an argument never changes what remains certain', (t) => {
  let [open, total] = [0, 0]
  fc.assert(
    fc.property(
      fc.constantFrom(...DOCUMENTS),
      fc.infiniteStream(fc.integer({ min: 0, max: 99 })),
      fc.integer({ min: 2, max: 40 }),
      ({ args, applied }, stream, rate) => {
        const { value, truths } = mask(args, () => stream.next().value ?? 0, rate)
        const rendered = renderPolicyDocument(value, { address: 'data.x.d' })
        // What is unknown cannot be refused.
        if (rendered === undefined) return false
        total += 1
        if (rendered.json.kind !== 'known') open += 1
        const decoded = rendered.json.decoded ?? { kind: 'unknown', unknown: { id: '', waitsFor: [] } }
        return (
          fits(rendered.json, applied, truths) &&
          fits(
            rendered.minifiedJson,
            JSON.stringify(JSON.parse(applied)).replace(/[<>&]/g, escapeCharacter),
            truths,
          ) &&
          fits(decoded, JSON.parse(applied), truths)
        )
      },
    ),
    { numRuns: 3000 },
  )
  t.ok(open > total / 4, `${open} of ${total} documents were left open`)
  t.end()
})

function escapeCharacter(character: string): string {
  return `\\u00${character.charCodeAt(0).toString(16)}`
}

/** Arguments of which some are unknown, and what those will be. */
function mask(
  args: Json,
  draw: () => number,
  rate: number,
): { readonly value: Value; readonly truths: Truths } {
  const truths = new Map<string, unknown>()

  function hidden(json: unknown, path: string): Unknown {
    const id = `data.x.d${path}`
    const isText = typeof json === 'string'
    truths.set(id, json)
    return {
      id,
      waitsFor: [id],
      ...(isText && json !== '' && draw() < 30 ? { nonNull: true, nonEmpty: true } : {}),
      ...(isText && /^[0-9A-Za-z:*]+$/.test(json) && draw() < 30 ? { shape: '[0-9A-Za-z:*]+' } : {}),
    }
  }

  function text(json: string, path: string): Value {
    const cut = Math.floor((json.length * draw()) / 100)
    const parts: TemplatePart[] = [json.slice(0, cut), hidden(json.slice(cut), path)]
    const kept = parts.filter((part) => part !== '')
    return kept.length === 1
      ? { kind: 'unknown', unknown: hidden(json, path) }
      : { kind: 'template', parts: kept }
  }

  function visit(json: Json, path: string, isDocument = false): Value {
    if (draw() < rate && path !== '' && !/_json$/.test(path)) {
      if (typeof json !== 'string') return { kind: 'unknown', unknown: hidden(json, path) }
      if (!isDocument || json === '') return text(json, path)
      return { kind: 'unknown', unknown: hidden(json, path), decoded: visit(JSON.parse(json), `${path}!`) }
    }
    if (Array.isArray(json)) {
      const isText = /documents$/.test(path)
      const elements = json.map((element, index) => visit(element, `${path}[${index}]`, isText))
      const form = /!|documents$|statement$|values$/.test(path) ? ('tuple' as const) : ('set' as const)
      const [first] = json
      if (form === 'set' && first !== undefined && draw() < rate) elements.push(visit(first, `${path}[+]`))
      const kept = Math.floor((elements.length * draw()) / 100)
      const isOpen = draw() < rate && !path.includes('!')
      return isOpen
        ? { kind: 'list', form, elements: elements.slice(0, kept), rest: hidden(json, `${path}[…]`) }
        : { kind: 'list', form, elements }
    }
    if (typeof json === 'object' && json !== null) {
      const entries = Object.entries(json).map(
        ([key, entry]) => [key, visit(entry, `${path}.${key}`)] as const,
      )
      return { kind: 'map', entries: new Map(entries) }
    }
    return json === null ? { kind: 'null' } : { kind: 'known', value: json as string }
  }

  return { value: visit(args, ''), truths }
}
