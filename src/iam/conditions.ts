import type { Unknown, Value } from '../plan/value.ts'
import type { Conditions, StatementCondition } from './document.ts'
import { parseOperator } from './operators.ts'
import { readTexts } from './texts.ts'

/**
 * Reads `Condition`: operators, keys and values. Booleans and numbers count as the text that they are written as. Gives what is wrong
 * where AWS would refuse it. `rest`: the statement may have elements that only the apply will tell.
 */
export function readConditions(value: Value, rest: Unknown | undefined): Conditions | string {
  if (value.kind === 'absent') return rest === undefined ? { items: [] } : { items: [], rest }
  if (value.kind === 'unknown') return { items: [], rest: value.unknown }
  if (value.kind !== 'map') return 'the `Condition` of a statement is no object'
  const items: StatementCondition[] = []
  let open = value.rest
  for (const [name, keys] of value.entries) {
    const written = parseOperator(name)
    if (written === undefined) return 'the `Condition` of a statement has an operator that there is not'
    if (keys.kind === 'unknown') open ??= keys.unknown
    else if (keys.kind !== 'map') return 'the keys of a condition are no object'
    else {
      open ??= keys.rest
      for (const [key, given] of keys.entries) {
        const values = readTexts(given, true)
        if (values === undefined) return 'the values of a condition are neither a text nor a list of texts'
        const { operator, modifier, ifExists } = written
        items.push({
          operator: operator.name.toLowerCase(),
          ...(modifier === undefined ? {} : { modifier }),
          ifExists,
          key,
          values,
        })
      }
    }
  }
  return open === undefined ? { items } : { items, rest: open }
}
