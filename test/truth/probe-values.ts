import { isNumber, printNumber } from '../../src/plan/number.ts'
import type { Json, JsonObject } from '../../src/plan/plan-document.ts'
import { isArray, isObject } from '../../src/plan/planned-value.ts'
import type { Step } from '../../src/plan/value.ts'
import type { Random } from './random.ts'

/** A test or condition as a policy writes it. */
export type Written = Json | { readonly [key: string]: unknown } | readonly unknown[]

const RE_SPECIAL = /[\\^$.*+?()[\]{}|]/g

/** Text in a policy: `${` begins an interpolation there. */
export function literalText(text: string): string {
  return text.replaceAll('${', '$${')
}

/** A path as a policy writes it; at the beginning a name that is a keyword stands behind `$.`. */
export function writtenPath(path: readonly Step[]): string {
  const text = path
    .map((step, at) => {
      if (typeof step === 'number') return `[${step}]`
      if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(step)) return `[${JSON.stringify(step)}]`
      return at === 0 ? step : `.${step}`
    })
    .join('')
  return /^(all|any|not|when|then|else|use|count|refers_to|referred_by|applied_before|on|view)$/.test(text)
    ? `$.${text}`
    : text
}

/** A test that has something to do with a value: made to hold on it, or narrowly not. */
export function testOf(value: Json, random: Random, depth = 0): Written {
  if (random.once(14))
    return random.pick<Written>([
      { present: true },
      { present: false },
      { configured: true },
      { configured: false },
    ])
  if (value === null)
    return random.pick<Written>([
      null,
      { not_equals: null },
      { present: false },
      { equals: '' },
      { equals: 0 },
      { in: [null, 'x'] },
      { length: 0 },
      false,
    ])
  if (typeof value === 'string') return textTest(value, random)
  if (typeof value === 'boolean')
    return random.pick<Written>([
      value,
      !value,
      { not_equals: value },
      { in: [value] },
      { equals: String(value) },
      { not_in: [!value, null] },
    ])
  if (isNumber(value)) return numberTest(Number(printNumber(value)), random)
  if (isArray(value)) return listTest(value, random, depth)
  return isObject(value) ? mapTest(value, random, depth) : null
}

function textTest(text: string, random: Random): Written {
  const from = random.below(text.length + 1)
  const to = from + random.below(text.length - from + 1)
  const part = literalText(text.slice(from, to))
  const head = literalText(text.slice(0, to))
  const tail = literalText(text.slice(from))
  const whole = literalText(text)
  const other = literalText(changed(text, random))
  const pattern = patternOf(text, random)
  const makers: readonly (() => Written)[] = [
    () => whole,
    () => other,
    () => ({ not_equals: random.once(2) ? whole : other }),
    () => ({ in: [other, whole] }),
    () => ({ in: ['x', other] }),
    () => ({ not_in: random.once(2) ? [other, 'x'] : [whole] }),
    () => ({ matches: pattern }),
    () => ({ not_matches: pattern }),
    () => ({
      matches: random.pick([
        '^arn:aws',
        '^[a-z0-9-]+$',
        '/',
        ':[0-9]{12}:',
        '^$',
        '^.{3,63}$',
        '\\*$',
        '^(a|b|l)',
        'x{2}',
      ]),
    }),
    () => ({ like: likeOf(text, random) }),
    () => ({ starts_with: head }),
    () => ({ starts_with: literalText(changed(text.slice(0, to), random)) }),
    () => ({ ends_with: tail }),
    () => ({ ends_with: literalText(changed(text.slice(from), random)) }),
    () => ({ prefix_of: random.once(2) ? `${whole}/x` : other }),
    () => ({ contains: random.once(2) ? part : literalText(changed(text.slice(from, to), random)) }),
    () => ({ contains_any: [other, part] }),
    () => ({ contains_all: [head, tail] }),
    () => ({ contains_none: random.once(2) ? [other] : [part === '' ? 'x' : part] }),
    () => ({ length: lengthTest([...text].length, random) }),
    () => (Number.isNaN(Number(text)) || text === '' ? whole : { gte: Number(text) }),
    () => decodedTest(text, random) ?? whole,
    () => decodedTest(text, random) ?? { starts_with: head, ends_with: tail },
  ]
  return random.pick(makers)()
}

/** A look into text that holds JSON. */
function decodedTest(text: string, random: Random): Written | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    const decoded = JSON.parse(text) as Json
    if (isObject(decoded) && Object.hasOwn(decoded, 'Statement') && random.once(2))
      return policyTest(decoded, random)
    return { json: isObject(decoded) ? conditionOf(decoded, random, 0) : { $value: testOf(decoded, random) } }
  } catch {
    return undefined
  }
}

/** A statement of a policy document, asked for as it is or narrowly not. */
function policyTest(document: JsonObject, random: Random): Written | undefined {
  const list = document['Statement']
  const statements = isArray(list) ? list : [list ?? null]
  if (statements.length === 0) return undefined
  const statement = random.pick(statements)
  if (!isObject(statement)) return undefined
  const texts = (json: Json | undefined): readonly string[] =>
    (isArray(json) ? json : [json ?? null]).flatMap((one) =>
      typeof one === 'string' ? [literalText(one)] : [],
    )
  const condition: Record<string, unknown> = {}
  const actions = texts(statement['Action'])
  const resources = texts(statement['Resource'])
  const principal = statement['Principal']
  if (!random.once(3)) condition['effect'] = random.once(6) ? 'Deny' : 'Allow'
  if (actions.length > 0 && !random.once(3))
    condition[random.pick(['grants', 'grants_any', 'actions_within'])] = random.once(4)
      ? 's3:GetObject'
      : random.pick(actions)
  if (resources.length > 0 && !random.once(2)) {
    const resource = random.pick(resources)
    condition[random.pick(['on', 'resources_within'])] = random.once(4) ? changed(resource, random) : resource
  }
  if (isObject(principal) && !random.once(3)) {
    const [type = 'AWS'] = Object.keys(principal)
    const names = texts(principal[type])
    if (names.length > 0)
      condition[random.pick(['principal', 'principals_within'])] = {
        [type]: random.once(4) ? changed(random.pick(names), random) : random.pick(names),
      }
  }
  if (random.once(6)) condition['principal'] = { public: true }
  if (Object.keys(condition).length === 0) condition['effect'] = 'Allow'
  return { iam_policy: { [random.pick(['some', 'some', 'none', 'each'])]: condition } }
}

function numberTest(number: number, random: Random): Written {
  const near = number + random.pick([-1, 1, 10])
  return random.pick<Written>([
    number,
    near,
    { not_equals: random.once(2) ? number : near },
    { gt: random.once(2) ? number : near },
    { gte: random.once(2) ? number : near },
    { lt: random.once(2) ? number : near },
    { lte: random.once(2) ? number : near },
    { in: [near, number] },
    { not_in: [near] },
    { equals: String(number) },
  ])
}

function lengthTest(length: number, random: Random): Written {
  const near = Math.max(0, length + random.pick([-1, 0, 0, 1]))
  return random.pick<Written>([
    near,
    { gte: near },
    { lte: near },
    { gt: near },
    { lt: near },
    { equals: near },
  ])
}

function listTest(list: readonly Json[], random: Random, depth: number): Written {
  const scalars = list.flatMap((one) => (typeof one === 'string' ? [literalText(one)] : []))
  const makers: (() => Written)[] = [
    () => ({ length: lengthTest(list.length, random) }),
    () => ({ present: random.once(2) }),
    () => ({
      count: { where: elementOf(list, random, depth), is: lengthTest(random.below(list.length + 1), random) },
    }),
    () => ({ [random.pick(['some', 'each', 'none'])]: elementOf(list, random, depth) }),
    () => ({ [random.pick(['some', 'each', 'none'])]: elementOf(list, random, depth) }),
  ]
  if (scalars.length > 0 || list.length === 0) {
    const one = (): string =>
      scalars.length === 0 || random.once(3) ? changed(scalars[0] ?? 'x', random) : random.pick(scalars)
    makers.push(
      () => ({ contains: one() }),
      () => ({ contains_all: [one(), one()] }),
      () => ({ contains_any: [one(), one()] }),
      () => ({ contains_none: [one(), one()] }),
      () => ({ equals: scalars.length === list.length ? scalars : [] }),
      () => ({ not_equals: random.once(2) ? scalars : [...scalars, one()] }),
    )
  }
  return random.pick(makers)()
}

function elementOf(list: readonly Json[], random: Random, depth: number): Written {
  if (list.length === 0 || depth > 3) return { $value: random.pick<Written>(['x', { present: true }]) }
  const element = random.pick(list)
  if (isObject(element)) return conditionOf(element, random, depth + 1)
  return { $value: testOf(element, random, depth + 1) }
}

function mapTest(map: JsonObject, random: Random, depth: number): Written {
  const keys = Object.keys(map).map(literalText)
  const key = (): string =>
    keys.length === 0 || random.once(3) ? changed(keys[0] ?? 'k', random) : random.pick(keys)
  const makers: (() => Written)[] = [
    () => ({ has_keys: [key(), key()] }),
    () => ({ contains: key() }),
    () => ({ contains_any: [key(), key()] }),
    () => ({ contains_none: [key()] }),
    () => ({ length: lengthTest(keys.length, random) }),
    () => ({ present: random.once(2) }),
    () => ({ [random.pick(['some', 'each', 'none'])]: elementOf(Object.values(map), random, depth) }),
  ]
  if (Object.values(map).every((value) => typeof value === 'string'))
    makers.push(() => ({
      equals: Object.fromEntries(
        Object.entries(map).map(([name, value]) => [name, literalText(String(value))]),
      ),
    }))
  return random.pick(makers)()
}

/** A condition on an object: tests on one or two of its members, or on what is inside them. */
export function conditionOf(
  object: JsonObject,
  random: Random,
  depth: number,
): { readonly [key: string]: unknown } {
  const names = Object.keys(object)
  if (names.length === 0) return { nothing_here: { present: false } }
  const condition: Record<string, unknown> = {}
  for (let count = random.once(3) ? 2 : 1; count > 0; count -= 1) {
    const { path, value } = placeIn(object, random)
    condition[writtenPath(path)] = testOf(value, random, depth)
  }
  if (random.once(10)) return { not: condition }
  if (random.once(12)) return { any: [condition, conditionOf(object, random, depth + 1)] }
  return condition
}

/** Some place in an object, mostly right inside it. */
export function placeIn(
  object: JsonObject,
  random: Random,
): { readonly path: readonly Step[]; readonly value: Json } {
  const path: Step[] = []
  let value: Json = object
  for (;;) {
    const steps: readonly Step[] = isArray(value)
      ? [...value.keys()]
      : isObject(value)
        ? Object.keys(value)
        : []
    if (steps.length === 0 || (path.length > 0 && random.once(2))) return { path, value }
    const step: Step = random.pick(steps)
    path.push(step)
    value = (value as { readonly [step: string | number]: Json })[step] ?? null
  }
}

/** Other text that is much like it. */
export function changed(text: string, random: Random): string {
  const at = random.below(text.length + 1)
  const insert = random.pick(['x', '0', '-', '/', '*', 'A'])
  return random.pick([
    `${text}${insert}`,
    `${insert}${text}`,
    `${text.slice(0, at)}${insert}${text.slice(at)}`,
    `${text.slice(0, at)}${insert}${text.slice(at + 1)}`,
    text.slice(0, -1),
    text.toUpperCase() === text ? `${text}_` : text.toUpperCase(),
  ])
}

/** A regular expression made of parts of the text. */
function patternOf(text: string, random: Random): string {
  const from = random.below(text.length + 1)
  const to = from + random.below(Math.min(20, text.length - from + 1))
  const source = random.once(4) ? changed(text.slice(from, to), random) : text.slice(from, to)
  const escaped = literalText(source.replace(RE_SPECIAL, '\\$&'))
  const loose = random.once(2) ? escaped.replace(/[0-9]+/g, '[0-9]+') : escaped
  return `${random.once(3) || from === 0 ? '' : ''}${from === 0 && random.once(2) ? '^' : ''}${loose}${to === text.length && random.once(2) ? '$' : ''}`
}

/** A glob made of the text. */
function likeOf(text: string, random: Random): string {
  const from = random.below(text.length + 1)
  const to = from + random.below(text.length - from + 1)
  const glob = `${text.slice(0, from)}*${text.slice(to)}`
  return literalText(random.once(3) ? changed(glob, random) : glob)
}
