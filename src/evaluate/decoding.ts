import { basisOf } from '../plan/value.ts'
import type { Test } from '../policy/condition.ts'
import { decodeText } from '../resolve/decode.ts'
import { leafOf } from './decide.ts'
import { askElement } from './quantifier.ts'
import type { Reading } from './reading.ts'
import type { Scope } from './scope.ts'
import { errorTruth, FALSE, type Truth, unknownTruth, withBasis } from './truth.ts'

/** Puts what a text holds to a condition. Null, absent and empty text hold nothing: it does not hold. */
export function evaluateDecode(
  test: Extract<Test, { kind: 'decode' }>,
  reading: Reading,
  scope: Scope,
): Truth {
  const { value } = reading
  const leaves = [leafOf(reading)]
  const isEmpty =
    value.kind === 'null' || value.kind === 'absent' || (value.kind === 'known' && value.value === '')
  if (isEmpty) return withBasis({ ...FALSE, leaves }, basisOf(value))
  const decoded = decodeText(test.format, value)
  if (decoded === undefined) {
    const help = 'use `some`, `each` or `none` for what is inside it'
    const what = value.kind === 'known' ? typeof value.value : value.kind
    return {
      ...errorTruth(
        'wrong-type',
        `this is a ${what === 'object' ? 'number' : what}, and \`${test.format}\` asks about text`,
        help,
      ),
      leaves,
    }
  }
  switch (decoded.kind) {
    case 'open':
      return withBasis(unknownTruth(decoded.unknowns, { leaves }), basisOf(value))
    case 'invalid':
      return {
        ...errorTruth(`malformed-${test.format}`, `the text cannot be decoded: ${decoded.message}`),
        leaves,
      }
    case 'value': {
      const sensitive = value.sensitive === true ? { sensitive: true } : {}
      const { path, instance } = reading
      const content = {
        kind: 'value',
        value: { ...decoded.value, ...sensitive },
        path,
        isDecoded: true,
      } as const
      const subject = instance === undefined ? content : { ...content, instance }
      return withBasis(askElement(test, subject, scope), basisOf(value))
    }
  }
}
