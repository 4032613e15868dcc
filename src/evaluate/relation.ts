import type { ResourceInstance } from '../plan/plan.ts'
import type { Operand, Relation } from '../policy/condition.ts'
import { entry } from '../resolve/module-instances.ts'
import { countTruths } from './counting.ts'
import { leafOf } from './decide.ts'
import { endValues, indexOfEnds, indexOfNames, linkTruth, namingValues, referenceOf } from './link.ts'
import { isWhole, keyOf, type NamedValue, type RelationIndex } from './relation-index.ts'
import { keysOf, type Links } from './relation-memory.ts'
import { enter, type Scope, type Subject } from './scope.ts'
import {
  all,
  any,
  type ErrorTruth,
  errorTruth,
  HOLDS_OF_NOTHING,
  not,
  TRUE,
  type Truth,
  unknownTruth,
  withBasis,
  withNote,
} from './truth.ts'

/** More undecided partners than this are not looked at one by one: the answer is unknown, and the cost stays linear. */
const MANY = 64

/** Whether the resources that this one names satisfy the relation. An attribute that holds one value names at most one. */
export function evaluateRefersTo(relation: Relation, scope: Scope): Truth {
  const start = startOf(relation, scope)
  if ('code' in start) return start
  const named = linksFrom(relation, start, scope)
  if ('code' in named) return named
  const truth = quantify(
    relation,
    named.map((one) => judgeName(relation, one, scope)),
    [],
    scope,
  )
  return withValues(truth, () => namingValues(relation.through, start, scope))
}

/** Where nothing was found that could be shown, what was looked for is: the name, or what others would have named. */
function withValues(truth: Truth, valuesOf: () => readonly NamedValue[] | ErrorTruth): Truth {
  if (truth.leaves.length > 0) return truth
  const values = valuesOf()
  return 'code' in values ? truth : { ...truth, leaves: values.map(({ reading }) => leafOf(reading)) }
}

/** What each name of a subject may mean. */
function linksFrom(relation: Relation, start: Subject, scope: Scope): readonly NamedLinks[] | ErrorTruth {
  const key = start.kind === 'instance' ? keysOf(relation, scope.relations).both : undefined
  const memory = key === undefined ? undefined : entry(scope.relations.named, key, () => new Map())
  const before = start.kind === 'instance' ? memory?.get(start.instance) : undefined
  if (before !== undefined) return before
  const names = namingValues(relation.through, start, scope)
  if ('code' in names) return names
  const index = indexOfEnds(relation, scope)
  const found = names
    .filter(({ value }) => value.kind === 'unknown' || keyOf(value) !== undefined)
    .map((name) => {
      const { near, many, byReference = false } = candidatesOf(relation, name, index, scope)
      const links = near.map((partner) => ({
        link: linkTruth([name], index.valuesOf.get(partner) ?? [], scope),
        partner,
      }))
      return { name, links, many, byReference }
    })
  if (start.kind === 'instance') memory?.set(start.instance, found)
  return found
}

type NamedLinks = Links & { readonly name: NamedValue }

/** Whether the resources that name this one satisfy the relation. */
export function evaluateReferredBy(relation: Relation, scope: Scope): Truth {
  const start = startOf(relation, scope)
  if ('code' in start) return start
  const { instance } = start
  if (instance === undefined)
    return errorTruth('relation-needs-resource', 'only a resource can be named by others')
  const { links, many, byReference } = linksTo(relation, instance, scope)
  const rest = [...(many ? [tooMany(instance)] : []), ...missingPartners(relation, scope)]
  if (byReference) rest.push(withBasis(relation.quantifier === 'each' ? TRUE : not(TRUE), 'reference'))
  if (relation.quantifier === 'each') {
    const terms = links.map(({ link, partner }) =>
      any([not(link), judgePartner(relation, partner, scope, link)]),
    )
    return withEmptyNote(
      all([...terms, ...rest]),
      links.every(({ link }) => link.kind === 'false'),
    )
  }
  const terms = links.map(({ link, partner }) => all([link, judgePartner(relation, partner, scope, link)]))
  return withValues(quantify(relation, terms, rest, scope), () => endValues(relation, instance, scope))
}

/** The instances that may name this one. */
function linksTo(relation: Relation, instance: ResourceInstance, scope: Scope): Links {
  const key = keysOf(relation, scope.relations).both
  const memory = key === undefined ? undefined : entry(scope.relations.naming, key, () => new Map())
  const before = memory?.get(instance)
  if (before !== undefined) return before
  const ends = endValues(relation, instance, scope)
  const index = indexOfNames(relation, scope)
  const { near, many, byReference = false } = candidatesFor(ends, instance, index)
  const links = near.map((partner) => ({
    link: linkTruth(index.valuesOf.get(partner) ?? [], ends, scope),
    partner,
  }))
  const found = { links, many, byReference }
  memory?.set(instance, found)
  return found
}

/** Whether what a name means satisfies the relation. */
function judgeName(relation: Relation, named: NamedLinks, scope: Scope): Truth {
  const { name, links, many, byReference } = named
  const certain = links.filter(({ link }) => link.kind === 'true')
  const possible = certain.length > 0 && namesOne(relation, scope) ? certain : links
  const terms = possible.map(({ link, partner }) => all([link, judgePartner(relation, partner, scope, link)]))
  if (many) terms.push(tooMany(name.instance))
  if (certain.length === 0)
    terms.push(
      outsidePlan(
        relation,
        name,
        links.map(({ link }) => link),
        scope,
      ),
    )
  return byReference ? withBasis(any(terms), 'reference') : any(terms)
}

/** What it means that a name may belong to nothing in this plan. */
function outsidePlan(relation: Relation, name: NamedValue, links: readonly Truth[], scope: Scope): Truth {
  const open = any(links)
  const leaves = [leafOf(name.reading)]
  if (open.kind === 'false' && missingPartners(relation, scope).length === 0) {
    if (relation.outsidePlan === 'holds') return { ...TRUE, leaves }
    if (relation.outsidePlan === 'does-not-hold') return { ...not(TRUE), leaves }
  }
  if (relation.outsidePlan === 'does-not-hold' && open.kind !== 'false') return open
  const because = `what ${relation.types.join(' or ')} it names is not known from this plan`
  const own = name.value.kind === 'unknown' ? [name.value.unknown] : []
  return unknownTruth([...own, { id: `outside ${relation.types.join()}`, waitsFor: [], because }], { leaves })
}

interface Candidates {
  readonly near: readonly ResourceInstance[]
  /** There are so many more that they were not looked at. */
  readonly many: boolean
  /** Others were left out because a trusted reference names another one. */
  readonly byReference?: boolean
}

/** Whether a value names at most one instance: it does where it is put to attributes that identify. */
function namesOne({ types, to }: Relation, scope: Scope): boolean {
  if (to === undefined) return true
  return types.every((type) => {
    const identifying = scope.resolution.identifyingAttributes(type)
    return to.every((operand) => mentions(operand, identifying))
  })
}

function mentions(operand: Operand, names: readonly string[]): boolean {
  if (operand.kind !== 'interpolated') return false
  return operand.parts.some((part) => {
    if (typeof part === 'string' || part.root !== '' || part.path.steps.length !== 1) return false
    return names.includes(String(part.path.steps[0]))
  })
}

function candidatesOf(relation: Relation, name: NamedValue, index: RelationIndex, scope: Scope): Candidates {
  const exact = index.byKey.get(keyOf(name.value) ?? '') ?? []
  if (isWhole(name.value)) return limit(exact, index.open)
  if (exact.length > 0 && namesOne(relation, scope)) return { near: unique(exact), many: false }
  const evidence = scope.trustReferences ? referenceOf(name, scope) : undefined
  if (evidence?.kind === 'one')
    return {
      near: [evidence.instance].filter((instance) => index.valuesOf.has(instance)),
      many: false,
      byReference: true,
    }
  return limit(exact, index.instances)
}

function candidatesFor(
  ends: readonly NamedValue[],
  instance: ResourceInstance,
  index: RelationIndex,
): Candidates {
  const exact = ends.flatMap((end) => index.byKey.get(keyOf(end.value) ?? '') ?? [])
  const referring = index.byReference.get(instance) ?? []
  const whole = ends.every((end) => isWhole(end.value))
  // Whoever is proven by a trusted reference to name one instance does not name another.
  const byReference = index.byReference.size > (referring.length > 0 ? 1 : 0)
  return { ...limit([...exact, ...referring], whole ? index.open : index.notReferring), byReference }
}

function limit(first: readonly ResourceInstance[], others: readonly ResourceInstance[]): Candidates {
  if (others.length > MANY) return { near: unique(first), many: true }
  return { near: unique([...first, ...others]), many: false }
}

function unique(instances: readonly ResourceInstance[]): readonly ResourceInstance[] {
  return [...new Set(instances)]
}

function tooMany(instance: ResourceInstance): Truth {
  const because = 'there are many resources that it may belong to, and none is proven'
  return unknownTruth([{ id: `partners of ${instance.addressText}`, waitsFor: [], because }])
}

/** `where` is not asked where there is certainly no link: it may make no sense there. */
function judgePartner(relation: Relation, partner: ResourceInstance, scope: Scope, link: Truth): Truth {
  if (relation.where === undefined || link.kind === 'false') return TRUE
  return scope.evaluator.condition(
    relation.where,
    enter(scope, { kind: 'instance', instance: partner }, relation.as),
  )
}

/** Terms say of each partner that it belongs and satisfies; `rest` stands for partners that nobody sees. */
function quantify(relation: Relation, terms: readonly Truth[], rest: readonly Truth[], scope: Scope): Truth {
  const { quantifier } = relation
  switch (quantifier) {
    case 'some':
      return any([...terms, ...rest])
    case 'none':
      return not(any([...terms, ...rest]))
    case 'each':
      return withEmptyNote(all([...terms, ...rest]), terms.length === 0)
    default:
      return countTruths([...terms, ...rest], quantifier.count, scope)
  }
}

function withEmptyNote(truth: Truth, empty: boolean): Truth {
  return empty && truth.kind === 'true' ? withNote(truth, HOLDS_OF_NOTHING) : truth
}

function missingPartners(relation: Relation, scope: Scope): readonly Truth[] {
  return relation.types.flatMap((type) => {
    const missing = scope.resolution.mayBeMissing(type)
    return missing === undefined ? [] : [unknownTruth([missing])]
  })
}

function startOf(relation: Relation, scope: Scope): Subject | ErrorTruth {
  if (relation.from === undefined) return scope.here
  return (
    scope.bound.get(relation.from) ??
    errorTruth('relation-unknown-name', `nothing here is called \`${relation.from}\``)
  )
}
