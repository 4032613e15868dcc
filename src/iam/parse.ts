import { decodeJson } from '../plan/decode-json.ts'
import type { ListValue, MapValue, Unknown, Value } from '../plan/value.ts'
import type { MalformedStatement, PolicyDocument, Statement } from './document.ts'
import { type Members, readMembers } from './members.ts'
import { parseStatement } from './statement.ts'
import { readText, wholeText } from './texts.ts'

const NO_POLICY: PolicyDocument = { kind: 'document', statements: [], mayCoincide: false }

/** Documents are asked by many rules. */
const parsed = new WeakMap<Value, PolicyDocument>()

/**
 * Reads what an attribute holds as an IAM policy document: JSON text, text with unknown parts, or a document that was decoded before.
 * Null, absent and the empty text are no policy, which has no statements. Element names may stand in any case, as services accept
 * them. Source: IAM user guide, "Grammar of the IAM JSON policy language".
 */
export function parsePolicy(value: Value): PolicyDocument {
  const before = parsed.get(value)
  if (before !== undefined) return before
  const document = parse(value)
  parsed.set(value, document)
  return document
}

function parse(value: Value): PolicyDocument {
  if (value.kind === 'null' || value.kind === 'absent') return NO_POLICY
  if (value.kind === 'known' && value.value === '') return NO_POLICY
  if (value.kind === 'map') return parseDocument(value)
  const decoded = decodeJson(value)
  if (decoded === undefined) return malformed('it is no text')
  switch (decoded.kind) {
    case 'invalid':
      return malformed(decoded.message)
    case 'open':
      return decoded
    case 'value':
      if (decoded.value.kind === 'map') return parseDocument(decoded.value)
      if (decoded.value.kind === 'unknown') return { kind: 'open', unknowns: [decoded.value.unknown] }
      return malformed('it is no object')
  }
}

function malformed(message: string): PolicyDocument {
  return { kind: 'malformed', message }
}

function parseDocument(map: MapValue): PolicyDocument {
  const members = readMembers(map, ['Version', 'Id', 'Statement'], 'a policy')
  if (typeof members === 'string') return malformed(members)
  const list = members.at('Statement')
  if (list.kind === 'absent') {
    return members.rest === undefined
      ? malformed('it has no `Statement`')
      : { kind: 'document', statements: [], rest: members.rest, mayCoincide: false }
  }
  const variables = hasVariables(members)
  if (list.kind === 'map') return document([parseStatement(list, 0, variables)], undefined, false)
  if (list.kind === 'unknown') return document([], list.unknown, false)
  if (list.kind !== 'list') return malformed('its `Statement` is neither a statement nor a list of them')
  return parseStatements(list, variables)
}

function parseStatements(list: ListValue, variables: boolean | undefined): PolicyDocument {
  const statements = list.elements.map((element, index) => parseStatement(element, index, variables))
  return document(statements, list.rest, list.form === 'set')
}

function document(
  statements: readonly (Statement | MalformedStatement)[],
  rest: Unknown | undefined,
  mayCoincide: boolean,
): PolicyDocument {
  return { kind: 'document', statements, mayCoincide, ...(rest === undefined ? {} : { rest }) }
}

/** Without a version a document is of 2008-10-17, which has no policy variables. Undefined where it is not known. */
function hasVariables(members: Members): boolean | undefined {
  const version = members.at('Version')
  if (version.kind === 'absent') return members.rest === undefined ? false : undefined
  const text = readText(version)
  const whole = text === undefined ? '' : wholeText(text)
  return whole === undefined ? undefined : whole !== '2008-10-17'
}
