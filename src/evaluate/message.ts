import { printValue } from '../plan/print-value.ts'
import type { Message } from '../policy/condition.ts'
import { readInterpolation } from './operand.ts'
import type { Scope } from './scope.ts'

/** The sentence of a result. Sensitive values are masked and unknown ones named as such; a null is shown, not refused. */
export function printMessage(message: Message, scope: Scope): string {
  return message.parts
    .map((part) => {
      if (typeof part === 'string') return part
      const start = scope.bound.get(part.root)
      if (part.path.text === '' && start?.kind === 'instance') return start.instance.addressText
      if (part.path.text === '' && start?.kind === 'value' && start.label !== undefined) return start.label
      const value = readInterpolation(part, scope)
      return value.kind === 'error' ? '(not set)' : printValue(value)
    })
    .join('')
}
