import { HclFailure } from '../hcl/failure.ts'
import { decodeYaml } from '../hcl/functions/yaml.ts'
import type { Decoded } from '../plan/decode-json.ts'
import { certainlyNonEmpty, certainlyOnly } from '../plan/shape.ts'
import type { TemplatePart, Unknown, Value } from '../plan/value.ts'

/** A word that no document has by chance; it stands for the unknown part of this number. */
const WORD = /Plangate([0-9]+)Part/
const WORDS = /(Plangate[0-9]+Part)/

/** Letters that are in no number, boolean or null of YAML: a scalar that has one is text, quoted or not. */
const TEXT_ALONE = /[g-km-qv-zG-KM-QV-Z:/@]/

/**
 * Decodes YAML of which parts are unknown, where each is a plain word wherever it stands: certainly letters, digits and what joins
 * them, not at the beginning of a line, and no part of a tag, an anchor or a key. Everything else leaves the document open.
 */
export function decodeOpenYaml(parts: readonly TemplatePart[]): Decoded {
  const unknowns = parts.filter((part) => typeof part !== 'string')
  const open: Decoded = { kind: 'open', unknowns }
  const text = parts
    .map((part) => (typeof part === 'string' ? part : `Plangate${unknowns.indexOf(part)}Part`))
    .join('')
  const written = parts.some((part) => typeof part === 'string' && WORD.test(part))
  if (written || !unknowns.every(isWord) || /(?:^|\n)Plangate|[&*!%@`]\S*Plangate/.test(text)) return open
  try {
    const value = decodeYaml(text)
    const restored = value === undefined ? undefined : restore(value, unknowns)
    return restored === undefined ? open : { kind: 'value', value: restored }
  } catch (error) {
    if (!(error instanceof HclFailure)) throw error
    return open
  }
}

/** Begins with a letter or digit in each alternative of its shape: a `-` by itself would be the mark of a list. */
const PLAIN_START = /^\(*(?:\?:)?(?:[A-Za-z0-9]|\[(?:[0-9A-Za-z]-[0-9A-Za-z])+\])(?![?*]|\{0)/

function isWord(unknown: Unknown): boolean {
  return (
    certainlyNonEmpty(unknown) &&
    certainlyOnly(unknown, (character) => /[\w./-]/.test(character)) &&
    (unknown.shape ?? '').split('|').every((branch) => PLAIN_START.test(branch))
  )
}

/** Undefined where an unknown part names a key. */
function restore(value: Value, unknowns: readonly Unknown[]): Value | undefined {
  switch (value.kind) {
    case 'known':
      return typeof value.value === 'string' ? restoreText(value.value, unknowns) : value
    case 'list': {
      const elements = value.elements.map((element) => restore(element, unknowns))
      return elements.every((element) => element !== undefined) ? { ...value, elements } : undefined
    }
    case 'map': {
      const entries = new Map<string, Value>()
      for (const [key, entry] of value.entries) {
        const restored = WORD.test(key) ? undefined : restore(entry, unknowns)
        if (restored === undefined) return undefined
        entries.set(key, restored)
      }
      return { ...value, entries }
    }
    default:
      return value
  }
}

/** A scalar that could read as a number or boolean is an unknown of which nothing is told. */
function restoreText(text: string, unknowns: readonly Unknown[]): Value {
  const pieces = text.split(WORDS).filter((piece) => piece !== '')
  const parts = pieces.map((piece): TemplatePart => unknowns[Number(WORD.exec(piece)?.[1] ?? -1)] ?? piece)
  if (parts.every((part) => typeof part === 'string')) return { kind: 'known', value: text }
  if (parts.some((part) => typeof part === 'string' && TEXT_ALONE.test(part)))
    return { kind: 'template', parts }
  const inside = parts.filter((part) => typeof part !== 'string')
  return {
    kind: 'unknown',
    unknown: {
      id: `yamldecode(${parts.map((part) => (typeof part === 'string' ? part : `\${${part.id}}`)).join('')})`,
      waitsFor: [...new Set(inside.flatMap(({ waitsFor }) => waitsFor))],
    },
  }
}
