import type { Location } from '../diagnostic.ts'
import type { Condition } from '../policy/condition.ts'
import { type Path, parsePath, ROOT_NAMES } from '../policy/path.ts'
import { didYouMean } from '../policy/suggest.ts'
import { PLAN_FACTS, VIEWS } from '../policy/view.ts'
import { readText } from './fields.ts'
import { enumerate, type Problems, quote } from './problems.ts'
import { locateWithin, type YamlNode, type YamlScalar } from './yaml-node.ts'

/** What can be named at a place of a policy, and where problems go. */
export interface Scope {
  readonly problems: Problems
  /** `self` and the names that `as` has bound around the place. */
  readonly bound: ReadonlySet<string>
  /** What the value in hand is, or what it is an element of. */
  readonly here: SubjectKind
  /** What `self` is; absent while a rule's own match is read. */
  readonly self?: SubjectKind
  /** Whether the value in hand is an element of a list or map. */
  readonly inElement: boolean
  /** Whether it is a statement of an IAM policy document, so that bare keys ask about statements. */
  readonly inStatement?: boolean
  /** Whether it is what a text holds, which has neither key nor index. */
  readonly inContent?: boolean
  readonly parameters: ParameterNames
  readonly definitions: Definitions
  /** The definitions that are being put in around the place. */
  readonly using: readonly string[]
  /** Quantifiers and relations hold conditions, and conditions hold them. */
  readonly readCondition: (node: YamlNode, scope: Scope) => Condition | undefined
}

/** What conditions are about: a resource, the plan, a row of a view, or a node of the plan's JSON. */
export type SubjectKind = 'resource' | 'plan' | 'row' | 'node'

/** A condition under a name. It is read where it is used, so its paths start at the value in hand there. */
export interface Definition {
  readonly key: YamlScalar
  readonly parameters: readonly string[]
  readonly condition: YamlNode
}

export interface Definitions {
  readonly declared: ReadonlyMap<string, Definition>
  readonly used: Set<string>
}

export interface ParameterNames {
  readonly declared: ReadonlySet<string>
  readonly used: Set<string>
}

const NAME = /^[\p{L}_][\p{L}\p{N}_-]*$/u
const TAKEN: readonly string[] = ['params', 'arguments', ...ROOT_NAMES.map((name) => name.slice(1))]

const ELEMENT_ROOTS: readonly string[] = ['$value', '$key']

/** Reads the name after `as`, which must be new. */
export function readBinding(node: YamlNode, scope: Scope): string | undefined {
  const name = readText(node, 'as', scope.problems)
  if (name === undefined) return undefined
  if (!NAME.test(name)) {
    return scope.problems.error(
      'invalid-name',
      node.at,
      `${quote(name)} cannot be a name`,
      'a name is letters, digits, `_` and `-`',
    )
  }
  if (TAKEN.includes(name) || scope.bound.has(name)) {
    return scope.problems.error(
      'name-taken',
      node.at,
      `${quote(name)} already means something here`,
      'choose another name',
    )
  }
  return name
}

export function bind(scope: Scope, name: string | undefined): Scope {
  return name === undefined ? scope : { ...scope, bound: new Set(scope.bound).add(name) }
}

/** Reads a path as a key or a value of a policy writes it. */
export function readPath(node: YamlScalar, scope: Scope): Path | undefined {
  return readPathText(node.text, scope, (offset, length) => locateWithin(node, offset, length))
}

/** `locate` finds the place of a part of `text`. */
export function readPathText(
  text: string,
  scope: Scope,
  locate: (offset: number, length: number) => Location,
): Path | undefined {
  const path = parsePath(text, scope.bound)
  if ('message' in path) {
    const name = /^\$[\p{L}\p{N}_-]+/u.exec(text)?.[0]
    const isName = path.offset === 0 && name !== undefined
    const code = isName ? 'unknown-name' : 'invalid-path'
    const at = locate(path.offset, isName ? name.length : 1)
    return scope.problems.error(code, at, path.message, isName ? suggestRoot(name, scope) : suggestPath(text))
  }
  return checkRoot(path, scope, locate) ? path : undefined
}

/** What is meant by a path that has wildcards, or is written like an interpolation. */
function suggestPath(text: string): string | undefined {
  const inner = /^\$\{(.*)\}$/.exec(text)?.[1]
  if (inner !== undefined) return `a path stands without \`\${…}\`: write ${quote(inner)}`
  const [, list, rest = ''] = /^(.+?)(?:\[\*\]|\.\*)\.?(.*)$/.exec(text) ?? []
  if (list === undefined) return undefined
  return `write \`${list}: { some: ${rest === '' ? '…' : `{ ${rest}: … }`} }\`, with \`each\` or \`none\` where they are meant`
}

function suggestRoot(name: string, scope: Scope): string {
  const roots = ROOT_NAMES.filter((root) => scope.inElement || !ELEMENT_ROOTS.includes(root))
  const names = [...roots, ...[...scope.bound].map((bound) => `$${bound}`)]
  return didYouMean(name, names) ?? `${enumerate([...new Set(names)], 'and')} can stand here`
}

function checkRoot(path: Path, scope: Scope, locate: (offset: number, length: number) => Location): boolean {
  const [first] = path.steps
  switch (path.root.kind) {
    case 'params':
      return checkParameter(first, '$params.'.length, scope, locate)
    case 'value':
    case 'key':
      if (scope.here === 'node') return true
      if (scope.inElement && !(path.root.kind === 'key' && scope.inContent)) return true
      scope.problems.error(
        'root-not-here',
        locate(0, path.root.kind.length + 1),
        `\`$${path.root.kind}\` only has a meaning inside \`some\`, \`each\`, \`none\` or \`count\``,
      )
      return false
    case 'bound':
      if (path.root.name !== 'self') return true
      if (path.steps.length > 0) return checkMember(path, scope.self ?? scope.here, scope, locate)
      scope.problems.error(
        'invalid-path',
        locate(0, path.text.length),
        '`$self` is a whole resource, and no value that could be tested',
        'write `$self.NAME` for an attribute of it',
      )
      return false
    case 'here':
      if (path.steps.length < 2 || (first !== 'self' && first !== 'params')) {
        return scope.inElement || checkMember(path, scope.here, scope, locate)
      }
      scope.problems.error(
        'invalid-path',
        locate(0, first.length),
        `${quote(path.text)} starts at an attribute called \`${first}\``,
        `write \`$${path.text}\``,
      )
      return false
    case 'before':
    case 'change':
    case 'address':
    case 'type':
    case 'module':
    case 'provider':
    case 'config':
    case 'attributes':
      return checkResourceRoot(path.root.kind, scope, locate)
  }
}

/** Roots that only a resource has, or what stands in one. */
function checkResourceRoot(
  root: string,
  scope: Scope,
  locate: (offset: number, length: number) => Location,
): boolean {
  if (scope.here === 'resource' || scope.here === 'row') return true
  const subject = scope.here === 'plan' ? 'the plan as a whole' : 'the JSON of the plan'
  scope.problems.error(
    'root-not-here',
    locate(0, root.length + 1),
    `\`$${root}\` is of a resource, and this is about ${subject}`,
    scope.here === 'plan'
      ? 'ask it where resources are counted: `count: { of: { type: …, where: … } }`'
      : undefined,
  )
  return false
}

/** What stands in a row or in the plan is a fixed set: a misspelt name there would never hold. */
function checkMember(
  path: Path,
  kind: SubjectKind,
  scope: Scope,
  locate: (offset: number, length: number) => Location,
): boolean {
  const [first] = path.steps
  const known: readonly string[] | undefined =
    kind === 'plan' ? PLAN_FACTS : kind === 'row' ? VIEWS.network_rule : undefined
  if (known === undefined || typeof first !== 'string' || known.includes(first)) return true
  const offset = path.text.indexOf(first)
  const subject = kind === 'plan' ? 'a plan' : 'a row of this view'
  scope.problems.error(
    'no-such-attribute',
    locate(offset === -1 ? 0 : offset, first.length),
    `${subject} has no ${quote(first)}`,
    didYouMean(first, known) ?? `it has ${enumerate(known, 'and')}`,
  )
  return false
}

/** Whether the parameter of a path is declared. `offset` is where its name begins. */
export function checkParameter(
  name: string | number | undefined,
  offset: number,
  scope: Scope,
  locate: (offset: number, length: number) => Location,
): boolean {
  const { declared, used } = scope.parameters
  if (typeof name === 'string' && declared.has(name)) {
    used.add(name)
    return true
  }
  if (typeof name !== 'string') {
    scope.problems.error(
      'unknown-parameter',
      locate(0, offset),
      'the name of a parameter must follow `params`',
    )
    return false
  }
  scope.problems.error(
    'unknown-parameter',
    locate(offset, name.length),
    `no parameter is called ${quote(name)}`,
    didYouMean(name, declared) ?? 'declare it under `parameters`',
  )
  return false
}
