import type { Value } from '../../plan/value.ts'
import { HclFailure } from '../failure.ts'
import { callFunction } from '../functions/index.ts'
import { combineMarks, deepMarks, inherit, NO_MARKS } from '../marks.ts'
import { opaque, unknownValue, untold } from '../opaque.ts'
import type { Call, Expression, ObjectConstructor } from '../syntax/syntax.ts'
import { DYNAMIC, typeOf } from '../types.ts'
import { attributeOf, elementAt, elementsOf } from './access.ts'
import { chooseArm } from './conditional.ts'
import { evaluateForObject, evaluateForTuple } from './for.ts'
import { isSpent, limited, refused } from './limits.ts'
import { applyBinary, applyUnary } from './operators.ts'
import { bind, force, type Node, type Scope } from './scope.ts'
import { renderParts } from './template.ts'

/** The name under which a splat binds its element: no identifier, so no configuration can have it. */
const ELEMENT = '*'

/**
 * What an expression will be once the plan is applied. Parts that depend on unknowns stay unknown, as exactly as can be expressed:
 * whatever is said holds for every value that the apply may give them. Throws `HclFailure` where Terraform certainly reports an error.
 * Source: HCL native syntax specification, and hashicorp/hcl `hclsyntax/expression.go` where it is silent.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  return force(evaluateNode(expression, scope))
}

/** Deeper than anything that people write, names that lead to further expressions included; guards the recursion. */
const MAX_DEPTH = 1500
let depth = 0

/** The same, as far as it is asked for. */
export function evaluateNode(expression: Expression, scope: Scope): Node {
  if (scope.budget !== undefined) scope.budget.steps -= 1
  if (depth > MAX_DEPTH || isSpent(scope.budget)) {
    scope.functions.mayFail?.()
    return refused('the expression is too large to be evaluated')
  }
  depth += 1
  try {
    const node = evaluateKind(expression, scope)
    return node.kind === 'deferred' ? node : limited(node)
  } finally {
    depth -= 1
  }
}

function evaluateKind(expression: Expression, scope: Scope): Node {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'template': {
      if (expression.fault !== undefined) throw new HclFailure(expression.fault.message)
      const [part] = expression.parts
      if (expression.wraps && part?.kind === 'interpolation') return evaluateNode(part.expression, scope)
      return renderParts(expression.parts, scope, evaluateNode)
    }
    case 'variable': {
      const found = scope.lookup(expression.name)
      if (found === undefined) throw new HclFailure(`there is no variable named "${expression.name}"`)
      return found
    }
    case 'attribute':
      return attributeOf(evaluateNode(expression.of, scope), expression.name, scope)
    case 'index':
      return elementAt(evaluateNode(expression.of, scope), evaluate(expression.key, scope), scope)
    case 'splat':
      return evaluateSplat(expression, scope)
    case 'splat-element':
      return scope.lookup(ELEMENT) ?? { kind: 'null' }
    case 'call':
      return evaluateCall(expression, scope)
    case 'conditional':
      return chooseArm(evaluate(expression.condition, scope), expression, scope, evaluateNode)
    case 'binary':
      return applyBinary(
        expression.operator,
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
        scope,
      )
    case 'unary':
      return applyUnary(expression.operator, evaluate(expression.operand, scope), scope)
    case 'tuple':
      return {
        kind: 'list',
        form: 'tuple',
        elements: expression.elements.map((element) => evaluate(element, scope)),
      }
    case 'object':
      return evaluateObject(expression, scope)
    case 'for-tuple':
      return evaluateForTuple(expression, scope, evaluateNode)
    case 'for-object':
      return evaluateForObject(expression, scope, evaluateNode)
  }
}

function evaluateSplat(expression: Expression & { kind: 'splat' }, scope: Scope): Value {
  const source = evaluateNode(expression.of, scope)
  const found = elementsOf(source, scope)
  if (found.kind === 'unknown') return untold('splat', [found.value], { nonNull: true })
  const elements = found.elements.map(({ node }) =>
    force(evaluateNode(expression.each, bind(scope, new Map([[ELEMENT, node]])))),
  )
  // Terraform tries what stands behind the splat on the type of the elements where there are none.
  if (found.form === 'list' && elements.length === 0 && source.kind === 'list') {
    const { elementType = DYNAMIC } = source
    const element = unknownValue({ id: 'no element', waitsFor: [], nonNull: true, type: elementType })
    const tried = { ...scope, functions: { ...scope.functions, mayFail: () => {} } }
    const value = force(evaluateNode(expression.each, bind(tried, new Map([[ELEMENT, element]]))))
    return { kind: 'list', form: 'list', elements, elementType: typeOf(value), ...found.marks }
  }
  return found.form === 'list'
    ? { kind: 'list', form: 'list', elements, ...found.marks }
    : { kind: 'list', form: 'tuple', elements, ...found.marks }
}

/** Keys are converted to strings; a key that is not known leaves nothing certain of the object but that it is one. */
function evaluateObject({ items }: ObjectConstructor, scope: Scope): Value {
  const entries = new Map<string, Value>()
  let marks = NO_MARKS
  const evaluated = items.map(({ key, value }) => [evaluate(key, scope), evaluate(value, scope)] as const)
  for (const [key, value] of evaluated) {
    const name = textOfKey(key)
    marks = combineMarks(marks, deepMarks(key))
    if (name === undefined) {
      scope.functions.mayFail?.()
      return opaque('object', evaluated.flat(), { nonNull: true })
    }
    entries.set(name, value)
  }
  return inherit({ kind: 'map', form: 'object', entries }, marks)
}

function textOfKey(key: Value): string | undefined {
  const text = callFunction('tostring', [key], {})
  if (text.kind === 'null' || text.kind === 'absent') throw new HclFailure('a key must not be null')
  return text.kind === 'known' && typeof text.value === 'string' ? text.value : undefined
}

function evaluateCall(call: Call, scope: Scope): Value {
  if (call.name === 'try' || call.name === 'can') return evaluateAttempts(call, scope)
  const args = call.arguments.map((argument) => evaluate(argument, scope))
  const expanded = call.expands ? expandLast(args) : args
  if (expanded === undefined) {
    scope.functions.mayFail?.()
    return opaque(`${call.name}...`, args)
  }
  return callFunction(call.name, expanded, scope.functions)
}

/** `f(list...)`; `undefined` where the list's length or order is not certain. */
function expandLast(args: readonly Value[]): readonly Value[] | undefined {
  const last = args.at(-1)
  if (last?.kind === 'unknown') return undefined
  if (last?.kind !== 'list') throw new HclFailure('the expanded argument must be a list')
  if (last.rest !== undefined || last.form === undefined) return undefined
  const marks = last.sensitive === true ? { sensitive: true } : {}
  return [...args.slice(0, -1), ...last.elements.map((element) => ({ ...element, ...marks }))]
}

/** `try` takes the first argument that Terraform can evaluate, `can` says whether it can. Source: hcl `ext/tryfunc`. */
function evaluateAttempts(call: Call, scope: Scope): Value {
  const seen: Value[] = []
  let uncertain = false
  for (const argument of call.arguments) {
    let mayFail = false
    const attempt: Scope = {
      ...scope,
      functions: {
        ...scope.functions,
        mayFail: () => {
          mayFail = true
        },
      },
    }
    try {
      const value = evaluate(argument, attempt)
      seen.push(value)
      if (call.name === 'can')
        return mayFail ? untold('can', seen, { type: { kind: 'bool' }, nonNull: true }) : TRUE
      if (!mayFail) return uncertain ? untold('try', seen) : value
      uncertain = true
    } catch (error) {
      if (!(error instanceof HclFailure)) throw error
      if (call.name === 'can') return FALSE
    }
  }
  if (!uncertain) throw new HclFailure('no argument of `try` can be evaluated')
  scope.functions.mayFail?.()
  return untold('try', seen)
}

const TRUE: Value = { kind: 'known', value: true }
const FALSE: Value = { kind: 'known', value: false }
