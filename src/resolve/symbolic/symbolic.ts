import type { Diagnostic } from '../../diagnostic.ts'
import { blocksOf } from '../../hcl/syntax/blocks.ts'
import { isSyntaxFault } from '../../hcl/syntax/fault.ts'
import { asReference } from '../../hcl/syntax/reading.ts'
import type { Block } from '../../hcl/syntax/syntax.ts'
import type { Plan, ResourceInstance } from '../../plan/plan.ts'
import type { Step, Value } from '../../plan/value.ts'
import { isNormalised, keepsText } from '../../provider/aws/normalised.ts'
import { attributeFacts } from '../../provider/aws/schema.ts'
import { isSuppressed } from '../../provider/aws/suppressed.ts'
import { isAws } from '../provider-facts.ts'
import { completeBlocks } from './complete.ts'
import { contradicts } from './contradiction.ts'
import { fill } from './fill.ts'
import type { ModuleSources } from './module-source.ts'
import type { PlanReader } from './plan-reader.ts'
import { type InstanceScope, indexSymbolicScopes } from './scopes.ts'
import { withOpenSpelling } from './spelling.ts'
import { type TypeAt, writtenNames, writtenValue } from './written-value.ts'

/** What the sources add to the plan. */
export interface Symbolic {
  /** The planned value of an attribute, with its unknown parts filled in by what is written. */
  readonly fill: (instance: ResourceInstance, name: string, planned: Value) => Value
  /** Whether an argument or block is written and not null; undefined where the sources do not tell. */
  readonly isWritten: (instance: ResourceInstance, name: string) => boolean | undefined
  /** Whether what is written for an instance agrees with the plan. */
  readonly trusts: (instance: ResourceInstance) => boolean
  /** What was found to contradict the plan, so far. */
  readonly diagnostics: () => readonly Diagnostic[]
}

/**
 * Evaluates the sources of a plan. Sources are evidence only as far as they agree with it: for each argument that the plan knows,
 * what is written must come to the same. One contradiction, and nothing of that resource rests on them.
 */
export function evaluateSources(plan: Plan, sources: ModuleSources, read: PlanReader): Symbolic {
  const { ofInstance } = indexSymbolicScopes(plan, sources, read.applied, read.namesOf)
  const scopes = new Map<ResourceInstance, InstanceScope | undefined>()
  const found: Diagnostic[] = []

  function trusted(instance: ResourceInstance): InstanceScope | undefined {
    if (scopes.has(instance)) return scopes.get(instance)
    // While it is being checked the instance stands for what the plan says.
    scopes.set(instance, undefined)
    const scope = ofInstance(instance)
    const wrong = scope === undefined ? undefined : contradiction(instance, scope)
    if (scope !== undefined && wrong !== undefined) found.push(untrusted(instance, scope, wrong))
    const kept = wrong === undefined ? scope : undefined
    scopes.set(instance, kept)
    return kept
  }

  function contradiction(instance: ResourceInstance, { block, scope }: InstanceScope): string | undefined {
    const typeAt = typesOf(instance)
    return writtenNames(block).find((name) => {
      if (isIgnored(instance, block, name)) return false
      if (isAws(instance) && isSuppressed(instance.address.type, name)) return false
      const planned = read.planned(instance, name)
      if (planned.kind === 'unknown' || isWriteOnly(instance, name)) return false
      const written = writtenValue(block.body, name, scope, typeAt)
      return written !== undefined && contradicts(planned, written)
    })
  }

  return {
    diagnostics: () => found,
    isWritten(instance, name) {
      const inner = trusted(instance)
      if (inner === undefined) return undefined
      const { block, scope } = inner
      if (!writtenNames(block).includes(name))
        return block.body.json === true && block.body.attributes.has('dynamic') ? undefined : false
      const written = writtenValue(block.body, name, scope, typesOf(instance))
      return written === undefined ? undefined : isGiven(written)
    },
    trusts: (instance) => trusted(instance) !== undefined,
    fill(instance, name, planned) {
      if (isAws(instance) && isNormalised(instance.address.type, name)) return planned
      const inner = trusted(instance)
      if (inner === undefined || isIgnored(instance, inner.block, name)) return planned
      const written = writtenValue(inner.block.body, name, inner.scope, typesOf(instance))
      if (written === undefined || isTidied(instance, name, written)) return planned
      const filled = fill(planned, written, [name], {
        mayBeChosen: (path) => mayBeChosen(instance, path),
        complete: (path, value) => (isAws(instance) ? completeBlocks(instance, path, value) : value),
      })
      return isAws(instance) && instance.address.mode === 'managed'
        ? withOpenSpelling(filled, instance.addressText, [name])
        : filled
    },
  }
}

/** Null, and no block at all, give nothing; what is unknown may come to null. */
function isGiven(written: Value): boolean | undefined {
  switch (written.kind) {
    case 'null':
    case 'absent':
      return false
    case 'unknown':
      return written.unknown.nonEmpty === true || written.unknown.nonNull === true ? true : undefined
    case 'list':
      return written.form !== undefined || written.elements.length > 0
        ? true
        : written.rest === undefined
          ? false
          : undefined
    case 'known':
    case 'template':
    case 'map':
      return true
  }
}

function typesOf(instance: ResourceInstance): TypeAt {
  if (!isAws(instance)) return () => undefined
  const { type, mode } = instance.address
  return (path: readonly Step[]) => {
    const facts = attributeFacts(type, path, mode === 'data' ? 'data' : 'managed')
    if (facts === undefined || facts === 'no-such-attribute') return undefined
    return facts.isBlock ? 'block' : facts.type
  }
}

function mayBeChosen(instance: ResourceInstance, path: readonly Step[]): boolean {
  if (instance.providerName === 'terraform.io/builtin/terraform') return false
  if (!isAws(instance)) return true
  const facts = attributeFacts(
    instance.address.type,
    path,
    instance.address.mode === 'data' ? 'data' : 'managed',
  )
  return facts === undefined || facts === 'no-such-attribute' || facts.computed
}

/** The provider writes another text into the state. */
function isTidied(instance: ResourceInstance, name: string, written: Value): boolean {
  const isText = written.kind === 'known' && typeof written.value === 'string'
  return isText && isAws(instance) && !keepsText(instance.address.type, name, String(written.value))
}

function isWriteOnly(instance: ResourceInstance, name: string): boolean {
  if (!isAws(instance)) return false
  const facts = attributeFacts(instance.address.type, [name])
  return facts !== undefined && facts !== 'no-such-attribute' && facts.writeOnly
}

/** An existing object keeps what `ignore_changes` names, whatever is written. */
function isIgnored(instance: ResourceInstance, block: Block, name: string): boolean {
  if (instance.change.before === null || instance.change.before === undefined) return false
  const [lifecycle] = blocksOf(block.body, 'lifecycle', 0)
  const written = lifecycle?.body.attributes.get('ignore_changes')?.expression
  if (written === undefined) return false
  if (written.kind !== 'tuple') return true
  return written.elements.some((element) => {
    const reference = asReference(element)
    if (isSyntaxFault(reference)) return true
    let root = reference
    while (root.kind === 'attribute' || root.kind === 'index') root = root.of
    return root.kind !== 'variable' || root.name === name
  })
}

function untrusted(instance: ResourceInstance, { file, block }: InstanceScope, name: string): Diagnostic {
  return {
    code: 'sources-contradict-plan',
    severity: 'warning',
    message: `the sources of \`${instance.addressText}\` give another \`${name}\` than the plan; they are not used for this resource`,
    help: 'judge the plan file itself, or give the sources that the plan was made from',
    location: { file, line: block.range.line, column: block.range.column },
  }
}
