import { printNumber } from '../../../plan/number.ts'
import { certainlyLacks, certainlyNonEmpty } from '../../../plan/shape.ts'
import type { TemplatePart, Type, Unknown, Value } from '../../../plan/value.ts'
import { textValue } from '../text.ts'

/** A string as literal and unknown parts; `[]` is the empty one. No two literals are adjacent. */
export type Text = readonly TemplatePart[]

const STRING: Type = { kind: 'string' }

/** The text of an argument that is a string. An unknown one is not null: the provider refuses null elements. */
export function textOf(value: Value | undefined): Text | undefined {
  switch (value?.kind) {
    case 'template':
      return value.parts
    case 'unknown':
      return [{ ...value.unknown, type: STRING, nonNull: true }]
    case 'known':
      if (typeof value.value === 'string') return value.value === '' ? [] : [value.value]
      return [typeof value.value === 'boolean' ? String(value.value) : printNumber(value.value)]
    default:
      return undefined
  }
}

/** The inverse of {@link textOf}. */
export function stringOf(parts: Text): Value {
  const strings = parts.map((part) =>
    typeof part === 'string' ? part : { ...part, type: STRING, nonNull: true },
  )
  return textValue(strings, {}) ?? { kind: 'known', value: '' }
}

/** The text where all of it is known. */
export function wholeText(text: Text): string | undefined {
  if (text.length === 0) return ''
  const [only] = text
  return text.length === 1 && typeof only === 'string' ? only : undefined
}

export function knownString(value: Value | undefined): string | undefined {
  return value?.kind === 'known' && typeof value.value === 'string' ? value.value : undefined
}

/** Whether there will certainly be a character in it. */
export function isNonEmpty(text: Text): boolean {
  return text.some((part) => (typeof part === 'string' ? part !== '' : certainlyNonEmpty(part)))
}

/** By bytes of UTF-8, which is how Go sorts strings and which is the order of code points. */
export function compareBytes(a: string, b: string): number {
  const [left, right] = [a[Symbol.iterator](), b[Symbol.iterator]()]
  for (;;) {
    const [one, other] = [left.next(), right.next()]
    if (one.done === true || other.done === true) return Number(other.done) - Number(one.done)
    if (one.value !== other.value) return (one.value.codePointAt(0) ?? 0) - (other.value.codePointAt(0) ?? 0)
  }
}

/** How two texts are ordered, whatever the unknown parts will be; zero where they are equal, undefined where it is not certain. */
export function orderOf(a: Text, b: Text): number | undefined {
  const [left, right] = [[...a], [...b]]
  for (;;) {
    const [one, other] = [left[0], right[0]]
    if (one === undefined && other === undefined) return 0
    if (one === undefined) return isNonEmpty(right) ? -1 : undefined
    if (other === undefined) return isNonEmpty(left) ? 1 : undefined
    if (typeof one === 'string' && typeof other === 'string') {
      const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one]
      if (!longer.startsWith(shorter)) return compareBytes(one, other)
      advance(left, shorter.length)
      advance(right, shorter.length)
    } else if (typeof one !== 'string' && typeof other !== 'string' && one.id === other.id) {
      left.shift()
      right.shift()
    } else return undefined
  }
}

function advance(parts: TemplatePart[], by: number): void {
  const rest = String(parts.shift()).slice(by)
  if (rest !== '') parts.unshift(rest)
}

/** Whether two texts are certainly not the same. */
export function areDifferent(a: Text, b: Text): boolean {
  const order = orderOf(a, b)
  if (order !== undefined) return order !== 0
  const [whole, other] = [wholeText(a), wholeText(b)]
  if (whole !== undefined) return cannotBe(b, whole)
  if (other !== undefined) return cannotBe(a, other)
  const [end, otherEnd] = [a.at(-1), b.at(-1)]
  if (typeof end === 'string' && typeof otherEnd === 'string')
    return !end.endsWith(otherEnd) && !otherEnd.endsWith(end)
  return (
    a.length === 1 &&
    b.length === 1 &&
    typeof end === 'object' &&
    typeof otherEnd === 'object' &&
    end.unique !== undefined &&
    end.unique === otherEnd.unique
  )
}

/** Whether the unknown parts of a text leave no room for it to become this one. */
function cannotBe(text: Text, whole: string): boolean {
  const [first, last] = [text[0], text.at(-1)]
  const start = typeof first === 'string' ? first : ''
  const end = typeof last === 'string' ? last : ''
  if (whole.length < start.length + end.length) return true
  if (!whole.startsWith(start) || !whole.endsWith(end)) return true
  if (whole === '') return isNonEmpty(text)
  const middle = whole.slice(start.length, whole.length - end.length)
  const unknowns = text.filter((part) => typeof part !== 'string')
  const [only] = unknowns
  if (unknowns.length !== 1 || only === undefined) return false
  return middle === ''
    ? certainlyNonEmpty(only)
    : [...middle].some((character) => certainlyLacks(only, character))
}

/**
 * `&{` becomes `${`, so that policy variables can be written beside Terraform's own. An unknown part that may hold it is another
 * unknown afterwards. Undefined where the provider refuses it (version 2008-10-17 has no policy variables).
 * Source: provider `policy_document_data_source.go`, `dataSourcePolicyDocumentReplaceVarsInList`.
 */
export function replaceVariables(text: Text, version: string | undefined): Text | undefined {
  if (version === '2008-10-17')
    return text.some((part) => typeof part === 'string' && part.includes('&{')) ? undefined : text
  const straddles = text.some((part, index) => {
    const next = text[index + 1]
    if (typeof part === 'string') return typeof next === 'object' && part.endsWith('&') && mayHold(next, '{')
    return typeof next === 'string' && next.startsWith('{') && mayHold(part, '&')
  })
  if (straddles) return [derivedString('replace_variables', text)]
  return text.map((part) => {
    if (typeof part === 'string') return part.replaceAll('&{', () => '${')
    return mayHold(part, '&') && mayHold(part, '{') ? derivedString('replace_variables', [part]) : part
  })
}

/** What identifies an object of AWS holds neither `&` nor `{`. */
function mayHold(unknown: Unknown, character: string): boolean {
  return unknown.unique === undefined && !certainlyLacks(unknown, character)
}

/** The unknown result of a function of a text: equal functions of equal texts have equal results. */
export function derivedString(name: string, text: Text): Unknown {
  const unknowns = text.filter((part) => typeof part !== 'string')
  const [only] = text
  const argument =
    text.length === 1 && typeof only === 'object'
      ? only.id
      : JSON.stringify(text.map((part) => (typeof part === 'string' ? part : { id: part.id })))
  return {
    id: `${name}(${argument})`,
    waitsFor: [...new Set(unknowns.flatMap(({ waitsFor }) => waitsFor))],
    because: `the result of \`${name}\` depends on what only the apply will tell`,
    type: STRING,
    nonNull: true,
    ...(isNonEmpty(text) ? { nonEmpty: true } : {}),
  }
}
