import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'tap'
import { readPlanArchive } from '../../../src/acquire/plan-archive.ts'
import type { SourceTree } from '../../../src/plan/source-tree.ts'
import { describePlan } from '../../../src/resolve/describe.ts'
import { resolvePlan } from '../../../src/resolve/plan.ts'
import { resolve } from '../../../src/resolve/resolve.ts'
import { readPlanDocument } from '../../../src/validate/plan-document.ts'

const folder = new URL('../../plans/article/', import.meta.url)
const { document } = readPlanDocument(readFileSync(new URL('plan.json', folder)), 'plan.json')
const text = readFileSync(new URL('main.tf', folder), 'utf8')

function describeWith(source: string): number {
  const files = [{ name: 'main.tf', text: source }]
  const sourceTree: SourceTree = { modules: new Map([['', { directory: '.', files }]]), origin: 'folder' }
  const plan = resolvePlan(document, { id: 'plan', input: 'json', sources: 'folder', sourceTree })
  return describePlan(plan, resolve(plan), () => true, true).length
}

test('sources that were edited anywhere never stop the resolution', (t) => {
  const whole = describeWith(text)
  const piece = fc.constantFrom(
    '',
    '"',
    '{',
    '}',
    '[',
    '${',
    '...',
    'null',
    '= 1\n',
    'each.value',
    'local.x',
    '[*]',
    '\n',
  )
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(40), piece, (at, length, inserted) => {
      return describeWith(text.slice(0, at) + inserted + text.slice(at + length)) === whole
    }),
    { numRuns: 150 },
  )
  t.end()
})

test('a plan file that is broken anywhere gives its sources or a diagnostic', (t) => {
  const bytes = readFileSync(new URL('tfplan', folder))
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
      const broken = Buffer.from(cut ? bytes.subarray(0, at) : bytes)
      if (!cut) broken[at] = byte
      try {
        return readPlanArchive(broken, 'tfplan').origin === 'plan-file'
      } catch (error) {
        return error instanceof Error && error.name === 'DiagnosticError'
      }
    }),
    { numRuns: 300 },
  )
  t.end()
})
