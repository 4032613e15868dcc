import type { Interpolation, OperandPart } from '../policy/condition.ts'
import type { Path } from '../policy/path.ts'
import { didYouMean } from '../policy/suggest.ts'
import { checkParameter, readPathText, type Scope } from './policy-scope.ts'
import { quote } from './problems.ts'
import { locateWithin, type YamlScalar } from './yaml-node.ts'

/** Whether a name alone, as in `${arn}`, starts at the value in hand: so it is in the `to` of a relation. */
export type Start = 'name' | 'here'

const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy
const QUOTED = /"(?:[^"\\]|\\.)*"/g
/** Roots that hang on a name: `self.$provider.region`. */
const HANGING: readonly Path['root']['kind'][] = [
  'here',
  'before',
  'change',
  'address',
  'type',
  'module',
  'provider',
  'config',
  'attributes',
]

/**
 * Splits text at its interpolations: `${bucket.arn}`. `$${` writes `${`. Neighbouring literal parts are one. Undefined where
 * an interpolation is wrong; all that are wrong are reported.
 */
export function readTemplate(
  node: YamlScalar,
  scope: Scope,
  start: Start = 'name',
): readonly OperandPart[] | undefined {
  const { text } = node
  const parts: OperandPart[] = []
  let literal = ''
  let isWrong = false
  for (let position = 0; position < text.length; ) {
    if (text.startsWith('$${', position)) {
      literal += '${'
      position += 3
    } else if (text.startsWith('${', position)) {
      const end = findEnd(text, position + 2)
      if (end === undefined) {
        const at = locateWithin(node, position, text.length - position)
        return scope.problems.error(
          'invalid-interpolation',
          at,
          'this interpolation is not closed',
          'write `}` behind it, or `$${` for a literal `${`',
        )
      }
      const interpolation = readInterpolation(node, position + 2, end, scope, start)
      if (interpolation === undefined) isWrong = true
      else {
        if (literal !== '') parts.push(literal)
        literal = ''
        parts.push(interpolation)
      }
      position = end + 1
    } else {
      literal += text[position]
      position += 1
    }
  }
  if (literal !== '') parts.push(literal)
  return isWrong ? undefined : parts
}

/** The closing brace, past quoted keys. */
function findEnd(text: string, from: number): number | undefined {
  let isQuoted = false
  for (let position = from; position < text.length; position += 1) {
    const character = text[position]
    if (character === '\\' && isQuoted) position += 1
    else if (character === '"') isQuoted = !isQuoted
    else if (character === '}' && !isQuoted) return position
  }
  return undefined
}

function readInterpolation(
  node: YamlScalar,
  from: number,
  end: number,
  scope: Scope,
  start: Start,
): Interpolation | undefined {
  const content = node.text.slice(from, end)
  const at = locateWithin(node, from - 2, end - from + 3)
  const locate = (offset: number, length: number) => locateWithin(node, from + offset, length)
  if (/[^\p{L}\p{N}_.$[\]-]/u.test(content.replaceAll(QUOTED, ''))) {
    return scope.problems.error(
      'invalid-interpolation',
      at,
      `${quote(content)} is not a path`,
      'an interpolation holds no functions and no operators',
    )
  }
  NAME.lastIndex = 0
  const root = NAME.exec(content)?.[0]
  const isName = root !== undefined && (root === 'params' || scope.bound.has(root))
  if (start === 'here' && !isName) {
    const path = readPathText(content, scope, locate)
    return path === undefined ? undefined : { root: '', path, at }
  }
  if (root === undefined || !isName) return reportStart(content, root, at, locate, scope)
  const hasDot = content[root.length] === '.'
  const rest = content.slice(root.length + (hasDot ? 1 : 0))
  const offset = content.length - rest.length
  const locateRest = (position: number, length: number) => locate(offset + position, length)
  if (root === 'params' && rest === '') {
    checkParameter(undefined, root.length, scope, locate)
    return undefined
  }
  if (rest === '' && !hasDot) return { root, path: { root: { kind: 'here' }, steps: [], text: '' }, at }
  const path = readPathText(rest, scopeOfName(root, scope), locateRest)
  if (path === undefined) return undefined
  if (!HANGING.includes(path.root.kind)) {
    return scope.problems.error(
      'invalid-interpolation',
      locateRest(0, rest.length),
      `${quote(rest)} cannot hang on a name`,
    )
  }
  if (root === 'params' && !checkParameter(path.steps[0], 0, scope, locateRest)) return undefined
  return { root, path, at }
}

/** A path behind a name starts at what the name stands for. */
function scopeOfName(name: string, scope: Scope): Scope {
  if (name === 'self') return { ...scope, here: scope.self ?? scope.here, inElement: false }
  return { ...scope, here: 'resource' }
}

function reportStart(
  content: string,
  root: string | undefined,
  at: YamlScalar['at'],
  locate: (offset: number, length: number) => YamlScalar['at'],
  scope: Scope,
): undefined {
  const { problems, bound } = scope
  if (root === undefined) {
    const help = content.startsWith('$')
      ? `write \`self.${content}\``
      : 'it starts with `self`, `params` or a name that `as` binds'
    return problems.error('invalid-interpolation', at, `${quote(content)} is no interpolation`, help)
  }
  return problems.error(
    'unknown-name',
    locate(0, root.length),
    `nothing here is called ${quote(root)}`,
    helpForRoot(root, content, bound),
  )
}

/** What Terraform's own expressions start with: a policy sees values only. */
const OF_CONFIGURATION = ['var', 'local', 'data', 'module', 'each', 'count', 'path', 'terraform']
/** What people write for `params`. */
const OF_PARAMETERS = ['parameters', 'parameter', 'param', 'variables']

function helpForRoot(root: string, content: string, bound: ReadonlySet<string>): string {
  const rest = content.slice(root.length)
  if (OF_PARAMETERS.includes(root)) return `write \`\${params${rest}}\``
  const near = didYouMean(root, ['params', ...bound])
  if (near !== undefined) return near
  if (OF_CONFIGURATION.includes(root))
    return 'a policy sees the values of the plan and not its expressions: write `${self.ATTRIBUTE}`, or `${params.NAME}` for a parameter'
  return `an attribute of the resource is \`\${self.${quote(content).slice(1, -1)}}\`; a name that \`as\` binds is known inside its \`where\` only`
}
