import { isSyntaxFault } from '../hcl/syntax/fault.ts'
import { asReference } from '../hcl/syntax/reading.ts'
import type { Body, Expression, TemplateSyntax } from '../hcl/syntax/syntax.ts'
import { literalText } from '../hcl/syntax/text.ts'
import type { InstanceKey } from '../plan/instance-key.ts'
import { NAMED_ROOTS, type NamedRoot, type Reference } from './reference.ts'

/** Names that `for`, template loops and `dynamic` blocks bind: they refer to nothing outside. */
type Bound = ReadonlySet<string>

const NOTHING: Bound = new Set()

/** Arguments that hold names of other things than objects: a provider configuration, attributes of the block itself. */
const NO_REFERENCES = new Set(['provider', 'providers', 'ignore_changes'])

/** Arguments that hold references and not values: the text of a string counts too. */
const REFERENCES_ONLY = new Set(['depends_on', 'replace_triggered_by'])

/**
 * All references in the body of a block, nested blocks included: what plan JSON shows of it, and what it leaves out (`dynamic` blocks,
 * conditions, `replace_triggered_by`). Undefined for a body of a `.tf.json` file, where blocks cannot be told from arguments.
 * Source: Terraform `lang.References` over what `configs` reads of a block.
 */
export function referencesInBody(body: Body, bound: Bound = NOTHING): readonly Reference[] | undefined {
  if (body.json === true) return undefined
  const found: Reference[] = []
  for (const [name, { expression }] of body.attributes) {
    if (NO_REFERENCES.has(name)) continue
    if (REFERENCES_ONLY.has(name)) for (const listed of elementsOf(expression)) collect(listed, bound, found)
    else collect(expression, bound, found)
  }
  for (const block of body.blocks) {
    const inner = block.type === 'dynamic' ? withNames(bound, iteratorOf(block.body, block.labels[0])) : bound
    const nested =
      block.type === 'dynamic'
        ? dynamicReferences(block.body, bound, inner)
        : referencesInBody(block.body, bound)
    found.push(...(nested ?? []))
  }
  return found
}

/** All references in an expression. */
export function referencesIn(expression: Expression): readonly Reference[] {
  const found: Reference[] = []
  collect(expression, NOTHING, found)
  return found
}

/** `for_each` stands outside of what the iterator names. */
function dynamicReferences(body: Body, bound: Bound, inner: Bound): readonly Reference[] {
  const found: Reference[] = []
  for (const [name, { expression }] of body.attributes) {
    if (name !== 'iterator') collect(expression, name === 'labels' ? inner : bound, found)
  }
  for (const block of body.blocks) found.push(...(referencesInBody(block.body, inner) ?? []))
  return found
}

function iteratorOf(body: Body, label: string | undefined): string {
  const written = body.attributes.get('iterator')?.expression
  return written?.kind === 'variable' ? written.name : (label ?? '')
}

function elementsOf(expression: Expression): readonly Expression[] {
  const listed = expression.kind === 'tuple' ? expression.elements : [expression]
  return listed.map((element) => {
    const reference = asReference(element)
    return isSyntaxFault(reference) ? element : reference
  })
}

function collect(expression: Expression, bound: Bound, found: Reference[]): void {
  switch (expression.kind) {
    case 'literal':
    case 'splat-element':
      break
    case 'variable':
    case 'attribute':
    case 'index':
      collectTraversal(expression, bound, found)
      break
    case 'template':
      for (const part of expression.parts) collectPart(part, bound, found)
      break
    case 'for-tuple':
    case 'for-object': {
      collect(expression.collection, bound, found)
      const inner = withNames(bound, expression.key, expression.value)
      if (expression.kind === 'for-object') collect(expression.name, inner, found)
      collect(expression.result, inner, found)
      if (expression.condition !== undefined) collect(expression.condition, inner, found)
      break
    }
    default:
      for (const part of partsOf(expression)) collect(part, bound, found)
  }
}

type Composed = Extract<
  Expression,
  { kind: 'splat' | 'call' | 'conditional' | 'binary' | 'unary' | 'tuple' | 'object' }
>

function partsOf(expression: Composed): readonly Expression[] {
  switch (expression.kind) {
    case 'splat':
      return [expression.of, expression.each]
    case 'call':
      return expression.arguments
    case 'conditional':
      return [expression.condition, expression.then, expression.else]
    case 'binary':
      return [expression.left, expression.right]
    case 'unary':
      return [expression.operand]
    case 'tuple':
      return expression.elements
    case 'object':
      return expression.items.flatMap(({ key, value }) => [key, value])
  }
}

function collectPart(part: TemplateSyntax, bound: Bound, found: Reference[]): void {
  switch (part.kind) {
    case 'text':
      break
    case 'interpolation':
      collect(part.expression, bound, found)
      break
    case 'if':
      collect(part.condition, bound, found)
      for (const inner of [...part.then, ...part.else]) collectPart(inner, bound, found)
      break
    case 'for': {
      collect(part.collection, bound, found)
      const names = withNames(bound, part.key, part.value)
      for (const inner of part.body) collectPart(inner, names, found)
    }
  }
}

/** A step behind a name; an index that only evaluation tells has no key. */
type Step = { readonly name: string } | { readonly key: InstanceKey }

function collectTraversal(expression: Expression, bound: Bound, found: Reference[]): void {
  const steps: Step[] = []
  let here = expression
  for (;;) {
    if (here.kind === 'attribute') steps.unshift({ name: here.name })
    else if (here.kind === 'index') {
      const key = literalKey(here.key)
      if (key === undefined) collect(here.key, bound, found)
      steps.unshift({ key })
    } else break
    here = here.of
  }
  if (here.kind !== 'variable') collect(here, bound, found)
  else if (!bound.has(here.name)) found.push(...referenceOf(here.name, steps))
}

/** What a traversal names; nothing where it is not an object (`self`, a bare name of an attribute). */
function referenceOf(root: string, steps: readonly Step[]): readonly Reference[] {
  const [first, second, third] = steps
  const name = nameOf(first)
  if (name === undefined || root === 'self' || root === 'ephemeral') return []
  if (isNamedRoot(root)) return [{ kind: root, name, rest: [] }]
  if (root === 'module') {
    const output = nameOf(second) ?? nameOf(third)
    const call: Reference = { kind: 'module', call: name, key: keyOf(second), rest: [] }
    return [output === undefined ? call : { ...call, output }]
  }
  if (root !== 'data')
    return [{ kind: 'resource', mode: 'managed', type: root, name, key: keyOf(second), rest: [] }]
  const block = nameOf(second)
  return block === undefined
    ? []
    : [{ kind: 'resource', mode: 'data', type: name, name: block, key: keyOf(third), rest: [] }]
}

function nameOf(step: Step | undefined): string | undefined {
  return step !== undefined && 'name' in step ? step.name : undefined
}

function keyOf(step: Step | undefined): InstanceKey {
  return step !== undefined && 'key' in step ? step.key : undefined
}

function isNamedRoot(root: string): root is NamedRoot {
  return NAMED_ROOTS.some((name) => name === root)
}

function literalKey(key: Expression): InstanceKey {
  if (key.kind === 'template') return literalText(key)
  const index = key.kind === 'literal' && key.value.kind === 'known' ? key.value.value : undefined
  return typeof index === 'number' && Number.isSafeInteger(index) ? index : undefined
}

function withNames(bound: Bound, ...names: readonly (string | undefined)[]): Bound {
  return new Set([...bound, ...names.filter((name) => name !== undefined)])
}
