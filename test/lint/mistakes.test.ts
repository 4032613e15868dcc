import { test } from 'tap'
import type { Diagnostic } from '../../src/diagnostic.ts'
import { lint } from '../../src/lint.ts'
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts'
import { readConfiguration } from '../../src/validate/configuration-file.ts'
import { readTestFile } from '../../src/validate/test-file.ts'
import { readWaivers } from '../../src/validate/waiver-file.ts'
import { MISTAKES, MISTAKES_ELSEWHERE } from './mistakes.ts'

/** `code line:column words → help` */
function print({ code, location, help }: Diagnostic, text: string): string {
  const { line = 0, column = 0, length = 1 } = location ?? {}
  const words = (text.split('\n')[line - 1] ?? '').slice(column - 1, column - 1 + length)
  return `${code} ${line}:${column} ${words}${help === undefined ? '' : ` → ${help}`}`
}

test('what authors of policies write at first, and what they are told', (t) => {
  for (const [title, text, ...expected] of MISTAKES) {
    const remarks = lint({
      policies: [{ file: 'p.yaml', text }],
      testFiles: [],
      waivers: [],
      configuration: DEFAULT_CONFIGURATION,
      isConfigurationDefault: true,
      today: '2026-01-01',
    })
    t.same(
      remarks.map((remark) => `${remark.severity} ${print(remark, text)}`),
      expected,
      title,
    )
  }
  t.end()
})

const READERS = { configuration: readConfiguration, waivers: readWaivers, test: readTestFile }

test('the same of configuration, waivers and test files', (t) => {
  for (const [kind, text, ...expected] of MISTAKES_ELSEWHERE) {
    const { diagnostics } = READERS[kind](text, 'f.yaml')
    t.same(
      diagnostics.map((diagnostic) => print(diagnostic, text)),
      expected,
      text,
    )
  }
  t.end()
})
