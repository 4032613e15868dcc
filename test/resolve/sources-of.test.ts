import { test } from 'tap'
import { printPath } from '../../src/plan/value.ts'
import { indexSources, type SourceIndex, type Sources } from '../../src/resolve/sources-of.ts'
import type { Nesting } from '../../src/resolve/written.ts'
import { instanceAt, planOf, readPlan, unknownLeaves } from './read-plan.ts'

const FE = 'terraform_data.fe["a"] *, terraform_data.fe["b"] *'
const CNT = 'terraform_data.cnt[0] *, terraform_data.cnt[1] *, terraform_data.cnt[2] *'
const ONE_OR_TWO = 'terraform_data.one id, terraform_data.two id'
const LEAVES = 'module.each["a"].terraform_data.leaf id, module.each["b"].terraform_data.leaf id'
const TABLES = ['eu/dev', 'eu/prod', 'us/prod']
  .map((key) => `module.t["${key}"].aws_dynamodb_table.this arn`)
  .join(', ')
const SERVICES = ['42', 'api.public', 'worker-1']
  .flatMap((key) =>
    ['aws_cloudwatch_log_group', 'aws_iam_role'].map((type) => `module.svc["${key}"].${type}.this arn`),
  )
  .join(', ')

/**
 * What `main.tf` of each plan makes of each unknown leaf that it writes: all attributes that the expression may draw on, as far as
 * plan JSON tells. `*`: the expression's text in plan JSON does not tell which attribute.
 */
const EXPECTED: Readonly<Record<string, readonly (readonly [leaf: string, sources: string])[]>> = {
  resolve: [
    ['terraform_data.x01_direct input', 'one terraform_data.one id'],
    ['terraform_data.x02_up3 input', 'one module.l1.module.l2.terraform_data.deep id'],
    [
      'terraform_data.x03_up_obj input',
      'several module.l1.module.l2.terraform_data.deep id, module.l1.module.l2.terraform_data.deep2[0] id',
    ],
    ['terraform_data.x04_each_same["a"] input', `several ${FE}`],
    ['terraform_data.x04_each_same["b"] input', `several ${FE}`],
    ['terraform_data.x05_each_module["a"] input', `several ${LEAVES}, ${FE}`],
    ['terraform_data.x05_each_module["b"] input', `several ${LEAVES}, ${FE}`],
    ['terraform_data.x06_chain_foreach["a"] input', `several ${FE}`],
    ['terraform_data.x06_chain_foreach["b"] input', `several ${FE}`],
    ['terraform_data.x07_chain_module["a"] input', `several ${LEAVES}, ${FE}`],
    ['terraform_data.x07_chain_module["b"] input', `several ${LEAVES}, ${FE}`],
    ['terraform_data.x08_count_shift[0] input', `several ${CNT}`],
    ['terraform_data.x08_count_shift[1] input', `several ${CNT}`],
    ['terraform_data.x09_count_same[0] input', `several ${CNT}`],
    ['terraform_data.x09_count_same[1] input', `several ${CNT}`],
    ['terraform_data.x09_count_same[2] input', `several ${CNT}`],
    ['terraform_data.x10_one input', 'one terraform_data.one *'],
    ['terraform_data.x11_try input', 'one terraform_data.two id'],
    ['terraform_data.x12_local input', 'opaque'],
    ['terraform_data.x13_local_map["a"] input', 'opaque'],
    ['terraform_data.x13_local_map["b"] input', 'opaque'],
    ['terraform_data.x14_local_cond input', 'opaque'],
    ['terraform_data.x15_splat_list input[0]', `several ${CNT}`],
    ['terraform_data.x15_splat_list input[1]', `several ${CNT}`],
    ['terraform_data.x15_splat_list input[2]', `several ${CNT}`],
    ['terraform_data.x16_values input[0]', `several ${FE}`],
    ['terraform_data.x16_values input[1]', `several ${FE}`],
    ['terraform_data.x17_tmpl input', 'one terraform_data.one id'],
    ['terraform_data.x18_two_refs input', `several ${ONE_OR_TWO}`],
    ['terraform_data.x19_swapped["a"] input', `several ${FE}`],
    ['terraform_data.x19_swapped["b"] input', `several ${FE}`],
    [
      'terraform_data.x20_mod_splat input[0]',
      `several module.cnt[0].terraform_data.leaf id, module.cnt[1].terraform_data.leaf id, ${CNT}`,
    ],
    [
      'terraform_data.x20_mod_splat input[1]',
      `several module.cnt[0].terraform_data.leaf id, module.cnt[1].terraform_data.leaf id, ${CNT}`,
    ],
    ['terraform_data.x21_mod_values input[0]', `several ${LEAVES}, ${FE}`],
    ['terraform_data.x21_mod_values input[1]', `several ${LEAVES}, ${FE}`],
    ['terraform_data.x22_obj input.one', `several ${ONE_OR_TWO}`],
    ['terraform_data.x22_obj input.two', `several ${ONE_OR_TWO}`],
    ['terraform_data.x23_deep_in input', `several ${ONE_OR_TWO}`],
    ['terraform_data.x24_each_value_obj["p"] input', `several ${ONE_OR_TWO}`],
    ['terraform_data.x24_each_value_obj["q"] input', `several ${ONE_OR_TWO}`],
    ['terraform_data.x25_attr_of_attr input', 'one terraform_data.x24_each_value_obj["p"] output'],
    ['terraform_data.x26_setproduct["a-r"] input', `several ${FE}`],
    ['terraform_data.x26_setproduct["a-w"] input', `several ${FE}`],
    ['terraform_data.x26_setproduct["b-r"] input', `several ${FE}`],
    ['terraform_data.x26_setproduct["b-w"] input', `several ${FE}`],
    ['terraform_data.x27_element[0] input', `several ${CNT}`],
    ['terraform_data.x27_element[1] input', `several ${CNT}`],
    ['terraform_data.x27_element[2] input', `several ${CNT}`],
    ['terraform_data.x27_element[3] input', `several ${CNT}`],
    [
      'terraform_data.x28_trigger triggers_replace[0]',
      'several terraform_data.one id, module.each["b"].terraform_data.leaf id',
    ],
    [
      'terraform_data.x28_trigger triggers_replace[1]',
      'several terraform_data.one id, module.each["b"].terraform_data.leaf id',
    ],
    ['module.cnt[0].terraform_data.leaf input', `several ${CNT}`],
    ['module.cnt[1].terraform_data.leaf input', `several ${CNT}`],
    ['module.each["a"].terraform_data.leaf input', `several ${FE}`],
    ['module.each["b"].terraform_data.leaf input', `several ${FE}`],
    ['module.l1.module.l2.terraform_data.deep input', 'one terraform_data.one id'],
    ['module.l1.module.l2.terraform_data.deep2[0] input', `several ${ONE_OR_TWO}`],
  ],
  same_module_twice: [
    ['terraform_data.c input', 'one module.b.terraform_data.c id'],
    ['module.a.terraform_data.c input', 'one terraform_data.x id'],
    ['module.b.terraform_data.c input', 'one module.a.terraform_data.c id'],
  ],
  module_without_resources: [
    ['terraform_data.computed input', 'opaque'],
    ['terraform_data.each["a"] input', 'opaque terraform_data.src id'],
    ['terraform_data.each["b"] input', 'opaque terraform_data.src id'],
    ['terraform_data.passthrough input', 'one terraform_data.src id'],
  ],
  zero_instances: [
    ['terraform_data.coalesce input', 'one terraform_data.u id'],
    ['terraform_data.cond input', 'one terraform_data.u id'],
  ],
  instance_keys: [],
  aws_trail_module: [
    [
      'aws_cloudtrail.main event_selector[0].data_resource[1].values[0]',
      'one module.logs.aws_s3_bucket.logs[0] *',
    ],
    ['aws_cloudtrail.main kms_key_id', 'opaque'],
    ['aws_cloudtrail.main s3_bucket_name', 'one module.logs.aws_s3_bucket.logs[0] id'],
    ['aws_kms_alias.trail[0] target_key_id', 'one aws_kms_key.trail[0] *'],
    [
      'module.logs.data.aws_iam_policy_document.logs[0] statement[0].resources[0]',
      'one module.logs.aws_s3_bucket.logs[0] arn',
    ],
    [
      'module.logs.data.aws_iam_policy_document.logs[0] statement[1].resources[0]',
      'one module.logs.aws_s3_bucket.logs[0] arn',
    ],
    ['module.logs.aws_s3_bucket_policy.logs[0] bucket', 'one module.logs.aws_s3_bucket.logs[0] id'],
    [
      'module.logs.aws_s3_bucket_policy.logs[0] policy',
      'one module.logs.data.aws_iam_policy_document.logs[0] json',
    ],
    [
      'module.logs.aws_s3_bucket_public_access_block.logs[0] bucket',
      'one module.logs.aws_s3_bucket.logs[0] *',
    ],
    ['module.logs.aws_s3_bucket_versioning.logs[0] bucket', 'one module.logs.aws_s3_bucket.logs[0] id'],
    ['module.logs.aws_s3_bucket_versioning.logs[0] versioning_configuration[0].mfa_delete', 'provider'],
  ],
  mod_foreach_modules: [
    ['aws_s3_bucket_policy.shared bucket', 'one aws_s3_bucket.shared id'],
    ['aws_s3_bucket_policy.shared policy', `several aws_s3_bucket.shared arn, ${SERVICES}`],
    ['aws_ssm_parameter.all value', `several ${SERVICES}`],
    ['aws_ssm_parameter.one value', 'one module.svc["api.public"].aws_cloudwatch_log_group.this arn'],
    [
      'module.svc["api.public"].aws_iam_role_policy.this[0] policy',
      'opaque module.svc["api.public"].aws_cloudwatch_log_group.this arn, aws_s3_bucket.shared arn',
    ],
    [
      'module.svc["worker-1"].aws_iam_role_policy.this[0] policy',
      'opaque module.svc["worker-1"].aws_cloudwatch_log_group.this arn, aws_s3_bucket.shared arn',
    ],
  ],
  trap_module_instances_same_name: [
    ['aws_ssm_parameter.first value', `several ${TABLES}`],
    ['aws_ssm_parameter.map value', `several ${TABLES}`],
    ['aws_ssm_parameter.not value', `opaque ${TABLES}`],
    ['aws_ssm_parameter.pick value', `opaque ${TABLES}`],
    ['aws_ssm_parameter.prods value', `several ${TABLES}`],
  ],
  trap_two_candidate_modules: [
    ['aws_s3_bucket_policy.active bucket', 'opaque'],
    ['aws_s3_bucket_policy.active policy', 'opaque'],
    ['aws_s3_bucket_policy.idle bucket', 'opaque'],
    ['aws_s3_bucket_policy.idle policy', 'opaque'],
  ],
}

/** `terraform_data` has no blocks, and a bucket's `mfa_delete` is an argument. */
const nesting: Nesting = (type, names) =>
  type === 'terraform_data' || names.at(-1) === 'mfa_delete' ? 'attribute' : undefined

for (const [name, expected] of Object.entries(EXPECTED)) {
  test(`the sources of every unknown leaf of ${name}`, (t) => {
    const plan = readPlan(name)
    const index = indexSources(plan, nesting)
    const found = plan.instances.flatMap((instance) =>
      unknownLeaves(instance)
        .filter(([argument]) => Object.hasOwn(instance.configuration?.expressions ?? {}, String(argument)))
        .map((path) => [
          `${instance.addressText} ${printPath(path)}`,
          printSources(index.sourcesOf(instance, path)),
        ]),
    )
    t.strictSame(found, expected)
    t.end()
  })
}

function printSources(sources: Sources): string {
  if (sources.kind === 'provider') return 'provider'
  const kind = sources.kind === 'opaque' ? 'opaque' : sources.exactlyOne ? 'one' : 'several'
  const candidates = sources.candidates.map(
    ({ instance, path }) => `${instance.addressText} ${path === null ? '*' : printPath(path)}`,
  )
  return candidates.length === 0 ? kind : `${kind} ${candidates.join(', ')}`
}

test('what nothing is written for is the provider\u2019s choice', (t) => {
  const plan = readPlan('instance_keys')
  const index = indexSources(plan, nesting)
  for (const instance of plan.instances) {
    for (const path of unknownLeaves(instance)) t.same(index.sourcesOf(instance, path), { kind: 'provider' })
  }
  const trail = readPlan('aws_trail_module')
  const bucket = instanceAt(trail, 'module.logs.aws_s3_bucket.logs[0]')
  t.match(indexSources(trail).sourcesOf(bucket, ['arn']), { kind: 'opaque', because: /dynamic/ })
  t.same(indexSources(trail, () => 'attribute').sourcesOf(bucket, ['arn']), { kind: 'provider' })
  t.end()
})

test('the references of an argument, known or not', (t) => {
  const plan = readPlan('zero_instances')
  const index = indexSources(plan, nesting)
  const references = (address: string): ReturnType<SourceIndex['referencesOf']> =>
    index.referencesOf(instanceAt(plan, address), ['input'])
  t.match(references('terraform_data.coalesce'), {
    kind: 'one',
    instance: { addressText: 'terraform_data.u' },
  })
  t.same(references('terraform_data.try'), { kind: 'none' }, 'there is no terraform_data.opt')
  t.same(references('terraform_data.modvals'), { kind: 'none' })
  t.end()
})

/** A resource `x.user` with blocks, made up: plan JSON does not tell lists from sets. */
function blocks(written: number, planned: readonly unknown[] | true): ReturnType<typeof planOf> {
  const expressions = {
    rule: Array.from({ length: written }, (_, index) => ({
      bucket: { references: [`x.b${index}.id`, `x.b${index}`] },
    })),
  }
  const change = (address: string, name: string, after: object, unknown: object): object => ({
    address,
    mode: 'managed',
    type: 'x',
    name,
    provider_name: 'p',
    change: { actions: ['create'], before: null, after, after_unknown: unknown },
  })
  const rules = planned === true ? [] : planned.map(() => ({}))
  const masks = planned === true ? true : planned.map(() => ({ bucket: true }))
  const names = Array.from({ length: written }, (_, index) => `b${index}`)
  return planOf(
    JSON.parse(
      JSON.stringify({
        format_version: '1.2',
        planned_values: {},
        resource_changes: [
          change('x.user', 'user', planned === true ? {} : { rule: rules }, { rule: masks }),
          ...names.map((name) => change(`x.${name}`, name, {}, { id: true })),
        ],
        configuration: {
          root_module: {
            resources: [
              { address: 'x.user', mode: 'managed', type: 'x', name: 'user', expressions },
              ...names.map((name) => ({ address: `x.${name}`, mode: 'managed', type: 'x', name })),
            ],
          },
        },
      }),
    ),
  )
}

test('blocks of the plan are matched with those of the configuration only where that is certain', (t) => {
  const sources = (plan: ReturnType<typeof planOf>, of?: Nesting): string =>
    printSources(indexSources(plan, of).sourcesOf(instanceAt(plan, 'x.user'), ['rule', 1, 'bucket']))
  const both = 'x.b0 id, x.b1 id'
  t.equal(sources(blocks(2, [{}, {}])), `several ${both}`, 'a set has no order')
  t.equal(
    sources(blocks(2, [{}, {}]), () => 'list'),
    'one x.b1 id',
  )
  t.equal(
    sources(blocks(2, [{}, {}]), () => 'set'),
    `several ${both}`,
  )
  t.equal(
    sources(blocks(2, [{}, {}, {}]), () => 'list'),
    `opaque ${both}`,
    'one is dynamic',
  )
  t.equal(
    sources(blocks(2, true), () => 'list'),
    `opaque ${both}`,
    'how many there are is unknown',
  )
  t.end()
})

test('an instance that goes away has no sources to tell', (t) => {
  const plan = readPlan('same_module_twice')
  const [first, ...others] = plan.instances
  if (first === undefined) throw new Error('the plan is empty')
  const gone = { ...first, change: { ...first.change, after: null, actions: ['delete'] } }
  const index = indexSources({ ...plan, instances: [gone, ...others] })
  t.match(index.sourcesOf(gone, ['input']), { kind: 'opaque', because: /goes away/ })
  t.end()
})
