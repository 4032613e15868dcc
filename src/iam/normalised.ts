import { ABSENT, type Unknown, type Value } from '../plan/value.ts'
import type { Listed, Principals, Statement, Text, Texts } from './document.ts'
import { EVERYONE } from './principals.ts'
import { textValue, wholeText } from './texts.ts'
import { mayBeEveryone } from './who.ts'

/** The actions of a statement as a set of texts. `NotAction` of an Allow is every action; of a Deny it cannot be said. */
export function actionsOf(statement: Statement): Value {
  return namesOf(statement.actions, statement, textsValue, [known(EVERYONE)])
}

/** The resources of a statement as a set of texts. */
export function resourcesOf(statement: Statement): Value {
  return namesOf(statement.resources, statement, textsValue, [known(EVERYONE)])
}

/** The principals of a statement as a set of objects with `type` and `id`; everyone has the type and the id `*`. */
export function principalsOf(statement: Statement): Value {
  return namesOf(statement.principals, statement, principalsValue, [
    principal(known(EVERYONE), known(EVERYONE)),
  ])
}

/** Absent where there is none. */
export function sidOf({ sid }: Statement): Value {
  return sid.length === 0 ? ABSENT : textValue(sid)
}

const values = new WeakMap<Statement, Value>()

/** All of a statement in the normal form, for paths that start at it. */
export function statementValue(statement: Statement): Value {
  const known = values.get(statement)
  if (known !== undefined) return known
  const value = makeValue(statement)
  values.set(statement, value)
  return value
}

function makeValue(statement: Statement): Value {
  const { actions, resources, principals, conditions, effect } = statement
  const conditionValues = conditions.items.map(({ operator, modifier, ifExists, key, values }) =>
    object({
      operator: known(operator),
      modifier: modifier === undefined ? ABSENT : known(modifier),
      if_exists: { kind: 'known', value: ifExists },
      key: known(key),
      values: textsValue(values),
    }),
  )
  return object({
    sid: sidOf(statement),
    effect: textValue(effect),
    actions: memberOf(actions.of, actions.open, textsValue),
    not_actions: memberOf(actions.not, actions.open, textsValue),
    resources: memberOf(resources.of, resources.open, textsValue),
    not_resources: memberOf(resources.not, resources.open, textsValue),
    principals: memberOf(principals.of, principals.open, principalsValue),
    not_principals: memberOf(principals.not, principals.open, principalsValue),
    conditions: set(conditionValues, conditions.rest),
  })
}

function memberOf<Names>(
  names: Names | undefined,
  open: Unknown | undefined,
  print: (names: Names) => Value,
): Value {
  if (names !== undefined) return print(names)
  return open === undefined ? ABSENT : { kind: 'unknown', unknown: open }
}

function namesOf<Names extends Texts | Principals>(
  { of, not, open }: Listed<Names>,
  { effect }: Statement,
  print: (names: Names) => Value,
  everything: readonly Value[],
): Value {
  if (of !== undefined) return print(of)
  if (open !== undefined) return { kind: 'unknown', unknown: open }
  if (not === undefined) return set([], undefined)
  return wholeText(effect) === 'Allow'
    ? set(everything, undefined)
    : { kind: 'unknown', unknown: exceptions(effect) }
}

function exceptions(effect: Text): Unknown {
  const waitsFor = effect.flatMap((part) => (typeof part === 'string' ? [] : part.waitsFor))
  const because = 'what a statement that denies all but some is about cannot be listed'
  return { id: 'all but what a statement names', waitsFor, because }
}

export function textsValue({ items, rest }: Texts): Value {
  return set(items.map(textValue), rest)
}

function principalsValue({ byType, rest }: Principals): Value {
  const elements: Value[] = []
  let open = rest
  for (const [type, texts] of byType) {
    elements.push(...texts.items.map((text) => principal(typeOf(type, text), textValue(text))))
    open ??= texts.rest
  }
  return set(elements, open)
}

/** One of AWS that may turn out to be `*` is everyone then. */
function typeOf(type: string, text: Text): Value {
  const everyone = type === 'AWS' ? mayBeEveryone(text) : undefined
  if (everyone?.kind !== 'unknown') return known(type)
  const waitsFor = everyone.unknowns.flatMap((unknown) => unknown.waitsFor)
  const id = `whether ${everyone.unknowns.map((unknown) => unknown.id).join()} is everyone`
  return { kind: 'unknown', unknown: { id, waitsFor, nonNull: true, nonEmpty: true } }
}

function principal(type: Value, id: Value): Value {
  return object({ type, id })
}

function known(value: string): Value {
  return { kind: 'known', value }
}

function set(elements: readonly Value[], rest: Unknown | undefined): Value {
  return { kind: 'list', form: 'set', elements, ...(rest === undefined ? {} : { rest }) }
}

function object(members: Readonly<Record<string, Value>>): Value {
  return { kind: 'map', form: 'object', entries: new Map(Object.entries(members)) }
}
