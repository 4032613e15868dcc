import { type Diagnostic, DiagnosticError } from '../diagnostic.ts'

/** What to do, said in every answer to a wrong input. */
const HOW =
  'write the plan with `terraform plan -out=tfplan`, then give `tfplan` itself, or the output of `terraform show -json tfplan`'

/**
 * Makes UTF-8 plan JSON of what a user may give: byte order marks, the UTF-16 of PowerShell's `>`, and the lines that the
 * setup-terraform wrapper puts around it. Throws a DiagnosticError that names what else it is.
 */
export function toPlanJson(
  given: Uint8Array,
  name: string,
): { readonly bytes: Buffer; readonly notes: readonly Diagnostic[] } {
  const raw = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const bytes = toUtf8(raw)
  const first = firstByte(bytes)
  if (first === undefined) throw refuse('plan-empty', `\`${name}\` is empty`, HOW)
  if (first !== '{') {
    const unwrapped = unwrap(bytes)
    if (unwrapped !== undefined) return { bytes: unwrapped, notes: [wrapperNote(name)] }
    throw notAnObject(bytes, first, name)
  }
  const trimmed = dropTrailingCommands(bytes)
  return trimmed === undefined ? { bytes, notes: [] } : { bytes: trimmed, notes: [wrapperNote(name)] }
}

/** Names JSON objects that are no plan by the members that they have. Undefined: it looks like a plan. */
export function recogniseObject(keys: ReadonlySet<string>, name: string): DiagnosticError | undefined {
  const has = (...names: readonly string[]): boolean => names.every((key) => keys.has(key))
  if (has('planned_values') || has('resource_changes', 'format_version')) return undefined
  if (has('@level', '@message')) {
    return refuse('plan-is-stream', `\`${name}\` is the log of \`terraform plan -json\`, not a plan`, HOW)
  }
  if (has('version', 'lineage')) {
    return refuse('plan-is-raw-state', `\`${name}\` is a Terraform state file, not a plan`, HOW)
  }
  if (has('remote_plan_format', 'run_id')) {
    return refuse(
      'plan-is-cloud-bookmark',
      `\`${name}\` only points to a plan in HCP Terraform`,
      `run \`terraform show -json ${name} > plan.json\` where you are logged in, and give that`,
    )
  }
  if (has('plan_format_version')) {
    return refuse(
      'plan-is-redacted',
      `\`${name}\` is HCP Terraform's redacted plan, which leaves out values and configuration`,
      "download the run's full JSON plan (`/plans/ID/json-output`) instead",
    )
  }
  if (has('$schema', 'runs') || has('version', 'runs')) {
    return refuse('plan-is-report', `\`${name}\` is a SARIF report, not a plan`, HOW)
  }
  if (has('values') || (has('format_version') && [...keys].every((key) => STATE_KEYS.has(key)))) {
    return refuse(
      'plan-is-state',
      `\`${name}\` is the JSON of a state, not of a plan`,
      '`terraform show -json` shows the state unless it is given a plan file: `terraform show -json tfplan`',
    )
  }
  return refuse('plan-not-a-plan', `\`${name}\` is JSON, but not a Terraform plan`, HOW)
}

const STATE_KEYS: ReadonlySet<string> = new Set(['format_version', 'terraform_version', 'checks'])

/** UTF-8 without a byte order mark, whatever encoding the bytes have. */
export function toUtf8(raw: Buffer): Buffer {
  if (raw[0] === 0xff && raw[1] === 0xfe)
    return Buffer.from(new TextDecoder('utf-16le').decode(raw.subarray(2)))
  if (raw[0] === 0xfe && raw[1] === 0xff)
    return Buffer.from(new TextDecoder('utf-16be').decode(raw.subarray(2)))
  // PowerShell can leave the mark out: JSON begins with an ASCII character, so a zero byte beside it tells.
  if (raw.length > 1 && raw[1] === 0 && raw[0] !== 0)
    return Buffer.from(new TextDecoder('utf-16le').decode(raw))
  if (raw.length > 1 && raw[0] === 0 && raw[1] !== 0)
    return Buffer.from(new TextDecoder('utf-16be').decode(raw))
  return raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? raw.subarray(3) : raw
}

function firstByte(bytes: Buffer): string | undefined {
  for (const byte of bytes) {
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return String.fromCharCode(byte)
  }
  return undefined
}

const WRAPPER_COMMAND = '[command]'

/** The wrapper prints the command before the plan. */
function unwrap(bytes: Buffer): Buffer | undefined {
  if (!bytes.subarray(0, 200).toString('latin1').trimStart().startsWith(WRAPPER_COMMAND)) return undefined
  const line = bytes.indexOf('\n')
  if (line === -1) return undefined
  const rest = bytes.subarray(line + 1)
  return firstByte(rest) === '{' ? (dropTrailingCommands(rest) ?? rest) : undefined
}

/** The wrapper prints `::debug::…` and `::set-output …` behind it, each at the start of a line. */
function dropTrailingCommands(bytes: Buffer): Buffer | undefined {
  const tail = bytes.subarray(Math.max(0, bytes.length - 65_536))
  const at = tail.indexOf('\n::')
  if (at === -1) return undefined
  const rest = tail.subarray(at).toString('utf8').trim().split('\n')
  const onlyCommands = rest.every(
    (line) => line.startsWith('::') || line.trim() === '' || !line.includes('{"'),
  )
  return onlyCommands ? bytes.subarray(0, bytes.length - tail.length + at) : undefined
}

function wrapperNote(name: string): Diagnostic {
  return {
    code: 'plan-wrapped',
    severity: 'note',
    message: `\`${name}\` holds lines of the setup-terraform wrapper around the plan; they were ignored`,
    help: 'set `terraform_wrapper: false` for the action `hashicorp/setup-terraform`',
  }
}

function notAnObject(bytes: Buffer, first: string, name: string): DiagnosticError {
  const start = bytes.subarray(0, 4000).toString('utf8').trimStart()
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return refuse(
      'plan-is-binary',
      `\`${name}\` is a plan file, and here plan JSON is needed`,
      'give the plan file by its path, so that `terraform show -json` can read it',
    )
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return refuse(
      'plan-is-compressed',
      `\`${name}\` is compressed with gzip`,
      `decompress it first: \`gzip -dc ${name} | plangate check -\``,
    )
  }
  if (first === '[')
    return refuse('plan-not-a-plan', `\`${name}\` is a JSON list, but a plan is a JSON object`, HOW)
  if (
    /^(Terraform|OpenTofu) (used|will)|^No changes\.|^Plan: \d+ to add/m.test(start) ||
    start.startsWith('\u001b[')
  ) {
    return refuse('plan-is-text', `\`${name}\` is the plan as people read it, not as JSON`, HOW)
  }
  if (/^(resource|data|module|variable|terraform|provider|locals|output)\b[^\n]*\{/m.test(start)) {
    return refuse('plan-is-configuration', `\`${name}\` is Terraform configuration, not a plan`, HOW)
  }
  if (/^(---|[A-Za-z_][\w-]*:)/.test(start)) {
    return refuse('plan-is-yaml', `\`${name}\` looks like YAML, not like plan JSON`, HOW)
  }
  return refuse('plan-not-json', `\`${name}\` is not JSON: it begins with \`${printable(start)}\``, HOW)
}

function printable(text: string): string {
  return text.slice(0, 20).replace(/[^\x20-\x7e]/g, '�')
}

function refuse(code: string, message: string, help: string): DiagnosticError {
  return new DiagnosticError({ code, severity: 'error', message, help })
}
