import { stripVTControlCharacters } from 'node:util'
import { type InputCode, inputError } from './input-codes.ts'

/** What to do, said in every answer to a wrong input. */
export const HOW: string =
  'write the plan with `terraform plan -out=tfplan`, then give `tfplan` itself, or the output of `terraform show -json tfplan`'

/** A kind of file that is mistaken for plan JSON. */
interface Foreign {
  readonly code: InputCode
  /** What it is: the end of the sentence "`name` is …". */
  readonly is: string
  readonly help?: string
}

/** Kinds of JSON, by members that they have and a plan has not. The first that fits is it. */
const OBJECTS: readonly (Foreign & { readonly members: readonly string[] })[] = [
  {
    members: ['@level', '@message'],
    code: 'plan-is-stream',
    is: 'the log of `terraform plan -json`, not a plan',
  },
  { members: ['version', 'lineage'], code: 'plan-is-raw-state', is: 'a Terraform state file, not a plan' },
  {
    members: ['lineage', 'encrypted_data'],
    code: 'plan-is-raw-state',
    is: 'an encrypted OpenTofu state, not a plan',
  },
  {
    members: ['encrypted_data', 'encryption_version'],
    code: 'plan-is-encrypted',
    is: 'an encrypted plan file of OpenTofu',
    help: 'run `tofu show -json tfplan > plan.json` where the encryption is configured, and give that',
  },
  {
    members: ['remote_plan_format', 'run_id'],
    code: 'plan-is-cloud-bookmark',
    is: 'a pointer to a plan in HCP Terraform, not the plan',
    help: 'run `terraform show -json tfplan > plan.json` in the folder of the configuration, logged in, and give that',
  },
  {
    members: ['plan_format_version'],
    code: 'plan-is-redacted',
    is: "HCP Terraform's redacted plan, which leaves out values and configuration",
    help: "download the run's full JSON plan instead: `/api/v2/plans/PLAN-ID/json-output`",
  },
  {
    members: ['provider_schemas'],
    code: 'plan-is-schema',
    is: 'the output of `terraform providers schema -json`, not a plan',
  },
  {
    members: ['valid', 'diagnostics'],
    code: 'plan-is-validation',
    is: 'the output of `terraform validate -json`, not a plan',
  },
  { members: ['version', 'runs'], code: 'plan-is-report', is: 'a SARIF report, not a plan' },
  { members: ['reportVersion'], code: 'plan-is-report', is: 'a report of plangate, not a plan' },
  {
    members: ['format_version', 'values'],
    code: 'plan-is-state',
    is: 'the JSON of a state, not of a plan',
    help: '`terraform show -json` shows the state unless it is given a plan file: `terraform show -json tfplan > plan.json`',
  },
  {
    members: ['format_version', 'configuration'],
    code: 'plan-is-configuration',
    is: 'the JSON of a configuration, without planned values or changes',
  },
]

/** The top level of a configuration in JSON syntax (`.tf.json`). */
const BLOCKS: ReadonlySet<string> = new Set(
  '// terraform provider resource data module variable output locals moved import removed check'.split(' '),
)

/** What an empty state consists of: `terraform show -json` without a state prints `format_version` alone. */
const STATE_MEMBERS: ReadonlySet<string> = new Set(['format_version', 'terraform_version', 'checks'])

/** Names a JSON object that is no plan by its members. Undefined: it looks like a plan. */
export function recogniseObject(members: ReadonlySet<string>, name: string): Error | undefined {
  const has = (...keys: readonly string[]): boolean => keys.every((key) => members.has(key))
  if (has('planned_values') || has('resource_changes', 'format_version')) return undefined
  const known = OBJECTS.find((kind) => has(...kind.members))
  if (known !== undefined) return refuse(known, name)
  const only = (allowed: ReadonlySet<string>): boolean => [...members].every((member) => allowed.has(member))
  if (has('format_version') && only(STATE_MEMBERS)) {
    return refuse({ code: 'plan-is-state', is: 'the JSON of an empty state, not of a plan' }, name)
  }
  if (members.size > 0 && only(BLOCKS)) return refuse(CONFIGURATION, name)
  return refuse({ code: 'plan-not-a-plan', is: 'JSON, but not a Terraform plan' }, name)
}

const CONFIGURATION: Foreign = {
  code: 'plan-is-configuration',
  is: 'Terraform configuration, not a plan made from it',
}

/** Kinds of file by their first bytes. */
const SIGNATURES: readonly (Foreign & { readonly bytes: readonly number[] })[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    code: 'plan-is-binary',
    is: 'a plan file, and here its JSON is needed',
    help: 'give the plan file by its path, or the output of `terraform show -json tfplan`',
  },
  {
    bytes: [0x1f, 0x8b],
    code: 'plan-is-compressed',
    is: 'compressed with gzip',
    help: 'decompress it first: `gzip -dc plan.json.gz | plangate check -`',
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    code: 'plan-is-compressed',
    is: 'compressed with zstd',
    help: 'decompress it first: `zstd -dc plan.json.zst | plangate check -`',
  },
]

/** Kinds of text by a line in their beginning. The first that fits is it. */
const TEXTS: readonly (Foreign & { readonly line: RegExp })[] = [
  { line: /^\s*<[!?a-z]/i, code: 'plan-is-html', is: 'an HTML or XML page, not a plan' },
  {
    line: /^(?:Terraform|OpenTofu) (?:used|will|planned)|^An execution plan has been|^No changes\.|^Plan: \d+ to |^\S+: Refreshing state/m,
    code: 'plan-is-text',
    is: 'the plan as people read it, not as JSON',
  },
  {
    line: /^[│╷ ]*Error: /m,
    code: 'plan-is-error-output',
    is: 'an error message, not a plan',
    help: `correct what it says; then ${HOW}`,
  },
  {
    line: /^(?:resource|data|module|variable|terraform|provider|locals|output)\b[^\n]*\{/m,
    ...CONFIGURATION,
  },
  { line: /^(?:---|[A-Za-z_][\w-]*:(?: |$))/m, code: 'plan-is-yaml', is: 'a YAML file, not a plan' },
]

const BEGINNING = 8192

/** Names what does not begin as a JSON object: `start` is behind white space. */
export function recogniseText(bytes: Buffer, start: number, name: string): Error {
  const signature = SIGNATURES.find(({ bytes: first }) =>
    first.every((byte, index) => bytes[start + index] === byte),
  )
  if (signature !== undefined) return refuse(signature, name)
  const plan = bytes.indexOf('\n{"format_version"', start)
  if (plan !== -1) return planInLog(plan + 1, name)
  const text = stripVTControlCharacters(bytes.toString('utf8', start, start + BEGINNING))
  if (text.startsWith('[') && !/^\[[A-Za-z]/.test(text)) {
    return refuse({ code: 'plan-not-a-plan', is: 'a JSON list, but a plan is a JSON object' }, name)
  }
  const known = TEXTS.find(({ line }) => line.test(text))
  if (known !== undefined) return refuse(known, name)
  return refuse({ code: 'plan-not-json', is: `not JSON: it begins with \`${printable(text)}\`` }, name)
}

function planInLog(at: number, name: string): Error {
  return inputError(
    'plan-in-log',
    `other output stands before the plan in \`${name}\`, which begins at byte ${at}`,
    'write nothing but the output of `terraform show -json tfplan` into the file',
  )
}

function refuse({ code, is, help }: Foreign, name: string): Error {
  return inputError(code, `\`${name}\` is ${is}`, help ?? HOW)
}

function printable(text: string): string {
  return text.slice(0, 20).replace(/[^\x20-\x7e]/g, '�')
}
