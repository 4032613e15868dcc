/** A compiled regular expression as the machine that runs it: data, so that it can be run over texts that are not known. */
export interface Program {
  readonly start: number
  readonly steps: readonly Step[]
  /** Where code points begin to be told apart: between two neighbours all behave alike. Sorted, and begins with 0. */
  readonly boundaries: readonly number[]
  /** The bits of {@link Assertion} that any step asserts. */
  readonly asserted: number
}

export type Step =
  | {
      readonly kind: 'character'
      readonly accepts: (code: number) => boolean
      readonly out: number
      readonly only?: number
    }
  | { readonly kind: 'split'; readonly out: number; readonly other: number }
  | { readonly kind: 'assert'; readonly bits: number; readonly out: number }
  | { readonly kind: 'match' }
  | { readonly kind: 'fail' }

/** What a step may assert of its place, in the bits that Go and its ports use (`syntax.EmptyOp`). */
export const Assertion = {
  beginLine: 1,
  endLine: 2,
  beginText: 4,
  endText: 8,
  wordBoundary: 16,
  noWordBoundary: 32,
} as const

/** An instruction of the library. Source: re2js `Inst`, a port of Go's `regexp/syntax.Inst`. */
interface Instruction {
  readonly op: number
  readonly out: number
  readonly arg: number
  readonly runes: ArrayLike<number>
  readonly matchRune: (code: number) => boolean
}

const FOLD_CASE = 1
/** What folds to more than the other case of a letter of ASCII. */
const KELVIN = 0x212a
const LONG_S = 0x17f
const WORD_EDGES = [0x30, 0x3a, 0x41, 0x5b, 0x5f, 0x60, 0x61, 0x7b]

/** Reads the library's own program; undefined where it holds something that this does not know. */
export function readProgram(program: unknown): Program | undefined {
  const { inst, start } = program as { readonly inst?: readonly Instruction[]; readonly start?: number }
  if (!Array.isArray(inst) || typeof start !== 'number' || inst.length > MOST_STEPS) return undefined
  const boundaries = new Set([0])
  const steps: Step[] = []
  let asserted = 0
  for (const instruction of inst as readonly Instruction[]) {
    const step = readStep(instruction, boundaries)
    if (step === undefined) return undefined
    if (step.kind === 'assert') asserted |= step.bits
    steps.push(step)
  }
  if (asserted !== 0) for (const edge of [10, 11, ...WORD_EDGES]) boundaries.add(edge)
  return { start, steps, boundaries: [...boundaries].sort((a, b) => a - b), asserted }
}

const MOST_STEPS = 5000

function readStep(instruction: Instruction, boundaries: Set<number>): Step | undefined {
  const { op, out, arg } = instruction
  switch (op) {
    case 1:
    case 2:
      return { kind: 'split', out, other: arg }
    case 3:
    case 7:
      return { kind: 'split', out, other: out }
    case 4:
      return { kind: 'assert', bits: arg, out }
    case 5:
      return { kind: 'fail' }
    case 6:
      return { kind: 'match' }
    case 8:
    case 9:
      return readCharacter(instruction, boundaries)
    case 10:
      return { kind: 'character', accepts: () => true, out }
    case 11:
      for (const edge of [10, 11]) boundaries.add(edge)
      return { kind: 'character', accepts: (code) => code !== 10, out }
    default:
      return undefined
  }
}

function readCharacter(instruction: Instruction, boundaries: Set<number>): Step | undefined {
  const { op, out, arg, runes } = instruction
  const [first] = Array.from(runes)
  const add = (from: number, to: number): void => {
    boundaries.add(from)
    boundaries.add(to + 1)
  }
  if (runes.length === 1 && first !== undefined) {
    add(first, first)
    if (op === 9 || (arg & FOLD_CASE) === 0)
      return { kind: 'character', accepts: (code) => code === first, out, only: first }
    if (first > 127) return undefined
    for (const other of [first & ~32, first | 32, KELVIN, LONG_S]) add(other, other)
  } else {
    for (let index = 0; index < runes.length; index += 2) add(runes[index] ?? 0, runes[index + 1] ?? 0)
  }
  return { kind: 'character', accepts: (code) => instruction.matchRune(code), out }
}
