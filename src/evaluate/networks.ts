import { type AddressRange, mergeRanges, rangeOf, readNetworkOrAddress } from '../plan/ip-network.ts'
import type { Value } from '../plan/value.ts'
import { type Answer, answer, every, NO, negate, open, some, wrongOperand, wrongType, YES } from './answer.ts'
import { knownEnd, textOf, unknownsOf, wholeText } from './text.ts'

/** What one text of a value says: addresses, or nothing that is certain. `length`: the prefix length that ends the text. */
type Piece =
  | { readonly kind: 'range'; readonly range: AddressRange }
  | { readonly kind: 'uncertain'; readonly answer: Answer; readonly length?: number }

/** Every network of the value lies within these, taken together. Of none it does not hold. */
export function cidrWithin(value: Value, operand: Value): Answer {
  return overPieces(value, operand, (pieces, others) => {
    const allowed = mergeRanges(others.flatMap((other) => (other.kind === 'range' ? other.range : [])))
    const uncertain = others.flatMap((other) => (other.kind === 'uncertain' ? other.answer : []))
    const answers = pieces.map((piece) => {
      if (piece.kind === 'uncertain') return piece.answer
      return some([answer(allowed.some((range) => covers(range, piece.range))), ...uncertain])
    })
    return answers.length === 0 ? NO : every(answers)
  })
}

/** Some network of the value shares an address with one of these. */
export function cidrOverlaps(value: Value, operand: Value): Answer {
  return overPieces(value, operand, (pieces, others) =>
    some(
      pieces.flatMap((piece) => {
        if (piece.kind === 'uncertain') return [piece.answer]
        return others.map((other) =>
          other.kind === 'range' ? answer(shareAddress(piece.range, other.range)) : other.answer,
        )
      }),
    ),
  )
}

/** Some network of the value, or all of them together, are every address of IPv4 or of IPv6. */
export function isWorld(value: Value, operand: Value): Answer {
  if (operand.kind === 'unknown') return open(operand.unknown)
  if (operand.kind !== 'known' || typeof operand.value !== 'boolean')
    return wrongOperand('`is_world` needs true or false')
  const pieces = piecesOf(value)
  if ('kind' in pieces) return pieces
  const found = areWorld(pieces)
  return operand.value ? found : negate(found)
}

function areWorld(pieces: readonly Piece[]): Answer {
  const ranges = pieces.flatMap((piece) => (piece.kind === 'range' ? piece.range : []))
  if (mergeRanges(ranges).some((range) => sizeOf(range) === 1n << BigInt(range.bits))) return YES
  const uncertain = pieces.filter((piece) => piece.kind === 'uncertain')
  const room = uncertain.reduce((sum, { length }) => sum + mostOf(length), 0n)
  const isTooLittle = FAMILIES.every((bits) => {
    const known = ranges
      .filter((range) => range.bits === bits)
      .reduce((sum, range) => sum + shareOf(range), 0n)
    return known + room < WHOLE
  })
  return uncertain.length === 0 || isTooLittle ? NO : some(uncertain.map((piece) => piece.answer))
}

const FAMILIES = [32, 128] as const
/** Sizes as shares of all addresses of a family. */
const WHOLE = 1n << 128n

function shareOf(range: AddressRange): bigint {
  return sizeOf(range) << BigInt(128 - range.bits)
}

/** The largest share that a network of this prefix length can be: from 96 on it may be mapped from IPv4. */
function mostOf(length: number | undefined): bigint {
  return length === undefined ? WHOLE : WHOLE >> BigInt(length >= 96 ? length - 96 : length)
}

function sizeOf({ first, last }: AddressRange): bigint {
  return last - first + 1n
}

function covers(a: AddressRange, b: AddressRange): boolean {
  return a.bits === b.bits && a.first <= b.first && b.last <= a.last
}

function shareAddress(a: AddressRange, b: AddressRange): boolean {
  return a.bits === b.bits && a.first <= b.last && b.first <= a.last
}

function overPieces(
  value: Value,
  operand: Value,
  question: (pieces: readonly Piece[], others: readonly Piece[]) => Answer,
): Answer {
  const pieces = piecesOf(value)
  if ('kind' in pieces) return pieces
  const others = piecesOf(operand)
  return 'kind' in others ? others : question(pieces, others)
}

/** Null, absent and empty text name no network. */
function piecesOf(value: Value): readonly Piece[] | Answer {
  switch (value.kind) {
    case 'null':
    case 'absent':
      return []
    case 'map':
      return wrongType('this is a map, and the operator asks about networks')
    case 'list': {
      const pieces = value.elements.flatMap(pieceOf)
      return value.rest === undefined ? pieces : [...pieces, { kind: 'uncertain', answer: open(value.rest) }]
    }
    case 'known':
    case 'template':
    case 'unknown':
      return pieceOf(value)
  }
}

function pieceOf(value: Value): readonly Piece[] {
  if (value.kind === 'null' || value.kind === 'absent') return []
  const text = textOf(value)
  if (text === undefined || (value.kind === 'known' && typeof value.value !== 'string'))
    return [refuse(value.kind)]
  const whole = wholeText(text)
  if (whole === '') return []
  const network = whole === undefined ? undefined : readNetworkOrAddress(whole)
  if (network !== undefined) return [{ kind: 'range', range: rangeOf(network) }]
  const length = lengthAtEnd(whole ?? knownEnd(text))
  const uncertain = whole === undefined ? open(...unknownsOf(text)) : MALFORMED
  return [{ kind: 'uncertain', answer: uncertain, ...(length === undefined ? {} : { length }) }]
}

function lengthAtEnd(text: string): number | undefined {
  const digits = /\/(\d{1,3})$/.exec(text)?.[1]
  return digits === undefined || Number(digits) > 128 ? undefined : Number(digits)
}

const MALFORMED: Answer = {
  kind: 'error',
  code: 'not-a-network',
  message: 'the text is neither a network in CIDR notation nor an address',
}

function refuse(kind: string): Piece {
  return { kind: 'uncertain', answer: wrongType(`this is a ${kind}, and the operator asks about networks`) }
}
