import { Assertion, type Program } from '../policy/program.ts'

/**
 * A pattern as a deterministic machine that finds it anywhere in a text; its states are made as they are reached. A number names a
 * state.
 */
export interface Automaton {
  readonly first: number
  /** The state behind one more character. */
  readonly next: (state: number, code: number) => number
  /**
   * The state behind a text that is not known, but is the one that the pattern has in place of this character: only that can take
   * it. What is found so is found whatever the text is.
   */
  readonly nextSymbol: (state: number, symbol: number) => number
  /** Whether the pattern is found when the text ends here. */
  readonly accepts: (state: number) => boolean
  /** The pattern is found already, whatever follows. */
  readonly isSettled: (state: number) => boolean
  /** No character leads on from here; only for patterns that are anchored. */
  readonly isDead: (state: number) => boolean
  readonly boundaries: readonly number[]
}

/** Thrown where a pattern makes more states, or needs more work, than its answer is worth. Caught by `language.ts`. */
export class TooMuchWork extends Error {}

const MOST_STATES = 2000
const END = -1
const SYMBOL = -2

/** What stands before a place, as far as assertions can ask. */
type Before = 'start' | 'word' | 'newline' | 'other' | 'symbol'

interface State {
  readonly steps: readonly number[]
  readonly before: Before
  readonly found: boolean
  readonly next: Map<number, number>
}

/** `anchored`: the text is tried from its beginning only. */
export function makeAutomaton(program: Program, anchored = false): Automaton {
  const asksBefore = (program.asserted & ~(Assertion.beginText | Assertion.endText)) !== 0
  const states: State[] = []
  const ids = new Map<string, number>()

  const intern = (steps: readonly number[], before: Before, found: boolean): number => {
    const key = found ? 'found' : `${before} ${steps.join(' ')}`
    const known = ids.get(key)
    if (known !== undefined) return known
    if (states.length >= MOST_STATES) throw new TooMuchWork()
    states.push({ steps, before, found, next: new Map() })
    ids.set(key, states.length - 1)
    return states.length - 1
  }
  const at = (state: number): State => {
    const found = states[state]
    if (found === undefined) throw new Error('no such state')
    return found
  }

  /** The steps that wait for a character at a place; `undefined` where the pattern is found there. */
  const waiting = (state: State, next: number): readonly number[] | undefined => {
    const holds = assertionsAt(state.before, next)
    const pending = [...state.steps]
    if (!anchored || state.before === 'start') pending.push(program.start)
    const seen = new Set<number>()
    const found: number[] = []
    for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
      if (seen.has(step)) continue
      seen.add(step)
      const instruction = program.steps[step]
      if (instruction === undefined || instruction.kind === 'fail') continue
      if (instruction.kind === 'match') return undefined
      if (instruction.kind === 'character') found.push(step)
      else if (instruction.kind === 'split') pending.push(instruction.out, instruction.other)
      else if ((instruction.bits & ~holds) === 0) pending.push(instruction.out)
    }
    return found
  }

  const advance = (state: State, code: number, takes: (step: number) => number | undefined): number => {
    if (state.found) return intern([], 'other', true)
    const steps = waiting(state, code)
    if (steps === undefined) return intern([], 'other', true)
    const outs = new Set(steps.flatMap((step) => takes(step) ?? []))
    return intern(
      [...outs].sort((a, b) => a - b),
      asksBefore ? beforeOf(code) : 'other',
      false,
    )
  }

  const first = intern([], 'start', false)
  return {
    first,
    next: (state, code) => {
      const from = at(state)
      const known = from.next.get(code)
      if (known !== undefined) return known
      const to = advance(from, code, (step) => {
        const instruction = program.steps[step]
        return instruction?.kind === 'character' && instruction.accepts(code) ? instruction.out : undefined
      })
      from.next.set(code, to)
      return to
    },
    nextSymbol: (state, symbol) =>
      advance(at(state), SYMBOL, (step) => {
        const instruction = program.steps[step]
        return instruction?.kind === 'character' && instruction.only === symbol ? instruction.out : undefined
      }),
    accepts: (state) => at(state).found || waiting(at(state), END) === undefined,
    isSettled: (state) => at(state).found,
    isDead: (state) =>
      anchored && !at(state).found && at(state).steps.length === 0 && at(state).before !== 'start',
    boundaries: program.boundaries,
  }
}

/** What holds between two characters. Beside a symbol nothing is certain, so nothing holds. */
function assertionsAt(before: Before, next: number): number {
  let bits = 0
  if (before === 'start') bits |= Assertion.beginText | Assertion.beginLine
  if (before === 'newline') bits |= Assertion.beginLine
  if (next === END) bits |= Assertion.endText | Assertion.endLine
  if (next === 10) bits |= Assertion.endLine
  if (before !== 'symbol' && next !== SYMBOL) {
    bits |= (before === 'word') === isWord(next) ? Assertion.noWordBoundary : Assertion.wordBoundary
  }
  return bits
}

function beforeOf(code: number): Before {
  if (code === SYMBOL) return 'symbol'
  if (code === 10) return 'newline'
  return isWord(code) ? 'word' : 'other'
}

function isWord(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x5f ||
    (code >= 0x61 && code <= 0x7a)
  )
}
