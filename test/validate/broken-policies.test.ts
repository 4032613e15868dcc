import { test } from 'tap'
import type { Diagnostic } from '../../src/diagnostic.ts'
import { readPolicy } from '../../src/validate/policy-file.ts'
import { BROKEN_FILES } from './broken-files.ts'
import { BROKEN_POLICIES } from './broken-policies.ts'

test('each mistake is reported at its place, with help where something helps', (t) => {
  for (const [title, text, problem, help] of BROKEN_POLICIES) {
    const { policy, diagnostics } = readPolicy(text, 'policy.yaml')
    const found = diagnostics.find((diagnostic) => print(diagnostic) === problem)
    t.equal(policy, undefined, `${title}: no policy`)
    t.ok(found, `${title}: ${problem}, not ${diagnostics.map(print).join(', ')}`)
    t.equal(found?.help, help, `${title}: help`)
    t.equal(found?.severity, 'error')
    const line = text.split('\n')[(found?.location?.line ?? 0) - 1]
    t.equal(found?.location?.text ?? '', line, `${title}: the line itself`)
  }
  t.end()
})

test('one mistake makes one error', (t) => {
  const several = new Set(['an example without a kind'])
  for (const [title, text] of BROKEN_POLICIES) {
    const errors = readPolicy(text, 'policy.yaml').diagnostics.filter(({ severity }) => severity === 'error')
    t.equal(errors.length, several.has(title) ? 2 : 1, title)
  }
  t.end()
})

test('a sentence is lower case, on one line, without a full stop', (t) => {
  for (const [, text] of BROKEN_POLICIES) {
    for (const { message, help = '' } of readPolicy(text, 'policy.yaml').diagnostics) {
      t.match(message, /^[a-z`]/)
      t.notMatch(message, /\n|\.$/)
      t.notMatch(help, /\n|\.$/)
    }
  }
  t.end()
})

test('all problems of a file are reported at once, in its order', (t) => {
  for (const { title, text, report } of BROKEN_FILES) {
    t.equal(render(readPolicy(text, 'trail.yaml').diagnostics), report.trimStart(), title)
  }
  t.end()
})

function print({ code, location }: Diagnostic): string {
  return `${code} ${location?.line}:${location?.column}`
}

function render(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ code, severity, message, help, location }) => {
      const { file, line, column = 1, length = 1, text = '' } = location ?? { file: '' }
      const frame = `  ${text}\n  ${' '.repeat(column - 1)}${'^'.repeat(length)}\n`
      const advice = help === undefined ? '' : `  ${help}\n`
      return `${file}:${line}:${column} ${severity} ${code}: ${message}\n${frame}${advice}`
    })
    .join('')
}
