import { readNetworkOrAddress } from '../plan/ip-network.ts'
import { isNumber } from '../plan/number.ts'
import type { Json } from '../plan/plan-document.ts'
import type { Operand, OperandPart, OperatorName } from '../policy/condition.ts'
import { compilePattern, isInsideOfPiece } from '../policy/pattern.ts'
import { readVersion } from '../policy/version.ts'
import { describe, readJson } from './fields.ts'
import type { Scope } from './policy-scope.ts'
import { readTemplate } from './policy-template.ts'
import { quote } from './problems.ts'
import type { YamlNode, YamlScalar } from './yaml-node.ts'

/** What an operator takes on its other side. */
type Kind = 'value' | 'list' | 'keys' | 'number' | 'text' | 'pattern' | 'version' | 'networks' | 'flag'

const KINDS: Readonly<Record<OperatorName, Kind>> = {
  equals: 'value',
  not_equals: 'value',
  in: 'list',
  not_in: 'list',
  gt: 'number',
  gte: 'number',
  lt: 'number',
  lte: 'number',
  matches: 'pattern',
  not_matches: 'pattern',
  like: 'text',
  starts_with: 'text',
  ends_with: 'text',
  prefix_of: 'text',
  contains: 'value',
  contains_all: 'list',
  contains_any: 'list',
  contains_none: 'list',
  has_keys: 'keys',
  version_equals: 'version',
  version_gt: 'version',
  version_gte: 'version',
  version_lt: 'version',
  version_lte: 'version',
  cidr_within: 'networks',
  cidr_overlaps: 'networks',
  is_world: 'flag',
}

/** Reads the other side of an operator and checks what can be checked without a plan. */
export function readOperand(operator: OperatorName, node: YamlNode, scope: Scope): Operand | undefined {
  const operand = readAny(node, scope)
  if (operand === undefined) return undefined
  if (operand.kind === 'interpolated')
    return checkInterpolated(operator, operand, node, scope) ? operand : undefined
  const isList = operand.kind === 'list' || Array.isArray(operand.value)
  const value: Json | undefined = operand.kind === 'literal' ? operand.value : undefined
  const needs = (what: string, help?: string): undefined =>
    scope.problems.error(
      'invalid-operand',
      node.at,
      `\`${operator}\` needs ${what}, not ${describe(node)}`,
      help,
    )
  switch (KINDS[operator]) {
    case 'value':
      return operand
    case 'list':
      return isList
        ? operand
        : needs('a list', `write \`${operator}: [${node.kind === 'scalar' ? node.text : '…'}]\``)
    case 'keys':
      if (!isList) return needs('a list of keys')
      return checkKeys(node, scope) ? operand : undefined
    case 'number':
      if (isNumber(value)) return operand
      return needs('a number', typeof value === 'string' && isDigits(value) ? 'remove the quotes' : undefined)
    case 'text':
      return typeof value === 'string' ? operand : needs('text', quoteHelp(node))
    case 'pattern':
      if (typeof value !== 'string') return needs('a regular expression', quoteHelp(node))
      return checkPattern(value, node, scope) ? operand : undefined
    case 'version':
      if (typeof value !== 'string') return needs('a version, which is text', quoteHelp(node))
      return checkVersion(value, node, scope) ? operand : undefined
    case 'networks':
      return checkNetworks(operator, node, scope) ? operand : undefined
    case 'flag':
      return typeof value === 'boolean' ? operand : needs('true or false')
  }
}

function checkVersion(text: string, node: YamlNode, scope: Scope): boolean {
  if (readVersion(text) !== undefined) return true
  const help =
    'a version is numbers between dots, such as "8.0", after a name perhaps, and before anything else'
  scope.problems.error('invalid-version', node.at, `${quote(text)} is no version`, help)
  return false
}

/** A network or a list of them; those with interpolations are told by a plan only. */
function checkNetworks(operator: OperatorName, node: YamlNode, scope: Scope): boolean {
  const items = node.kind === 'list' ? node.items : [node]
  const wrong = items.find(
    (item) =>
      item.kind !== 'scalar' ||
      typeof item.value !== 'string' ||
      (!item.text.includes('${') && readNetworkOrAddress(item.text) === undefined),
  )
  if (wrong === undefined) return true
  if (wrong.kind === 'scalar' && typeof wrong.value === 'string') {
    scope.problems.error(
      'invalid-network',
      wrong.at,
      `${quote(wrong.text)} is neither a network nor an address`,
      'a network is written as "10.0.0.0/8" or "2001:db8::/32"',
    )
  } else {
    scope.problems.error(
      'invalid-operand',
      wrong.at,
      `\`${operator}\` needs networks, not ${describe(wrong)}`,
    )
  }
  return false
}

/** One interpolation alone keeps its type, which only a plan tells; beside other text it becomes text. */
function checkInterpolated(
  operator: OperatorName,
  { parts }: Extract<Operand, { kind: 'interpolated' }>,
  node: YamlNode,
  scope: Scope,
): boolean {
  const kind = KINDS[operator]
  if (kind === 'pattern') return checkInterpolatedPattern(parts, node, scope)
  if (kind === 'flag' && parts.length > 1) {
    scope.problems.error('invalid-operand', node.at, `\`${operator}\` needs true or false, not text`)
    return false
  }
  if (parts.length === 1 || (kind !== 'list' && kind !== 'keys')) return true
  scope.problems.error('invalid-operand', node.at, `\`${operator}\` needs a list, not text`)
  return false
}

/** Interpolated text is literal, and one piece of its pattern. */
function checkInterpolatedPattern(parts: readonly OperandPart[], node: YamlNode, scope: Scope): boolean {
  let pattern = ''
  for (const part of parts) {
    if (typeof part !== 'string' && isInsideOfPiece(pattern)) {
      scope.problems.error(
        'invalid-pattern',
        part.at,
        'an interpolation cannot stand inside `[…]` or behind `\\`: its text is literal',
        'write alternatives: `(a|b)`',
      )
      return false
    }
    pattern += typeof part === 'string' ? part : '(?:x)'
  }
  return checkPattern(pattern, node, scope)
}

function isDigits(text: string): boolean {
  return /^-?[0-9]+(?:\.[0-9]+)?$/.test(text)
}

function quoteHelp(node: YamlNode): string | undefined {
  return node.kind === 'scalar' && node.value !== null ? `write it in quotes: "${node.text}"` : undefined
}

function checkKeys(node: YamlNode, scope: Scope): boolean {
  const wrong =
    node.kind === 'list'
      ? node.items.find((item) => item.kind !== 'scalar' || typeof item.value !== 'string')
      : undefined
  if (wrong === undefined) return true
  scope.problems.error(
    'invalid-operand',
    wrong.at,
    `a key must be text, not ${describe(wrong)}`,
    quoteHelp(wrong),
  )
  return false
}

function checkPattern(text: string, node: YamlNode, scope: Scope): boolean {
  const pattern = compilePattern(text)
  if (!('problem' in pattern)) return true
  scope.problems.error(
    'invalid-pattern',
    node.at,
    `${quote(node.kind === 'scalar' ? node.text : text)} is not a regular expression: ${pattern.problem}`,
    'the syntax is that of RE2, which has no look-around and no back-references',
  )
  return false
}

function readAny(node: YamlNode, scope: Scope): Operand | undefined {
  switch (node.kind) {
    case 'scalar':
      return readScalar(node, scope)
    case 'list': {
      const elements = node.items.map((item) => readAny(item, scope))
      if (!elements.every((element) => element !== undefined)) return undefined
      return elements.every((element) => element.kind === 'literal')
        ? { kind: 'literal', value: elements.map(({ value }) => value) }
        : { kind: 'list', elements }
    }
    case 'map':
      return readMapping(node, scope)
  }
}

function readScalar(node: YamlScalar, scope: Scope): Operand | undefined {
  if (node.value === null) {
    return scope.problems.error(
      'operand-null',
      node.at,
      node.text === '' ? 'nothing is written here to compare with' : 'nothing can be compared with null',
      'write `{ present: false }` to ask whether something is not there',
    )
  }
  if (node.plain && typeof node.value === 'string' && /^(?:yes|no|on|off)$/i.test(node.value)) {
    return scope.problems.error(
      'ambiguous-boolean',
      node.at,
      `\`${node.text}\` is text in YAML 1.2, not a boolean`,
      `write true or false, or "${node.text}" in quotes if the text is meant`,
    )
  }
  if (typeof node.value === 'string') {
    const parts = readTemplate(node, scope)
    if (parts === undefined) return undefined
    const literal = parts.every((part) => typeof part === 'string')
    return literal ? { kind: 'literal', value: parts.join('') } : { kind: 'interpolated', parts }
  }
  const value = readJson(node, scope.problems)
  return value === undefined ? undefined : { kind: 'literal', value }
}

/** Operands have no node for an interpolation inside a mapping. */
function readMapping(node: YamlNode & { kind: 'map' }, scope: Scope): Operand | undefined {
  const members: [string, Json][] = []
  let isWrong = false
  for (const { key, value } of node.entries) {
    if (value.kind === 'scalar' && value.value === null) {
      members.push([key.text, null])
      continue
    }
    const member = readAny(value, scope)
    if (member?.kind === 'literal') members.push([key.text, member.value])
    else isWrong = true
    if (member !== undefined && member.kind !== 'literal') {
      scope.problems.error(
        'interpolation-in-mapping',
        value.at,
        'an interpolation cannot stand inside a mapping that is compared as a whole',
        'test the members one by one',
      )
    }
  }
  return isWrong ? undefined : { kind: 'literal', value: Object.fromEntries(members) }
}
