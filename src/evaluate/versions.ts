import type { Value } from '../plan/value.ts'
import { compareStart, compareVersions, readVersion, type Version } from '../policy/version.ts'
import { type Answer, answer, NO, open, wrongOperand, wrongType } from './answer.ts'
import { knownStart, textOf, unknownsOf, wholeText } from './text.ts'

/** Puts the order of two versions to a question. Null, absent and empty text are no version: the answer is no. */
export function compareVersion(holds: (order: number) => boolean): (value: Value, operand: Value) => Answer {
  return (value, operand) => {
    const other = textOf(operand)
    if (other === undefined || isBoolean(operand)) return wrongOperand('the other side must be a version')
    const target = wholeText(other)
    const limit = target === undefined ? undefined : readVersion(target)
    if (target !== undefined && limit === undefined) return wrongOperand('the other side is no version')
    if (value.kind === 'null' || value.kind === 'absent') return NO
    const text = textOf(value)
    if (text === undefined || isBoolean(value)) {
      return wrongType('only versions can be compared so', 'a version is text such as "8.0" or "1.29.3"')
    }
    const whole = wholeText(text)
    if (whole === '') return NO
    const version = whole === undefined ? undefined : readVersion(whole)
    if (whole !== undefined && version === undefined) return NOT_A_VERSION
    if (limit === undefined) return open(...unknownsOf(text), ...unknownsOf(other))
    const order =
      version === undefined ? orderOfStart(value, knownStart(text), limit) : compareVersions(version, limit)
    if (order === 'open') return open(...unknownsOf(text))
    return order === undefined ? DIFFERENT : answer(holds(order))
  }
}

function orderOfStart(value: Value, start: string, limit: Version): number | 'open' | undefined {
  const order = value.kind === 'template' ? compareStart(start, limit) : undefined
  return order === 'different' ? undefined : (order ?? 'open')
}

function isBoolean(value: Value): boolean {
  return value.kind === 'known' && typeof value.value === 'boolean'
}

const NOT_A_VERSION: Answer = {
  kind: 'error',
  code: 'not-a-version',
  message: 'the text is no version',
  help: 'a version is numbers between dots, such as "8.0", after a name perhaps, and before anything else',
}

const DIFFERENT: Answer = {
  kind: 'error',
  code: 'not-comparable',
  message: 'these are versions of different things, which have no order',
  help: 'ask for the name first: `all: [{ PATH: { starts_with: … } }, …]`',
}
