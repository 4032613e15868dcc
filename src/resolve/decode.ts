import { HclFailure } from '../hcl/failure.ts'
import { fromBase64, textOfBytes } from '../hcl/functions/encoding.ts'
import { decodeYaml } from '../hcl/functions/yaml.ts'
import { type Decoded, decodeJson } from '../plan/decode-json.ts'
import type { Value } from '../plan/value.ts'
import { decodeOpenYaml } from './decode-open-yaml.ts'

/** What a text can hold. */
export type TextFormat = 'json' | 'yaml' | 'base64'

/**
 * What a text holds, as Terraform's `jsondecode`, `yamldecode` and `base64decode` have it. JSON and YAML may have unknown parts inside.
 * Undefined where the value is no text. What is said of a sensitive text quotes nothing of it.
 */
export function decodeText(format: TextFormat, value: Value): Decoded | undefined {
  if (format === 'json') return decodeJson(value)
  if (value.kind === 'unknown') return { kind: 'open', unknowns: [value.unknown] }
  if (value.kind === 'template' && format === 'yaml') {
    // JSON is YAML, so what `jsonencode` wrote is at hand.
    return value.decoded === undefined ? decodeOpenYaml(value.parts) : decodeJson(value)
  }
  if (value.kind === 'template')
    return { kind: 'open', unknowns: value.parts.filter((part) => typeof part !== 'string') }
  if (value.kind !== 'known' || typeof value.value !== 'string') return undefined
  const decoded = decodeKnown(format, value.value)
  return decoded.kind === 'invalid' && value.sensitive === true
    ? { kind: 'invalid', message: `it is not ${NAMES[format]}` }
    : decoded
}

const NAMES = { yaml: 'YAML', base64: 'base64 of text' } as const

function decodeKnown(format: 'yaml' | 'base64', text: string): Decoded {
  try {
    if (format === 'base64')
      return { kind: 'value', value: { kind: 'known', value: textOfBytes(fromBase64(text)) } }
    const value = decodeYaml(text)
    return value === undefined
      ? { kind: 'invalid', message: 'it is YAML that is too large or too deep' }
      : { kind: 'value', value }
  } catch (error) {
    if (!(error instanceof HclFailure)) throw error
    return { kind: 'invalid', message: `it is not ${NAMES[format]}: ${error.because}` }
  }
}
