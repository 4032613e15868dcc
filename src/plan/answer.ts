import type { Unknown } from './value.ts'

/** What an operator says of two values, before anyone knows where they came from. */
export type Answer =
  | { readonly kind: 'true' }
  | { readonly kind: 'false' }
  | { readonly kind: 'unknown'; readonly unknowns: readonly Unknown[] }
  | { readonly kind: 'error'; readonly code: string; readonly message: string; readonly help?: string }

export const YES: Answer = { kind: 'true' }
export const NO: Answer = { kind: 'false' }

export function answer(holds: boolean): Answer {
  return holds ? YES : NO
}

export function open(...unknowns: readonly Unknown[]): Answer {
  return { kind: 'unknown', unknowns }
}

/** The value has a type that the operator cannot be asked about. */
export function wrongType(message: string, help?: string): Answer {
  return { kind: 'error', code: 'wrong-type', message, ...(help === undefined ? {} : { help }) }
}

/** The other side has a type that the operator cannot take. */
export function wrongOperand(message: string): Answer {
  return { kind: 'error', code: 'wrong-operand', message }
}

/** False, else unknown, else error, else true: the table of `all` in truth.ts. */
export function every(answers: readonly Answer[]): Answer {
  return settle(answers, 'false', YES)
}

/** True, else unknown, else error, else false: the table of `any` in truth.ts. */
export function some(answers: readonly Answer[]): Answer {
  return settle(answers, 'true', NO)
}

export function negate(given: Answer): Answer {
  if (given.kind === 'true') return NO
  return given.kind === 'false' ? YES : given
}

function settle(answers: readonly Answer[], decisive: 'true' | 'false', otherwise: Answer): Answer {
  const settled = answers.find((given) => given.kind === decisive)
  if (settled !== undefined) return settled
  const unknowns = answers.filter((given) => given.kind === 'unknown')
  if (unknowns.length > 0) return open(...unknowns.flatMap((given) => given.unknowns))
  return answers.find((given) => given.kind === 'error') ?? otherwise
}
