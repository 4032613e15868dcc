import type { Unknown } from '../../../plan/value.ts'
import { type MakeUnknown, mayBeEmpty, type PolicyDocument, type Statement } from './model.ts'
import { areDifferent, compareBytes, isNonEmpty, orderOf, stringOf, type Text, wholeText } from './strings.ts'

/**
 * Merges documents one after the other: a later id wins, a greater version wins, a statement replaces in place the one with the same
 * sid, and all others are appended. What an unknown sid or an unknown document may have replaced is no longer certain; statements
 * without a sid always stay. Source: provider `policy_model.go`, `IAMPolicyDoc.Merge`.
 */
export function mergeDocuments(documents: readonly PolicyDocument[], unknown: MakeUnknown): PolicyDocument {
  const [first, ...others] = documents
  if (first === undefined) return { version: [], id: [], statements: [], isOrdered: true }
  return others.reduce(
    (base, next) => ({
      id: laterId(base.id, next.id, unknown),
      version: greaterVersion(base.version, next.version, unknown),
      ...mergeStatements(base, next, unknown),
    }),
    first,
  )
}

function laterId(before: Text, after: Text, unknown: MakeUnknown): Text {
  if (after.length === 0 || orderOf(before, after) === 0) return before
  if (isNonEmpty(after) || before.length === 0) return after
  return [unknown('Id', [stringOf(before), stringOf(after)], { nonEmpty: isNonEmpty(before) })]
}

function greaterVersion(before: Text, after: Text, unknown: MakeUnknown): Text {
  const [one, other] = [wholeText(before), wholeText(after)]
  if (one !== undefined && other !== undefined) return compareBytes(other, one) > 0 ? after : before
  if (one === '' || orderOf(before, after) === 0) return after
  if (other === '') return before
  return [
    unknown('Version', [stringOf(before), stringOf(after)], {
      nonEmpty: isNonEmpty(before) || isNonEmpty(after),
    }),
  ]
}

/** More unknown sids than this are not compared one by one. */
const MANY = 200

type Statements = Pick<PolicyDocument, 'statements' | 'isOrdered' | 'rest'>

/** INVARIANT: no two statements of `base` have the same known sid, for it is a merged document itself. */
function mergeStatements(base: Statements, next: Statements, unknown: MakeUnknown): Statements {
  const further = next.rest ?? tooManySids([...base.statements, ...next.statements], unknown)
  if (further !== undefined) return mergeOpen(base, next, further, unknown)
  const statements = [...base.statements]
  const places = new Map<string, number>()
  const undecided = new Set<number>()
  let isOrdered = base.isOrdered && next.isOrdered

  function append(statement: Statement): void {
    const sid = wholeText(statement.sid)
    if (sid === undefined) undecided.add(statements.length)
    else if (sid !== '') places.set(sid, statements.length)
    statements.push(statement)
  }

  /** Each of these may have been replaced. */
  function widenAll(indexes: readonly number[], by: Statement): void {
    for (const index of indexes) {
      const statement = statements[index]
      if (statement !== undefined) statements[index] = widen(statement, index, by.sid, unknown)
    }
    isOrdered = false
  }

  function mayEqual(index: number, sid: Text): boolean {
    const other = statements[index]?.sid
    return other !== undefined && other.length > 0 && !areDifferent(other, sid)
  }

  for (const [index, { sid }] of base.statements.entries()) {
    const known = wholeText(sid)
    if (known === undefined) undecided.add(index)
    else if (known !== '') places.set(known, index)
  }
  for (const statement of next.statements) {
    const sid = wholeText(statement.sid)
    const place = sid === undefined || sid === '' ? undefined : places.get(sid)
    if (place !== undefined) statements[place] = statement
    else if (sid === '') append(statement)
    else {
      const candidates = [...undecided, ...(sid === undefined ? places.values() : [])]
      const possible = candidates.filter((index) => mayEqual(index, statement.sid))
      if (possible.length > 0 || base.rest !== undefined) widenAll(possible, statement)
      append(statement)
    }
  }
  return { statements, isOrdered, ...(base.rest === undefined ? {} : { rest: base.rest }) }
}

function tooManySids(statements: readonly Statement[], unknown: MakeUnknown): Unknown | undefined {
  const open = statements.filter(({ sid }) => wholeText(sid) === undefined)
  if (open.length <= MANY) return undefined
  return unknown(
    'Statement',
    open.map(({ sid }) => stringOf(sid)),
    { because: 'too many of its sids are unknown' },
  )
}

/** Statements that nobody knows may replace every other that has a sid. */
function mergeOpen(base: Statements, next: Statements, rest: Unknown, unknown: MakeUnknown): Statements {
  const statements = [...base.statements, ...next.statements].map((statement, index) =>
    statement.sid.length === 0 ? statement : widen(statement, index, [rest], unknown),
  )
  return { statements, isOrdered: false, rest }
}

/** What certainly stays of a statement that another one may have replaced: a statement with this sid. */
function widen({ sid }: Statement, index: number, by: Text, unknown: MakeUnknown): Statement {
  const rest = unknown(`Statement[${index}]`, [stringOf(sid), stringOf(by)], {
    because: 'a statement with an unknown `Sid` may replace it',
  })
  return { sid, rest, members: mayBeEmpty(sid) ? new Map() : new Map([['Sid', stringOf(sid)]]) }
}
