import type { Report, Result } from '../../src/evaluate/result.ts'
import type { Value } from '../../src/plan/value.ts'
import { leaf, report, result } from './make-report.ts'

/** Stands wherever a sensitive value may stand; no format may print it. */
export const CANARY = 'hunter2-canary'

/** Text that a pull request can bring into a plan, each one a trick that some format falls for. */
export const HOSTILE_TEXTS: readonly string[] = [
  'a\n::error file=a,line=1::injected',
  '::set-output name=a::injected',
  'a \u00a0::warning::injected',
  'long enough to be wrapped at eighty columns so that a word comes first ::add-mask::injected',
  'x::group::injected',
  'a\r\n##[error]injected',
  'a ##vso[task.complete result=Failed]injected',
  "a ##teamcity[buildStatus text='injected']",
  '##\u200b[error]injected',
  '\u001b[2J\u001b[1;32mPassed: nothing blocks (exit code 0)\u001b[0m',
  '\u009b31minjected',
  'a\nPassed: nothing blocks (exit code 0)',
  'section_start:0:a\r\u001b[0Kinjected',
  '\u202ednalb\u202c \u2066a\u2069 \u200b\ufeff\u200f',
  'half \ud800 a pair',
  ']]> <script>alert(1)</script> & "quoted" \'single\'',
  '| cell | `code` | @everyone [a](https://example.com) <!-- -->',
  '東京リージョンの証跡',
  'e\u0301'.repeat(30),
  '',
  '   ',
  'x'.repeat(300),
  '__proto__',
]

const secret: Value = { kind: 'known', value: CANARY, sensitive: true }
const secretTemplate: Value = {
  kind: 'template',
  parts: [CANARY, { id: 'aws_kms_key.main.id', waitsFor: ['aws_kms_key.main.id'] }],
  sensitive: true,
}

/** Sensitive values in every position that a value has. */
export const SECRET_VALUES: readonly Value[] = [
  secret,
  secretTemplate,
  { ...secret, origin: [{ text: `local.password = "${CANARY}"`, file: 'main.tf', line: 3 }] },
  { kind: 'list', elements: [{ kind: 'known', value: 'shown' }, secret, secretTemplate] },
  {
    kind: 'map',
    entries: new Map([
      ['user', { kind: 'known', value: 'shown' }],
      ['password', secret],
    ]),
    origin: [{ text: `local.login = { password = "${CANARY}" }` }],
  },
  {
    kind: 'list',
    elements: [{ kind: 'map', entries: new Map([['deep', { kind: 'list', elements: [secret] }]]) }],
  },
  { kind: 'list', elements: [{ kind: 'known', value: CANARY }], sensitive: true },
  { kind: 'map', entries: new Map([[CANARY, { kind: 'known', value: CANARY }]]), sensitive: true },
  { kind: 'unknown', unknown: { id: `aws_a.b["${CANARY}"]`, waitsFor: [] }, sensitive: true },
  {
    kind: 'template',
    parts: ['{"password":"', { id: 'aws_a.b.c', waitsFor: ['aws_a.b.c'] }, '"}'],
    decoded: { kind: 'map', entries: new Map([['password', secret]]) },
    origin: [{ text: `jsonencode({ password = "${CANARY}" })` }],
  },
]

/** Every trick in every member that takes text, every secret as evidence, every status, two plans, and what goes with them. */
export function hostileReport(): Report {
  const results: Result[] = []
  const statuses = ['pass', 'fail', 'unknown', 'error', 'not-applicable'] as const
  for (const [index, text] of HOSTILE_TEXTS.entries()) {
    for (const status of statuses) {
      results.push(
        result({
          plan: index % 2 === 0 ? 'tfplan' : text,
          rule: `rule-${index}-${status}`,
          address: index === 0 ? null : `aws_s3_bucket.b[${JSON.stringify(text)}]${status}`,
          status,
          message: text,
          proof: [leaf([text, 0], { kind: 'known', value: text }, text)],
          waitsFor: status === 'unknown' ? [text] : [],
          notes: [text],
          ...(status === 'error' ? { error: { code: 'wrong-type', message: text, help: text } } : {}),
          location: { file: text, line: 3 },
          fix: text,
        }),
      )
    }
  }
  for (const [index, value] of SECRET_VALUES.entries()) {
    for (const status of statuses) {
      results.push(
        result({
          rule: `secret-${index}`,
          address: `aws_a.${status}`,
          status,
          proof: [leaf(['password'], value)],
        }),
      )
    }
  }
  return report(results, {
    diagnostics: HOSTILE_TEXTS.map((text) => ({
      code: 'policy-unknown-key',
      severity: 'warning',
      message: text,
      help: text,
      location: { file: text, line: 1, column: 5, length: 3, text },
    })),
  })
}
