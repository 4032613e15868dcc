import fc from 'fast-check'
import { test } from 'tap'
import { INPUT_CODES } from '../../src/acquire/input-codes.ts'
import { type Diagnostic, DiagnosticError } from '../../src/diagnostic.ts'
import { isNumber, printNumber } from '../../src/plan/number.ts'
import type { JsonObject } from '../../src/plan/plan-document.ts'
import { readPlanDocument } from '../../src/validate/plan-document.ts'
import { PLAN } from '../acquire/plan-texts.ts'

/** What comes of an input: `read`, with its notes, or the diagnostic that refuses it. Anything else that is thrown is a bug. */
function read(input: string | Uint8Array): {
  readonly code: string
  readonly diagnostic?: Diagnostic
  readonly notes?: readonly string[]
} {
  try {
    const { diagnostics } = readPlanDocument(
      typeof input === 'string' ? Buffer.from(input) : input,
      'plan.json',
    )
    return { code: 'read', notes: diagnostics.map(({ code }) => code) }
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error
    const [diagnostic] = error.diagnostics
    return diagnostic === undefined ? { code: 'none' } : { code: diagnostic.code, diagnostic }
  }
}

const plan = JSON.parse(PLAN)
const withMembers = (members: object): string => JSON.stringify({ ...plan, ...members })

test('a plan is read, without what nobody reads', (t) => {
  const { document, diagnostics } = readPlanDocument(Buffer.from(PLAN), 'plan.json')
  const { planned_values: _, ...expected } = plan
  t.strictSame(document, expected)
  t.same(diagnostics, [])
  t.end()
})

test('what is no plan is named for what it is', (t) => {
  const inputs: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['nothing', '', 'plan-empty'],
    ['white space', ' \r\n\t', 'plan-empty'],
    ['a byte order mark alone', '\ufeff', 'plan-empty'],
    ['a wrapper without a plan', '[command]terraform-bin show\n::debug::exitcode: 1\n', 'plan-empty'],
    ['a plan file', Buffer.from('PK\u0003\u0004rest'), 'plan-is-binary'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'plan-is-compressed'],
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), 'plan-is-compressed'],
    ['other bytes', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]), 'plan-not-json'],
    ['an empty state', '{"format_version":"1.0"}\n', 'plan-is-state'],
    [
      'an empty state with checks',
      '{"format_version":"1.0","terraform_version":"1.5.0","checks":[]}',
      'plan-is-state',
    ],
    ['a state', '{"format_version":"1.0","terraform_version":"1.11.4","values":{}}', 'plan-is-state'],
    [
      'a state file',
      '{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"x","resources":[]}',
      'plan-is-raw-state',
    ],
    [
      'an encrypted state',
      '{"serial":1,"lineage":"x","meta":{},"encrypted_data":"","encryption_version":"v0"}',
      'plan-is-raw-state',
    ],
    ['an encrypted plan', '{"meta":{},"encrypted_data":"","encryption_version":"v0"}', 'plan-is-encrypted'],
    ['a log', '{"@level":"info","@message":"a"}\n{"@level":"info","@message":"b"}\n', 'plan-is-stream'],
    ['a log of one line', '{"@level":"info","@message":"a"}', 'plan-is-stream'],
    [
      'a bookmark',
      '{"remote_plan_format":1,"run_id":"run-x","hostname":"app.terraform.io"}',
      'plan-is-cloud-bookmark',
    ],
    [
      'a redacted plan',
      '{"plan_format_version":"1.1","resource_changes":[],"provider_schemas":{}}',
      'plan-is-redacted',
    ],
    ['schemas', '{"format_version":"1.0","provider_schemas":{}}', 'plan-is-schema'],
    [
      'a validation',
      '{"format_version":"1.0","valid":true,"error_count":0,"diagnostics":[]}',
      'plan-is-validation',
    ],
    [
      'SARIF',
      '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[]}',
      'plan-is-report',
    ],
    ['our report', '{"reportVersion":"1.0","tool":{"name":"plangate"}}', 'plan-is-report'],
    ['configuration', 'resource "aws_s3_bucket" "b" {\n}\n', 'plan-is-configuration'],
    ['configuration behind a comment', '# a\n\nterraform {\n}\n', 'plan-is-configuration'],
    ['configuration in JSON', '{"terraform":{},"resource":{}}', 'plan-is-configuration'],
    [
      'a configuration without a plan',
      '{"format_version":"1.2","configuration":{}}',
      'plan-is-configuration',
    ],
    ['text', 'Terraform used the selected providers to generate the following\n', 'plan-is-text'],
    [
      'text in colour',
      '\u001b[0m\u001b[1mTerraform will perform the following actions:\u001b[0m\n',
      'plan-is-text',
    ],
    [
      'text of a refresh',
      'data.x.y: Reading...\naws_s3_bucket.b: Refreshing state... [id=b]\n',
      'plan-is-text',
    ],
    [
      'no changes',
      '\n\u001b[32mNo changes.\u001b[0m Your infrastructure matches the configuration.\n',
      'plan-is-text',
    ],
    ['an error', '╷\n│ Error: Failed to load "tfplan" as a plan file\n│ \n', 'plan-is-error-output'],
    ['YAML', 'rules:\n  - id: x\n', 'plan-is-yaml'],
    ['a page', '<!DOCTYPE html><html></html>', 'plan-is-html'],
    ['a list', '[{"format_version":"1.2"}]', 'plan-not-a-plan'],
    ['an object', '{"name":"plangate","version":"1.0.0"}', 'plan-not-a-plan'],
    ['an empty object', '{}', 'plan-not-a-plan'],
    ['a string', '"x"', 'plan-not-json'],
    ['two plans', `${PLAN}\n${PLAN}\n`, 'plan-several-documents'],
    ['a plan in a log', `Initializing the backend...\n${PLAN}\n`, 'plan-in-log'],
    ['a plan before a log', `${PLAN}\nReleasing state lock. This may take a few moments...\n`, 'plan-in-log'],
    ['a brace too many', `${PLAN}}`, 'plan-not-json'],
    ['half a plan', PLAN.slice(0, PLAN.length / 2), 'plan-truncated'],
    ['a syntax error', PLAN.replace('"actions":', '"actions"'), 'plan-not-json'],
    [
      'a number that is none',
      withMembers({ variables: { a: { value: 1 } } }).replace('"value":1', '"value":01'),
      'plan-not-json',
    ],
    ['a control character', withMembers({ timestamp: 'x' }).replace('"x"', '"\u0001"'), 'plan-not-json'],
    ['two sections of one name', PLAN.replace('{', '{"resource_changes":[],'), 'plan-duplicate-key'],
    [
      'deep nesting',
      PLAN.replace('{"q"', `{"d":${'['.repeat(9999)}${']'.repeat(9999)},"q"`),
      'plan-too-deep',
    ],
    ['bytes of Latin-1', Buffer.from(withMembers({ timestamp: 'é' }), 'latin1'), 'plan-not-utf8'],
    [
      'half a surrogate pair',
      Buffer.from(`\ufeff${withMembers({})}`.replace('a_b', '\ud800'), 'utf16le'),
      'plan-not-utf8',
    ],
  ]
  for (const [name, input, code] of inputs) {
    const found = read(input)
    t.equal(found.code, code, name)
    t.match(found.diagnostic, { severity: 'error', message: /^\S.*[^.]$/, help: /\S/ }, name)
    t.notMatch(found.diagnostic?.message, /[\p{Cc}\ufffe]/u, 'nothing that drives a terminal')
    t.ok(Object.hasOwn(INPUT_CODES, found.code), `${found.code} is documented`)
  }
  t.end()
})

test('a plan that tools have wrapped or encoded anew is read all the same', (t) => {
  const plain = readPlanDocument(Buffer.from(PLAN), 'plan.json').document
  const beyond = withMembers({ timestamp: 'é𝄞' })
  const forms: readonly (readonly [string, Uint8Array, string, readonly string[]])[] = [
    ['UTF-8 with a mark', Buffer.from(`\ufeff${PLAN}`), PLAN, []],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${PLAN}`, 'utf16le'), PLAN, []],
    ['UTF-16LE without a mark', Buffer.from(PLAN, 'utf16le'), PLAN, []],
    ['UTF-16BE with a mark', Buffer.from(`\ufeff${PLAN}`, 'utf16le').swap16(), PLAN, []],
    ['UTF-16BE without a mark', Buffer.from(PLAN, 'utf16le').swap16(), PLAN, []],
    ['UTF-16 beyond ASCII', Buffer.from(`\ufeff${beyond}`, 'utf16le'), beyond, ['plan-utf16']],
    ['white space', Buffer.from(`\r\n ${PLAN}\r\n\r\n`), PLAN, []],
    ['indented', Buffer.from(JSON.stringify(plan, null, 2)), PLAN, []],
    [
      'the wrapper',
      Buffer.from(`[command]/x/terraform-bin show -json tfplan\n${PLAN}\n`),
      PLAN,
      ['plan-wrapped'],
    ],
    [
      'the wrapper with its outputs',
      Buffer.from(
        `[command]/x/terraform-bin show -json\r\n${PLAN}\n\n::debug::exitcode: 0\n::set-output name=stdout::${PLAN}%0A\n::set-output name=stderr::\n`,
      ),
      PLAN,
      ['plan-wrapped'],
    ],
    ['a part of a larger buffer', Buffer.from(`xx${PLAN}`).subarray(2), PLAN, []],
  ]
  for (const [name, bytes, text, notes] of forms) {
    t.same(read(bytes), { code: 'read', notes }, name)
    t.strictSame(
      readPlanDocument(bytes, name).document,
      text === PLAN ? plain : { ...plain, timestamp: 'é𝄞' },
      name,
    )
  }
  t.end()
})

test('the format version comes first', (t) => {
  for (const version of ['0.1', '0.2', '1.0', '1.2', '1.99'])
    t.equal(read(withMembers({ format_version: version })).code, 'read')
  for (const version of ['2.0', '10.1', '2.0-beta']) {
    t.equal(read(withMembers({ format_version: version, configuration: 7 })).code, 'plan-format-unsupported')
  }
  for (const version of ['', 'x', 1, null, [], '1', undefined]) {
    t.equal(read(withMembers({ format_version: version, configuration: 7 })).code, 'plan-no-format-version')
  }
  t.end()
})

test('sections may be missing or null, and unknown ones are passed over', (t) => {
  const { configuration: _, ...old } = plan
  t.strictSame(readPlanDocument(Buffer.from(JSON.stringify(old)), 'p').document.configuration, {})
  for (const section of ['configuration', 'prior_state', 'variables', 'deferred_changes', 'checks']) {
    t.equal(read(withMembers({ [section]: null })).code, 'read', section)
  }
  t.equal(read(withMembers({ action_invocations: 7, output_changes: [], resource_drift: {} })).code, 'read')
  t.end()
})

test('a shape that would mislead is refused, with the place', (t) => {
  const [change] = plan.resource_changes
  const changed = (members: object): string =>
    withMembers({ resource_changes: [change, { ...change, ...members }] })
  const cases: readonly (readonly [string, string])[] = [
    [withMembers({ resource_changes: {} }), '`resource_changes` must be of type array'],
    [withMembers({ resource_changes: [7] }), '`resource_changes[0]` must be of type object'],
    [changed({ change: undefined }), '`resource_changes[1]` needs `change`'],
    [changed({ address: 1 }), '`resource_changes[1].address` must be of type string'],
    [changed({ mode: 'other' }), '`resource_changes[1].mode` must be one of managed, data, ephemeral'],
    [changed({ index: true }), '`resource_changes[1].index` must be of type string or integer'],
    [changed({ change: { actions: [] } }), '`resource_changes[1].change.actions` needs at least 1 element'],
    [
      changed({ change: { actions: ['create'], after_unknown: 'x' } }),
      '`resource_changes[1].change.after_unknown` must be of type',
    ],
    [
      withMembers({ configuration: { root_module: [] } }),
      '`configuration.root_module` must be of type object',
    ],
    [
      withMembers({ configuration: { root_module: { module_calls: { 'a/b~c': 1 } } } }),
      '`configuration.root_module.module_calls["a/b~c"]` must',
    ],
    [withMembers({ variables: { x: 1 } }), '`variables.x` must be of type object'],
    [withMembers({ complete: 'no' }), '`complete` must be of type boolean'],
    [withMembers({ errored: 1 }), '`errored` must be of type boolean'],
    [withMembers({ terraform_version: 1 }), '`terraform_version` must be of type string'],
    [
      withMembers({ deferred_changes: [{ reason: 'unknown' }] }),
      '`deferred_changes[0]` needs `resource_change`',
    ],
  ]
  for (const [text, sentence] of cases) {
    const { code, diagnostic } = read(text)
    t.equal(code, 'plan-bad-shape', sentence)
    t.ok(diagnostic?.message.includes(sentence), sentence)
  }
  t.end()
})

test('a plan that would pass everything because it lists nothing is refused', (t) => {
  t.equal(read(withMembers({ errored: true })).code, 'plan-errored')
  t.equal(read(withMembers({ errored: true, resource_changes: 7 })).code, 'plan-errored')
  for (const changes of [undefined, null, []]) {
    t.equal(read(withMembers({ resource_changes: changes })).code, 'plan-without-changes')
  }
  const child = {
    child_modules: [{ child_modules: [{ resources: plan.planned_values.root_module.resources }] }],
  }
  t.equal(
    read(withMembers({ resource_changes: [], planned_values: { root_module: child } })).code,
    'plan-without-changes',
  )
  for (const planned_values of [
    {},
    { root_module: {} },
    { root_module: { resources: [] } },
    { outputs: {}, root_module: {} },
  ]) {
    t.equal(
      read(withMembers({ resource_changes: undefined, planned_values })).code,
      'read',
      JSON.stringify(planned_values),
    )
  }
  t.end()
})

test('numbers of all sections keep their digits', (t) => {
  const digits = '123456789012345678901234567890'
  const text = PLAN.replaceAll('"n":1', `"n":${digits}`).replace(
    '{"root_module":{}}',
    `{"root_module":{"variables":{"v":{"default":${digits}}}}}`,
  )
  const { document } = readPlanDocument(Buffer.from(text), 'plan.json')
  const after = document.resource_changes?.[0]?.change.after as JsonObject
  const value = document.configuration.root_module?.variables?.['v']?.default
  for (const number of [after['n'], value]) t.equal(isNumber(number) && printNumber(number), digits)
  t.end()
})

test('whatever is broken ends in a diagnostic or in a document', (t) => {
  const bytes = Buffer.from(PLAN)
  for (let end = 0; end < bytes.length; end += 1) {
    const { code } = read(bytes.subarray(0, end))
    t.equal(code, end === 0 ? 'plan-empty' : 'plan-truncated', `cut at ${end}`)
  }
  for (let at = 0; at < bytes.length; at += 1) {
    for (const flip of [0x01, 0x15, 0x80]) {
      const flipped = Buffer.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ flip
      t.ok(read(flipped).code, `flipped at ${at}`)
    }
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (random) => read(random).code !== 'none'),
    { numRuns: 500 },
  )
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(...Object.keys(plan)), (json, section) => {
      const text = JSON.stringify({ ...plan, [section]: '@' }).replace('"@"', () => json)
      return read(text).code !== 'none'
    }),
    { numRuns: 500 },
  )
  t.end()
})
