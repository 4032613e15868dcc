import { basisOf, type Value, weakerBasis } from '../plan/value.ts'
import type { Answer } from './answer.ts'
import type { Reading } from './reading.ts'
import type { Leaf } from './result.ts'
import { type Evidence, errorTruth, type Truth } from './truth.ts'

/** An answer about the value that was read, as a truth that names it. */
export function decide(answer: Answer, reading: Reading, operand?: Value): Truth {
  const basis = weakerBasis(basisOf(reading.value), operand === undefined ? 'known' : basisOf(operand))
  const evidence: Evidence = { leaves: [leafOf(reading)], basis, notes: [] }
  switch (answer.kind) {
    case 'true':
    case 'false':
      return { kind: answer.kind, ...evidence }
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
