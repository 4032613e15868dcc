import { same } from '../../hcl/same.ts'
import { textOf, wholeText } from '../../hcl/text.ts'
import type { Value } from '../../plan/value.ts'

/**
 * Whether what is written cannot have given what the plan knows. Providers may normalise what they are given: JSON is compared by
 * content, text without regard to case and surrounding space, and an empty value counts as none. `strict` compares text exactly.
 */
export function contradicts(planned: Value, written: Value, strict = false): boolean {
  if (planned.kind === 'unknown' || written.kind === 'unknown') return false
  // What is not written, the provider may fill in.
  if (isNone(written)) return false
  if (isNone(planned)) return !isZero(written) && isCertain(written)
  if (planned.kind === 'list' && written.kind === 'list') return listsContradict(planned, written, strict)
  if (planned.kind === 'map' && written.kind === 'map') {
    return [...written.entries].some(([key, entry]) => {
      const other = planned.entries.get(key)
      return other !== undefined && contradicts(other, entry, strict)
    })
  }
  const only = planned.kind === 'map' ? onlyElement(written) : undefined
  if (only !== undefined) return contradicts(planned, only, strict)
  const [a, b] = [textOf(planned), textOf(written)]
  if (a === undefined || b === undefined) return true
  const [left, right] = [wholeText(a), wholeText(b)]
  if (left === undefined || right === undefined) return same(planned, written) === false
  return left !== right && (strict || !isNormalised(left, right))
}

function listsContradict(
  planned: Value & { kind: 'list' },
  written: Value & { kind: 'list' },
  strict: boolean,
): boolean {
  if (written.rest !== undefined || planned.form === 'set' || written.form === 'set') return false
  if (planned.elements.length !== written.elements.length) return true
  return planned.elements.some((element, index) => {
    const other = written.elements[index]
    return other !== undefined && contradicts(element, other, strict)
  })
}

/** A block that can stand once is an object in the plan, and a list of one as it is written. */
export function onlyElement(written: Value): Value | undefined {
  return written.kind === 'list' && written.elements.length === 1 ? written.elements[0] : undefined
}

function isNone(value: Value): boolean {
  return value.kind === 'null' || value.kind === 'absent'
}

function isCertain(value: Value): boolean {
  return value.kind === 'known'
}

/** What providers drop as if it were not written. */
function isZero(value: Value): boolean {
  if (value.kind === 'known') return value.value === '' || value.value === false || value.value === 0
  return (
    (value.kind === 'list' && value.elements.length === 0) ||
    (value.kind === 'map' && value.entries.size === 0)
  )
}

/** Hashes that providers keep in place of long texts, among others of `user_data`. */
const HASH = /^[0-9a-f]{40}$|^[0-9a-f]{64}$/

function isNormalised(planned: string, written: string): boolean {
  const plain = (text: string): string => text.trim().toLowerCase().replace(/\.$/, '')
  if (plain(planned) === plain(written) || HASH.test(planned)) return true
  const [a, b] = [canonicalJson(planned), canonicalJson(written)]
  return a !== undefined && a === b
}

function canonicalJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    )
  } catch {
    return undefined
  }
}
