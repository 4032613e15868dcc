import type { Location } from '../diagnostic.ts'
import type { ElementCondition, Operand, OperandPart, Test } from '../policy/condition.ts'
import type { AttributeFacts } from '../provider/aws/schema.ts'
import type { Problems } from '../validate/problems.ts'
import { areContradictory, constantsOf, type Domain, holdAlways } from './constants.ts'
import { type Context, enterElement } from './context.ts'
import { checkOperator } from './operator.ts'
import { follow } from './path.ts'
import { elementOf, factsAt, type Site } from './site.ts'
import { checkVacuity } from './vacuity.ts'

/** Checks what is asked of the value at a site. Tests and conditions hold each other: `checkElement` goes back into conditions. */
export function checkTest(
  test: Test,
  site: Site | undefined,
  context: Context,
  checkElement: ElementChecker,
): void {
  const { problems } = context
  if (areContradictory(constantsOf(test))) reportNever(test.at, problems)
  checkPart(test, site, factsAt(site), context, checkElement)
}

export type ElementChecker = (where: ElementCondition, context: Context) => void

function checkPart(
  test: Test,
  site: Site | undefined,
  facts: readonly AttributeFacts[] | undefined,
  context: Context,
  checkElement: ElementChecker,
): void {
  const { problems } = context
  switch (test.kind) {
    case 'all':
      for (const part of test.tests) checkPart(part, site, facts, context, checkElement)
      return
    case 'operator':
      checkOperand(test.operand, context)
      checkVacuity(test, problems)
      if (facts !== undefined) checkOperator(test, facts, problems)
      return
    case 'present':
      if (facts !== undefined) checkPresent(test.at, facts, problems)
      return
    case 'configured':
      if (facts !== undefined && site?.path.length === 1) checkConfigured(test, facts, problems)
      return
    case 'length':
      if (facts !== undefined) refuseTypes('length', ['number', 'bool'], test.at, facts, problems)
      checkNumberTest(test.test, { least: 0, ...most(facts) }, context)
      return
    case 'quantifier':
      if (facts !== undefined) refuseTypes(test.quantifier, SINGLE, test.at, facts, problems)
      checkElement(test.where, enterElement(context, elementOf(site), test.as))
      return
    case 'count':
      if (facts !== undefined) refuseTypes('count', SINGLE, test.at, facts, problems)
      checkElement(test.where, enterElement(context, elementOf(site), test.as))
      checkNumberTest(test.test, { least: 0, ...most(facts) }, context)
      return
    case 'iam-policy':
      if (facts !== undefined)
        refuseTypes('iam_policy', ['number', 'bool', 'list', 'set'], test.at, facts, problems)
      for (const { quantifier, where, as } of test.asks) {
        checkElement({ kind: 'condition', condition: where }, enterElement(context, undefined, as))
        if (typeof quantifier === 'object') checkNumberTest(quantifier.count, { least: 0 }, context)
      }
      return
    case 'decode':
      if (facts !== undefined) refuseTypes(test.format, NO_TEXT, test.at, facts, problems)
      checkElement(test.where, enterElement(context, undefined, test.as))
      return
    case 'when-not-configured':
      checkPart(test.test, site, facts, context, checkElement)
      return
  }
}

const NO_TEXT = ['number', 'bool', 'list', 'set', 'map', 'object'] as const
const SINGLE = ['string', 'number', 'bool'] as const

/** What a length or a count is put to: whole numbers, not below nothing. */
export function checkNumberTest(test: Test, domain: Domain, context: Context): void {
  const constants = constantsOf(test)
  if (areContradictory(constants, domain)) reportNever(test.at, context.problems)
  else if (isOnlyConstant(test) && holdAlways(constants, domain)) {
    context.problems.error(
      'condition-never-false',
      test.at,
      'this can never be false: every number that there can be satisfies it',
    )
  }
  checkPart(test, undefined, undefined, context, () => undefined)
}

function isOnlyConstant(test: Test): boolean {
  return test.kind === 'all' ? test.tests.every(isOnlyConstant) : test.kind === 'operator'
}

export function reportNever(at: Location, problems: Problems): void {
  problems.error(
    'condition-never-true',
    at,
    'this can never be true: what it asks of one value contradicts itself',
    'to accept either write `any: […]` around two conditions, or `in: […]`',
  )
}

function most(facts: readonly AttributeFacts[] | undefined): { readonly most?: number } {
  const limits = (facts ?? []).flatMap(({ maxItems }) => maxItems ?? [])
  return facts === undefined || limits.length < facts.length ? {} : { most: Math.max(...limits) }
}

function refuseTypes(
  name: string,
  refused: readonly string[],
  at: Location,
  facts: readonly AttributeFacts[],
  problems: Problems,
): void {
  const [first] = facts
  if (first === undefined || !facts.every(({ type }) => refused.includes(type.kind))) return
  problems.error(
    'operator-cannot-apply',
    at,
    `\`${name}\` cannot be asked of this: its type is ${first.type.kind}`,
    HELP[name],
  )
}

const QUANTIFIED = 'quantifiers ask about the elements of a list, set or map'
const DECODED = 'it asks what a text holds'
const HELP: { readonly [name: string]: string } = {
  some: QUANTIFIED,
  each: QUANTIFIED,
  none: QUANTIFIED,
  count: QUANTIFIED,
  json: DECODED,
  yaml: DECODED,
  base64: DECODED,
  iam_policy: 'it asks about the text of one policy document',
}

function checkPresent(at: Location, facts: readonly AttributeFacts[], problems: Problems): void {
  if (!facts.every(({ type }) => type.kind === 'bool' || type.kind === 'number')) return
  problems.error(
    'operator-cannot-apply',
    at,
    `\`present\` cannot be asked of this: its type is ${facts[0]?.type.kind}, which is never empty`,
    'use `configured` to ask whether it is written',
  )
}

/** Of a required argument, and of what only the provider sets, it is certain beforehand. */
function checkConfigured(
  { expected, at }: Extract<Test, { kind: 'configured' }>,
  facts: readonly AttributeFacts[],
  problems: Problems,
): void {
  const required = facts.every((fact) => fact.required)
  const computed = facts.every((fact) => fact.computed && !fact.optional && !fact.required)
  if (!required && !computed) return
  const because = required
    ? 'the provider requires it to be written'
    : 'nobody can write it, for the provider sets it'
  const [code, word] =
    required === expected ? ['condition-never-false', 'false'] : ['condition-never-true', 'true']
  const report = required === expected ? problems.warning : problems.error
  report(code, at, `this can never be ${word}: ${because}`)
}

function checkOperand(operand: Operand, context: Context): void {
  if (operand.kind === 'interpolated') checkInterpolations(operand.parts, context)
  if (operand.kind === 'list') for (const element of operand.elements) checkOperand(element, context)
}

/** Checks where the paths of interpolations lead; one without a name starts at the value in hand. */
export function checkInterpolations(parts: readonly OperandPart[], context: Context): void {
  for (const part of parts) {
    if (typeof part === 'string' || part.root === 'params' || part.path.text === '') continue
    const start = part.root === '' ? context.here : context.bound.get(part.root)
    follow(part.path, part.at, false, { ...context, here: start, instance: start })
  }
}
