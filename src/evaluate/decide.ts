import { basisOf, type Value, weakerBasis } from '../plan/value.ts'
import type { Answer } from './answer.ts'
import type { Reading } from './reading.ts'
import type { AskedOperator, Leaf } from './result.ts'
import { type Evidence, errorTruth, type Truth } from './truth.ts'

/** What the answer is given to: the other side, and the test where it is one of a policy's. */
export interface Question {
  readonly operand: Value
  readonly operator?: AskedOperator
}

/** An answer about the value that was read, as a truth that names it. */
export function decide(answer: Answer, reading: Reading, question?: Question): Truth {
  const { operand, operator } = question ?? {}
  const basis = weakerBasis(basisOf(reading.value), operand === undefined ? 'known' : basisOf(operand))
  const evidence: Evidence = { leaves: [leafOf(reading)], basis, notes: [] }
  switch (answer.kind) {
    case 'true':
    case 'false': {
      const holds = answer.kind === 'true'
      if (operator === undefined || operand === undefined) return { kind: answer.kind, ...evidence }
      const leaves = [{ ...leafOf(reading), asked: { operator, operand, holds } }]
      return { kind: answer.kind, ...evidence, leaves }
    }
    case 'unknown':
      return { kind: 'unknown', unknowns: answer.unknowns, ...evidence }
    case 'error':
      return { ...errorTruth(answer.code, answer.message, answer.help), leaves: evidence.leaves }
  }
}

export function leafOf(reading: Reading): Leaf {
  const { instance, path, value } = reading
  return { ...(instance === undefined ? {} : { address: instance.addressText }), path, value }
}

/** The value whose length was put to a test, with what the test asked of the number. */
export function askedOfLength(truth: Truth, reading: Reading): readonly Leaf[] {
  const asked = truth.leaves[0]?.asked
  return [asked === undefined ? leafOf(reading) : { ...leafOf(reading), asked: { ...asked, of: 'length' } }]
}
