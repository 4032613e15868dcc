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

test('sources that grow without end are given up', (t) => {
  const steps = Array.from({ length: 60 }, (_, n) => n)
  const doubled = steps.map(
    (n) => `
  text${n + 1} = "\${local.text${n}}\${local.text${n}}"
  open${n + 1} = "\${local.open${n}}\${local.open${n}}"
  list${n + 1} = concat(local.list${n}, local.list${n})
  tree${n + 1} = [local.tree${n}, local.tree${n}]
  name${n + 1} = upper("\${local.name${n}}\${lower(local.name${n})}")`,
  )
  const locals = `locals {
  text0 = "x"
  open0 = aws_s3_bucket.cloudtrail.id
  list0 = [1]
  tree0 = [aws_s3_bucket.cloudtrail.id]
  name0 = aws_s3_bucket.cloudtrail.id
  a = local.b
  b = local.a
  many = range(1000)
  loops = [for a in local.many : [for b in local.many : [for c in local.many : [for d in local.many : a]]]]
  text = "%{for a in local.many}%{for b in local.many}%{for c in local.many}\${a}%{endfor}%{endfor}%{endfor}"
${doubled.join('')}
}
`
  const uses = ['text60', 'open60', 'a', 'text', 'name60'].map((name) => `\${local.${name}}`).join('')
  const sizes = ['list60', 'tree60', 'loops'].map(
    (name) => `\${length(local.${name})}\${jsonencode(local.${name})}`,
  )
  const edited = text.replace(/policy\s*=\s*data\.\S+/g, `policy = "${uses}${sizes.join('')}"`)
  t.not(edited, text)
  t.equal(describeWith(locals + edited), describeWith(text))
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
