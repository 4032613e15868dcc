import type { Json, JsonObject, ValuesModule, ValuesResource } from '../../src/plan/plan-document.ts'
import { isArray, isObject } from '../../src/plan/planned-value.ts'
import type { Step } from '../../src/plan/value.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { readPolicy } from '../../src/validate/policy-file.ts'
import type { AppliedCase } from './cases.ts'
import {
  changed,
  conditionOf,
  literalText,
  placeIn,
  testOf,
  type Written,
  writtenPath,
} from './probe-values.ts'
import type { Random } from './random.ts'

interface Held {
  readonly resource: ValuesResource
  readonly values: JsonObject
  /** Top-level attributes that the create plan does not know. */
  readonly unknown: JsonObject
}

/**
 * Rules about the values of a case, made by chance: each has something to do with what stands in the applied state, so that it holds
 * there, or narrowly does not. What the language cannot say is left out.
 */
export function probePolicy(given: AppliedCase, count: number, random: Random): Policy {
  const objects = objectsOf(given)
  const rules: unknown[] = []
  if (objects.length > 0) {
    for (let index = 0; index < count; index += 1) {
      rules.push({
        id: `probe-${index}`,
        title: 'probe',
        severity: 'low',
        message: 'probe',
        ...probe(objects, random),
      })
    }
  }
  return readable(rules, given.name)
}

/** The rules that can be read: some operators may not take what chance gives them. */
function readable(rules: readonly unknown[], name: string): Policy {
  const whole = readPolicy(textOf(rules), name)
  if (whole.policy !== undefined) return whole.policy
  const kept = rules.filter((rule) => readPolicy(textOf([rule]), name).policy !== undefined)
  const { policy, diagnostics } = readPolicy(textOf(kept), name)
  if (policy === undefined) throw new Error(JSON.stringify(diagnostics))
  return policy
}

function textOf(rules: readonly unknown[]): string {
  return JSON.stringify({ policy: 'probes', title: 'Probes', rules }, null, 1)
}

function objectsOf({ applied, create }: AppliedCase): readonly Held[] {
  const masks = new Map(
    (create.resource_changes ?? []).map((change) => [change.address, change.change.after_unknown]),
  )
  const objects: Held[] = []
  const visit = (module: ValuesModule | undefined): void => {
    for (const resource of module?.resources ?? []) {
      if (resource.deposed_key !== undefined) continue
      const mask = masks.get(resource.address)
      const values = resource.values ?? {}
      const unknown = Object.fromEntries(
        Object.entries(values).filter(
          ([name]) =>
            isObject(mask ?? null) &&
            Object.hasOwn(mask as JsonObject, name) &&
            hasTrue((mask as JsonObject)[name]),
        ),
      )
      objects.push({ resource, values, unknown })
    }
    for (const child of module?.child_modules ?? []) visit(child)
  }
  visit(applied)
  return objects
}

function hasTrue(mask: Json | undefined): boolean {
  if (isArray(mask ?? null)) return (mask as readonly Json[]).some(hasTrue)
  return isObject(mask ?? null) ? Object.values(mask as JsonObject).some(hasTrue) : mask === true
}

function probe(objects: readonly Held[], random: Random): { readonly [key: string]: unknown } {
  const subject = random.pick(objects)
  const condition = random.once(4) ? relation(subject, objects, random, 0) : plain(subject, random)
  const match = matchOf(subject)
  if (random.once(12)) return { match, when: plain(subject, random), require: condition }
  if (random.once(15)) return { match: { ...match, where: plain(subject, random) }, require: condition }
  if (random.once(15))
    return {
      match: 'plan',
      require: {
        count: {
          of: { ...match, where: plain(subject, random) },
          is: random.pick<Written>([1, 2, { gte: 1 }, { lte: 1 }]),
        },
      },
    }
  return { match, [random.once(4) ? 'forbid' : 'require']: condition }
}

function matchOf({ resource }: Held): { readonly [key: string]: unknown } {
  return resource.mode === 'data' ? { type: resource.type, mode: 'data' } : { type: resource.type }
}

function plain(subject: Held, random: Random): { readonly [key: string]: unknown } {
  const { values, unknown } = subject
  const from = Object.keys(unknown).length > 0 && !random.once(3) ? unknown : values
  if (Object.keys(from).length === 0) return { id: { present: true } }
  if (random.once(8)) return interpolated(subject, random) ?? conditionOf(from, random, 0)
  if (random.once(20)) return { any: [conditionOf(from, random, 0), conditionOf(values, random, 0)] }
  if (random.once(20))
    return Object.fromEntries([
      ['when', conditionOf(values, random, 0)],
      ['then', conditionOf(from, random, 0)],
    ])
  return conditionOf(from, random, 0)
}

/** A test against another attribute of the same resource, or a part of it. */
function interpolated({ values }: Held, random: Random): { readonly [key: string]: unknown } | undefined {
  const texts = textsOf(values).filter(({ text }) => text.length >= 3)
  if (texts.length < 2) return undefined
  const inside = random.pick(texts)
  const around = texts.filter(
    ({ text, path }) => text.includes(inside.text) && path.join() !== inside.path.join(),
  )
  if (around.length === 0) return undefined
  const { path, text } = random.pick(around)
  const [before = '', after = ''] = text.split(inside.text)
  const operand = `${literalText(before)}\${self.${writtenPath(inside.path).replace(/^\$\./, '')}}${literalText(after)}`
  const asked = random.once(4) ? changed(operand, random) : operand
  return {
    [writtenPath(path)]: {
      [random.pick(['equals', 'equals', 'not_equals', 'starts_with', 'contains', 'like'])]: asked,
    },
  }
}

function textsOf(values: JsonObject): readonly { readonly path: readonly Step[]; readonly text: string }[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (typeof value === 'string') return [{ path: [name], text: value }]
    if (isArray(value) && value.length > 0 && isObject(value[0] ?? null))
      return Object.entries(value[0] as JsonObject).flatMap(([inner, text]) =>
        typeof text === 'string' ? [{ path: [name, 0, inner], text }] : [],
      )
    return []
  })
}

/** Two resources that have a value in common, or that might. */
function relation(
  subject: Held,
  objects: readonly Held[],
  random: Random,
  depth: number,
): { readonly [key: string]: unknown } {
  const mine = textsOf(subject.values).filter(({ text }) => text.length >= 3)
  if (mine.length === 0) return plain(subject, random)
  const through = random.pick(mine)
  const links = objects.flatMap((other) =>
    other === subject || other.resource.mode === 'data'
      ? []
      : textsOf(other.values).flatMap((end) =>
          end.text.length >= 3 &&
          (end.text === through.text || (end.text.length > 6 && through.text.startsWith(end.text)))
            ? [{ other, end }]
            : [],
        ),
  )
  const link = links.length > 0 && !random.once(6) ? random.pick(links) : undefined
  const other = link?.other ?? random.pick(objects)
  const ends = link === undefined ? textsOf(other.values).filter(({ path }) => path.length === 1) : [link.end]
  if (ends.length === 0 || other.resource.mode === 'data') return plain(subject, random)
  const end = random.pick(ends)
  const where = random.once(2)
    ? undefined
    : depth < 2 && random.once(4)
      ? relation(other, objects, random, depth + 1)
      : plain(other, random)
  const further = {
    ...(where === undefined ? {} : { where }),
    ...(random.once(2)
      ? {}
      : {
          quantifier: random.pick<unknown>([
            'some',
            'some',
            'none',
            'each',
            { count: 1 },
            { count: { gte: 2 } },
          ]),
        }),
    ...(random.once(2) ? {} : { outside_plan: random.pick(['holds', 'does_not_hold']) }),
  }
  const isReverse = random.once(3)
  if (isReverse) {
    return {
      referred_by: {
        type: other.resource.type,
        through: writtenPath(end.path),
        to: [writtenPath(through.path)],
        ...further,
      },
    }
  }
  const rest = link === undefined ? '' : through.text.slice(link.end.text.length)
  const target = rest === '' ? writtenPath(end.path) : `\${${writtenPath(end.path)}}${literalText(rest)}`
  return {
    refers_to: { type: other.resource.type, through: writtenPath(through.path), to: [target], ...further },
  }
}

export { placeIn, testOf }
