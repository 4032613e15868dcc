import { test } from 'tap'
import { kindOfFile } from '../../src/validate/file-kind.ts'

test('what a file is meant to be', (t) => {
  for (const [text, name, kind] of [
    ['policy: p\nrules: []', 'x.yaml', 'policy'],
    ['rules: []', 'x.yaml', 'policy'],
    ['waivers: []', 'x.yaml', 'waivers'],
    ['waivers: w.yaml', 'x.yaml', 'configuration'],
    ['policies: [p]\nwaivers: w.yaml', 'x.yaml', 'configuration'],
    ['enforcement: { default: advisory }', 'gate.yml', 'configuration'],
    ['strict: true', 'plangate.yaml', 'configuration'],
    ['{', 'plangate.yaml', 'configuration'],
    ['waviers: []', 'waivers.yaml', 'waivers'],
    ['', 'waivers-of-us.yaml', 'waivers'],
    ['polcy: p', 'x.yaml', 'policy'],
    ['{', 'x.yaml', 'policy'],
    ['{', 'x.policy_test.yaml', 'test'],
    ['policies: [p]\ntests: {}', 'x.yaml', 'test'],
  ] as const) {
    t.equal(kindOfFile(text, name), kind, `${name}: ${text}`)
  }
  t.end()
})
