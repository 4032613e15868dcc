import type { Plan, ResourceInstance } from '../plan/plan.ts'
import type { Basis, Unknown, Value } from '../plan/value.ts'
import type { EnforcementLevel, Policy, Rule } from '../policy/policy.ts'
import type { Resolution } from '../resolve/resolution.ts'
import type { InstanceIndex } from './match.ts'
import { printMessage } from './message.ts'
import { withOrigins } from './origins.ts'
import { combine, type Outcome, ofOpen } from './outcome.ts'
import type { RelationMemory } from './relation-memory.ts'
import type { Leaf, Result, Status } from './result.ts'
import type { Evaluator, Scope } from './scope.ts'
import type { Candidate, Select, Selected } from './selected.ts'
import { all, type ErrorTruth, not, type Truth, withBasis } from './truth.ts'

/** What a rule is judged with: a plan, what is known of it, and the wishes of whoever runs the gate. */
export interface Judgement {
  readonly evaluator: Evaluator
  readonly plan: Plan
  readonly resolution: Resolution
  readonly index: InstanceIndex
  readonly select: Select
  readonly relations: RelationMemory
  readonly counts: Scope['counts']
  readonly parameters: ReadonlyMap<string, Value>
  readonly trustReferences: boolean
  readonly enforcement: (rule: Rule) => EnforcementLevel
  /** An unknown of a soft-mandatory rule stops the gate. */
  readonly unknownBlocks: boolean
  /** Keep the values that passes rest on, too, with where they come from. */
  readonly proofOfPasses?: boolean
  readonly instanceAt: (address: string) => ResourceInstance | undefined
}

/** One result for each instance, node or plan that the rule is about; the rows of a view make one for each resource. */
export function evaluateRule(rule: Rule, policy: Policy, judgement: Judgement): readonly Result[] {
  return judgement.select(rule.match).flatMap((selected) => {
    const outcomes = selected.candidates.flatMap((candidate) => put(rule, candidate, judgement))
    return outcomes.length === 0 ? [] : [resultOf(rule, policy, selected, outcomes, judgement)]
  })
}

/** What a rule says of one candidate; nothing where the match does not want it. */
function put(rule: Rule, candidate: Candidate, judgement: Judgement): readonly Outcome[] {
  const scope = scopeOf(candidate, judgement)
  const { where } = rule.match
  const selected = where === undefined ? undefined : scope.evaluator.condition(where, scope)
  if (selected?.kind === 'false') return []
  const settled = selected === undefined || selected.kind === 'true'
  const outcome = settled ? applyRule(rule, scope) : { truth: selected, applies: true }
  return [{ ...outcome, truth: ofOpen(outcome.truth, candidate), scope }]
}

function scopeOf({ subject, bound }: Candidate, judgement: Judgement): Scope {
  return {
    evaluator: judgement.evaluator,
    resolution: judgement.resolution,
    instances: judgement.index,
    select: judgement.select,
    relations: judgement.relations,
    counts: judgement.counts,
    here: subject,
    bound: new Map([['self', subject], ...(bound ?? [])]),
    parameters: judgement.parameters,
    trustReferences: judgement.trustReferences,
  }
}

function resultOf(
  rule: Rule,
  policy: Policy,
  selected: Selected,
  outcomes: readonly Outcome[],
  judgement: Judgement,
): Result {
  const outcome = combine(outcomes)
  const { truth } = outcome
  const enforcement = judgement.enforcement(rule)
  const { status, notes } = demandProof(statusOf(outcome), truth.basis, enforcement, judgement.plan)
  const unknowns = truth.kind === 'unknown' ? truth.unknowns : []
  return {
    plan: judgement.plan.id,
    rule: rule.id,
    policy: policy.name,
    address: selected.address,
    ...(selected.node === undefined ? {} : { node: selected.node }),
    status,
    severity: rule.severity,
    enforcement,
    blocking: isBlocking(status, enforcement, judgement.unknownBlocks),
    basis: truth.basis,
    message: messageOf(rule, outcomes, truth),
    proof: proofOf(truth.leaves, status, judgement),
    ...locationOf(selected, judgement),
    waitsFor: unique(unknowns.flatMap((unknown) => unknown.waitsFor)),
    notes: unique([...truth.notes, ...reasonsOf(unknowns), ...notes]),
    ...(truth.kind === 'error' ? { error: errorOf(truth) } : {}),
    ...(rule.fix === undefined ? {} : { fix: rule.fix }),
  }
}

/** More sentences than this about one resource are not read. */
const MANY = 5

/** What is wrong, said of each candidate that decided it. */
function messageOf(rule: Rule, outcomes: readonly Outcome[], truth: Truth): string {
  const deciding = outcomes.filter((outcome) => outcome.truth.kind === truth.kind)
  const said = unique(
    (deciding.length === 0 ? outcomes : deciding).map(({ scope }) => printMessage(rule.message, scope)),
  )
  const more = said.length - MANY
  return `${said.slice(0, MANY).join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}

/** With the way back from each value, for what a report shows; of a large plan the rest would be most of what is kept in memory. */
function proofOf(leaves: readonly Leaf[], status: Status, judgement: Judgement): readonly Leaf[] {
  const isShown = (status !== 'pass' && status !== 'not-applicable') || judgement.proofOfPasses === true
  return isShown ? withOrigins(leaves, judgement.instanceAt, judgement.resolution) : []
}

function locationOf({ address }: Selected, { instanceAt, resolution }: Judgement): Pick<Result, 'location'> {
  const instance = address === null ? undefined : instanceAt(address)
  const location = instance === undefined ? undefined : resolution.locationOf(instance)
  return location === undefined ? {} : { location }
}

/** `when` first: where it is false the rule does not apply; where it is unknown nothing can be said. */
function applyRule(rule: Rule, scope: Scope): Pick<Outcome, 'truth' | 'applies'> {
  const { condition } = scope.evaluator
  const when = rule.when === undefined ? undefined : condition(rule.when, scope)
  if (when !== undefined && when.kind !== 'true') return { truth: when, applies: when.kind !== 'false' }
  const terms: Truth[] = []
  if (rule.require !== undefined) terms.push(condition(rule.require, scope))
  if (rule.forbid !== undefined) terms.push(not(condition(rule.forbid, scope)))
  const truth = all(terms)
  return { truth: when === undefined ? truth : withBasis(truth, when.basis), applies: true }
}

function statusOf({ truth, applies }: Pick<Outcome, 'truth' | 'applies'>): Status {
  if (!applies) return 'not-applicable'
  switch (truth.kind) {
    case 'true':
      return 'pass'
    case 'false':
      return 'fail'
    case 'unknown':
      return 'unknown'
    case 'error':
      return 'error'
  }
}

const UNPROVEN_SOURCES =
  'it would pass on sources from a folder, and nothing proves that the plan was made from them; give the plan file'

/** A hard-mandatory rule lets nothing through on an assumption or on a mere reference. */
function demandProof(
  status: Status,
  basis: Basis,
  enforcement: EnforcementLevel,
  { sources }: Pick<Plan, 'sources'>,
): { readonly status: Status; readonly notes: readonly string[] } {
  const letsThrough = status === 'pass' || status === 'not-applicable'
  if (enforcement !== 'hard-mandatory' || !letsThrough) return { status, notes: [] }
  if (basis === 'known' || (basis === 'predicted' && sources !== 'folder')) return { status, notes: [] }
  if (basis === 'predicted') return { status: 'unknown', notes: [UNPROVEN_SOURCES] }
  const because =
    basis === 'assumed'
      ? 'it would pass only on what the policy assumes of an unwritten default, which is not enough for a hard-mandatory rule'
      : 'it would pass only on a reference that nothing proves, which is not enough for a hard-mandatory rule'
  return { status: 'unknown', notes: [because] }
}

/** Whether a result by itself stops the gate. */
function isBlocking(status: Status, enforcement: EnforcementLevel, unknownBlocks: boolean): boolean {
  if (enforcement === 'advisory') return false
  switch (status) {
    case 'fail':
    case 'error':
      return true
    case 'unknown':
      return enforcement === 'hard-mandatory' || unknownBlocks
    case 'pass':
    case 'not-applicable':
      return false
  }
}

function reasonsOf(unknowns: readonly Unknown[]): readonly string[] {
  return unknowns.flatMap(({ because }) => (because === undefined ? [] : [because]))
}

function errorOf({ code, message, help }: ErrorTruth): NonNullable<Result['error']> {
  return { code, message, ...(help === undefined ? {} : { help }) }
}

function unique(texts: readonly string[]): readonly string[] {
  if (texts.length < 2) return texts
  return [...new Set(texts)]
}
