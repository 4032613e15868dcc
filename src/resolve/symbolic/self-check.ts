import type { Diagnostic } from '../../diagnostic.ts'
import { blocksOf } from '../../hcl/syntax/blocks.ts'
import { isSyntaxFault } from '../../hcl/syntax/fault.ts'
import { asReference } from '../../hcl/syntax/reading.ts'
import type { Block } from '../../hcl/syntax/syntax.ts'
import { existsAfter, type Plan, type ResourceInstance } from '../../plan/plan.ts'
import type { Step } from '../../plan/value.ts'
import { attributeFacts } from '../../provider/aws/schema.ts'
import { isSuppressed } from '../../provider/aws/suppressed.ts'
import { isAws } from '../provider-facts.ts'
import { contradicts } from './contradiction.ts'
import type { ModuleSources } from './module-source.ts'
import type { PlanReader } from './plan-reader.ts'
import { type InstanceScope, indexSymbolicScopes } from './scopes.ts'
import { typed } from './typed.ts'
import { type TypeAt, writtenNames, writtenValue } from './written-value.ts'

export interface Checked {
  /** Instances whose sources contradict the plan, and what is to be said of each. */
  readonly contradicted: ReadonlyMap<ResourceInstance, Diagnostic>
  /** The names that what contradicts the plan draws on: whatever draws on them may be as wrong. */
  readonly distrusted: ReadonlySet<string>
}

/** Compares all that the plan knows with what is written for it. */
export function checkSources(plan: Plan, sources: ModuleSources, read: PlanReader): Checked {
  const { ofInstance, reading } = indexSymbolicScopes(
    plan,
    sources,
    (instance, name) => typed(instance, name, read.planned(instance, name)),
    read.namesOf,
  )
  const contradicted = new Map<ResourceInstance, Diagnostic>()
  const distrusted = new Set<string>()
  for (const instance of plan.instances) {
    const inner = ofInstance(instance)
    if (inner === undefined || !existsAfter(instance)) continue
    const typeAt = typesOf(instance)
    for (const name of writtenNames(inner.block)) {
      if (isIgnored(instance, inner.block, name)) continue
      if (isAws(instance) && isSuppressed(instance.address.type, name)) continue
      const planned = read.planned(instance, name)
      if (planned.kind === 'unknown' || isWriteOnly(instance, name)) continue
      const { value, names } = reading(() => writtenValue(inner.block.body, name, inner.scope, typeAt))
      if (value === undefined || !contradicts(planned, value)) continue
      contradicted.set(instance, untrusted(instance, inner, name))
      for (const drawn of names) distrusted.add(drawn)
    }
  }
  return { contradicted, distrusted }
}

/** The declared types of an instance's arguments. */
export function typesOf(instance: ResourceInstance): TypeAt {
  if (!isAws(instance)) return () => undefined
  const { type, mode } = instance.address
  return (path: readonly Step[]) => {
    const facts = attributeFacts(type, path, mode === 'data' ? 'data' : 'managed')
    if (facts === undefined || facts === 'no-such-attribute') return undefined
    return facts.isBlock ? 'block' : facts.type
  }
}

function isWriteOnly(instance: ResourceInstance, name: string): boolean {
  if (!isAws(instance)) return false
  const facts = attributeFacts(instance.address.type, [name])
  return facts !== undefined && facts !== 'no-such-attribute' && facts.writeOnly
}

/** An existing object keeps what `ignore_changes` names, whatever is written. */
export function isIgnored(instance: ResourceInstance, block: Block, name: string): boolean {
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
