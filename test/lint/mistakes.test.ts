import { test } from 'tap'
import { lint } from '../../src/lint.ts'
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts'
import { MISTAKES } from './mistakes.ts'

/** `severity code line:column words: help` of everything that lint says of a file. */
function remarksOn(text: string): readonly string[] {
  const diagnostics = lint({
    policies: [{ file: 'p.yaml', text }],
    testFiles: [],
    waivers: [],
    configuration: DEFAULT_CONFIGURATION,
    isConfigurationDefault: true,
    today: '2026-01-01',
  })
  return diagnostics.map(({ severity, code, location, help }) => {
    const { line = 0, column = 0, length = 1 } = location ?? {}
    const words = (text.split('\n')[line - 1] ?? '').slice(column - 1, column - 1 + length)
    return `${severity} ${code} ${line}:${column} ${words}${help === undefined ? '' : ` → ${help}`}`
  })
}

test('what authors write at first, and what they are told', (t) => {
  for (const [title, text, ...expected] of MISTAKES) t.same(remarksOn(text), expected, title)
  t.end()
})
