import fc, { type Arbitrary } from 'fast-check'
import { test } from 'tap'
import type { Json, PlanDocument } from '../../src/plan/plan-document.ts'
import { judge, policyOf } from '../judge.ts'

/**
 * Relations and plan-wide conditions made at random, over a small plan made at random: making attributes unknown makes answers
 * unknown, and nothing else.
 */
interface Plan {
  /** The bucket that each trail names; `outside` is in no plan. */
  readonly trails: readonly string[]
  readonly buckets: readonly boolean[]
  readonly blocks: readonly { readonly bucket: string; readonly isStrict: boolean }[]
}

const NAMES = ['b0', 'b1', 'outside'] as const
const plans: Arbitrary<Plan> = fc.record({
  trails: fc.array(fc.constantFrom<string>(...NAMES), { minLength: 1, maxLength: 2 }),
  buckets: fc.array(fc.boolean(), { minLength: 1, maxLength: 2 }),
  blocks: fc.array(fc.record({ bucket: fc.constantFrom<string>(...NAMES), isStrict: fc.boolean() }), {
    maxLength: 3,
  }),
})

/** `mask` says, attribute by attribute, what is known after the apply only. */
function documentOf(plan: Plan, mask: (attribute: string) => boolean): PlanDocument {
  const instances = [
    ...plan.trails.map((bucket, index) =>
      instance('aws_cloudtrail', `t${index}`, { s3_bucket_name: bucket }, mask),
    ),
    ...plan.buckets.map((isKept, index) =>
      instance('aws_s3_bucket', `b${index}`, { bucket: `b${index}`, force_destroy: isKept }, mask, {
        id: `b${index}`,
      }),
    ),
    ...plan.blocks.map(({ bucket, isStrict }, index) =>
      instance(
        'aws_s3_bucket_public_access_block',
        `p${index}`,
        { bucket, block_public_acls: isStrict },
        mask,
      ),
    ),
  ]
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: instances.map(({ change }) => change),
    configuration: {
      provider_config: { aws: { name: 'aws', full_name: AWS } },
      root_module: { resources: instances.map(({ block }) => block) },
    },
  } as unknown as PlanDocument
}

const AWS = 'registry.terraform.io/hashicorp/aws'

function instance(
  type: string,
  name: string,
  written: Readonly<Record<string, Json>>,
  mask: (attribute: string) => boolean,
  computed: Readonly<Record<string, Json>> = {},
): { readonly change: unknown; readonly block: unknown } {
  const address = `${type}.${name}`
  const isMasked = (attribute: string): boolean => mask(`${address}.${attribute}`)
  const attributes = Object.entries({ ...written, ...computed })
  return {
    change: {
      address,
      mode: 'managed',
      type,
      name,
      provider_name: AWS,
      change: {
        actions: ['create'],
        before: null,
        after: Object.fromEntries(attributes.filter(([attribute]) => !isMasked(attribute))),
        after_unknown: Object.fromEntries(
          attributes.filter(([attribute]) => isMasked(attribute)).map(([attribute]) => [attribute, true]),
        ),
        before_sensitive: false,
        after_sensitive: {},
      },
    },
    block: {
      address,
      mode: 'managed',
      type,
      name,
      provider_config_key: 'aws',
      expressions: Object.fromEntries(
        Object.entries(written).map(([attribute, value]) => [
          attribute,
          isMasked(attribute) ? { references: ['var.x'] } : { constant_value: value },
        ]),
      ),
    },
  }
}

const numbers = fc.constantFrom<unknown>(0, 1, { gte: 1 }, { lte: 1 }, { gt: 1 })
const quantifiers = fc.oneof(
  fc.constantFrom<unknown>('some', 'each', 'none'),
  numbers.map((count): unknown => ({ count })),
)
const outside = fc.constantFrom('unknown', 'holds', 'does_not_hold')
const strict = fc.constantFrom<unknown>(
  { block_public_acls: true },
  { block_public_acls: false },
  { not: { block_public_acls: true } },
)

/** Bucket ← public access block. */
const blocks = fc
  .record({ quantifier: quantifiers, outside_plan: outside, where: fc.option(strict, { nil: undefined }) })
  .map((options) => ({
    referred_by: given({
      type: 'aws_s3_bucket_public_access_block',
      through: 'bucket',
      to: ['id', 'bucket'],
      ...options,
    }),
  }))
const onBuckets = fc.oneof(
  blocks,
  fc.constant({ force_destroy: true }),
  fc.constant({ not: { force_destroy: true } }),
)

/** Trail → bucket, with a condition on it, which may go on to its blocks and name it. */
const trails = fc
  .record({ quantifier: quantifiers, outside_plan: outside, where: fc.option(onBuckets, { nil: undefined }) })
  .map((options) => ({
    refers_to: given({
      type: 'aws_s3_bucket',
      through: 's3_bucket_name',
      to: ['id', 'bucket'],
      as: 'found',
      ...options,
    }),
  }))
const counts = fc
  .tuple(
    fc.constantFrom<unknown>(
      { type: 'aws_s3_bucket', where: { force_destroy: true } },
      { type: 'aws_s3_bucket_public_access_block', where: { bucket: '${self.s3_bucket_name}' } },
      'aws_cloudtrail',
    ),
    numbers,
  )
  .map(([of, is]) => ({ count: { of, is } }))
const ordered = fc.constant({
  referred_by: {
    type: 'aws_cloudtrail',
    through: 's3_bucket_name',
    to: ['s3_bucket_name'],
    as: 'other',
    where: { applied_before: 'self' },
  },
})

const conditions: Arbitrary<unknown> = fc.letrec<{ readonly condition: unknown }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: trails },
    { weight: 2, arbitrary: counts },
    { weight: 1, arbitrary: ordered },
    { weight: 1, arbitrary: tie('condition').map((not) => ({ not })) },
    {
      weight: 1,
      arbitrary: fc.array(tie('condition'), { minLength: 1, maxLength: 2 }).map((any) => ({ any })),
    },
    {
      weight: 1,
      arbitrary: fc.array(tie('condition'), { minLength: 1, maxLength: 2 }).map((all) => ({ all })),
    },
  ),
})).condition

function given(options: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

function policyFor(condition: unknown): ReturnType<typeof policyOf> {
  return policyOf(
    `policy: p\nrules:\n  - { id: r, severity: low, match: aws_cloudtrail, require: ${JSON.stringify(condition)} }\n`,
  )
}

function search(runs: number): { readonly numRuns: number; readonly seed?: number } {
  const more = process.env['RUNS']
  return more === undefined ? { numRuns: runs, seed: 1 } : { numRuns: Number(more) }
}

test('making attributes of either end unknown never flips what relations, counts and orders say', (t) => {
  let settled = 0
  let open = 0
  fc.assert(
    fc.property(
      conditions,
      plans,
      fc.infiniteStream(fc.nat(3)),
      fc.boolean(),
      (condition, plan, stream, trust) => {
        const policies = [policyFor(condition)]
        const masked = new Map<string, boolean>()
        const mask = (attribute: string): boolean => {
          const known = masked.get(attribute)
          if (known !== undefined) return known
          const chosen = stream.next().value === 0
          masked.set(attribute, chosen)
          return chosen
        }
        const options = { trustReferences: trust }
        const before = judge(
          documentOf(plan, () => false),
          policies,
          options,
        )
        const after = judge(documentOf(plan, mask), policies, options)
        return after.every((result, index) => {
          if (result.status === 'unknown') open += 1
          else settled += 1
          return result.status === 'unknown' || result.status === before[index]?.status
        })
      },
    ),
    search(1500),
  )
  t.ok(settled > 100 && open > 100, `${settled} settled, ${open} open`)
  t.end()
})

test('`none` is not `some`, and what is said twice is said once', (t) => {
  fc.assert(
    fc.property(trails, plans, (condition, plan) => {
      const document = documentOf(plan, () => false)
      const status = (asked: unknown) => judge(document, [policyFor(asked)]).map((result) => result.status)
      const twice = status({ not: { not: condition } })
      return (
        JSON.stringify(status(condition)) === JSON.stringify(twice) &&
        JSON.stringify(status({ all: [condition, condition] })) === JSON.stringify(status(condition))
      )
    }),
    search(300),
  )
  t.end()
})
