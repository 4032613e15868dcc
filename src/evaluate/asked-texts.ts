import type { Asked } from '../iam/matching.ts'
import { isArray } from '../plan/planned-value.ts'
import { type Basis, basisOf, type Unknown, type Value, weakerBasis } from '../plan/value.ts'
import type { Operand, OperandPart } from '../policy/condition.ts'
import { printInterpolation, readInterpolation, readOperand } from './operand.ts'
import type { Scope } from './scope.ts'
import { textOf } from './text.ts'
import { type ErrorTruth, errorTruth } from './truth.ts'

/** Texts that a policy asks about, where wildcards are only what its author wrote. */
export interface AskedTexts {
  readonly kind: 'texts'
  readonly items: readonly Asked[]
  /** There may be further ones. */
  readonly rest?: Unknown
  readonly basis: Basis
}

/** One text, or a list of them. A list that is put in is put in element by element. */
export function readAskedTexts(operand: Operand, scope: Scope): AskedTexts | ErrorTruth {
  switch (operand.kind) {
    case 'literal':
      return literalTexts(operand)
    case 'list':
      return joinTexts(operand.elements.map((element) => readAskedTexts(element, scope)))
    case 'interpolated':
      return readInterpolated(operand.parts, scope)
  }
}

/** What a policy writes is the same for every resource. */
const literals = new WeakMap<Operand, AskedTexts>()

function literalTexts(operand: Extract<Operand, { kind: 'literal' }>): AskedTexts {
  const known = literals.get(operand)
  if (known !== undefined) return known
  const { value } = operand
  const items = (isArray(value) ? value : [value]).map((item): Asked => [{ glob: String(item) }])
  const texts: AskedTexts = { kind: 'texts', items, basis: 'known' }
  literals.set(operand, texts)
  return texts
}

export function joinTexts(parts: readonly (AskedTexts | ErrorTruth)[]): AskedTexts | ErrorTruth {
  const items: Asked[] = []
  let basis: Basis = 'known'
  let rest: Unknown | undefined
  for (const part of parts) {
    if (part.kind === 'error') return part
    items.push(...part.items)
    rest ??= part.rest
    basis = weakerBasis(basis, part.basis)
  }
  return { kind: 'texts', items, basis, ...(rest === undefined ? {} : { rest }) }
}

function readInterpolated(parts: readonly OperandPart[], scope: Scope): AskedTexts | ErrorTruth {
  const [only] = parts
  if (parts.length === 1 && only !== undefined && typeof only !== 'string') {
    const value = readOperand({ kind: 'interpolated', parts }, scope)
    if (value.kind === 'error') return value
    if (value.kind === 'list') return listTexts(value, printInterpolation(only))
  }
  const asked: Asked[number][] = []
  let basis: Basis = 'known'
  for (const part of parts) {
    if (typeof part === 'string') {
      asked.push({ glob: part })
      continue
    }
    const value = readInterpolation(part, scope)
    if (value.kind === 'error') return value
    const text = textOf(value)
    if (text === undefined) return noText(printInterpolation(part), value)
    asked.push(...text)
    basis = weakerBasis(basis, basisOf(value))
  }
  return { kind: 'texts', items: [asked], basis }
}

function listTexts(list: Extract<Value, { kind: 'list' }>, name: string): AskedTexts | ErrorTruth {
  const texts = list.elements.map((element): AskedTexts | ErrorTruth => {
    const text = textOf(element)
    if (text === undefined) return noText(name, element)
    return { kind: 'texts', items: [text], basis: weakerBasis(basisOf(list), basisOf(element)) }
  })
  const joined = joinTexts(texts)
  return joined.kind === 'error' || list.rest === undefined ? joined : { ...joined, rest: list.rest }
}

function noText(name: string, value: Value): ErrorTruth {
  return errorTruth('interpolation-not-text', `\`${name}\` is a ${value.kind}, and text is meant`)
}
