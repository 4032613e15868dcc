import { test } from 'tap'
import { runCommand } from './run-command.ts'

const article = 'test/plans/article/plan.json'

test('resolve shows what is predicted, what is referred to, and what is not known', async (t) => {
  const { code, stdout } = await runCommand([
    'resolve',
    article,
    'aws_s3_bucket.cloudtrail',
    '--format',
    'json',
  ])
  t.equal(code, 0)
  const { resolveVersion, resources } = JSON.parse(stdout)
  t.equal(resolveVersion, '1.0')
  t.same(
    resources.map(({ address }: { address: string }) => address),
    ['aws_s3_bucket.cloudtrail'],
  )
  const leaf = (name: string): Record<string, unknown> =>
    resources[0].attributes.find(({ path }: { path: unknown[] }) => path[0] === name)
  t.match(leaf('arn'), { state: 'predicted', value: 'arn:aws:s3:::prod-cloudtrail-logs-111122223333' })
  t.match(leaf('id'), { state: 'predicted', value: 'prod-cloudtrail-logs-111122223333' })
  t.match(leaf('website_endpoint'), {
    state: 'unknown',
    waitsFor: ['aws_s3_bucket.cloudtrail.website_endpoint'],
  })
  const trail = JSON.parse(
    (await runCommand(['resolve', article, 'aws_cloudtrail.main', '--format', 'json'])).stdout,
  )
  t.match(
    trail.resources[0].attributes.find(({ path }: { path: unknown[] }) => path[0] === 's3_bucket_name'),
    { state: 'unknown', references: { kind: 'one', instances: ['aws_s3_bucket.cloudtrail'] } },
  )
})

test('resolve for people, by pattern, and with what the plan knows', async (t) => {
  const text = (await runCommand(['resolve', article, 'aws_cloudtrail.*'])).stdout
  t.match(text, /aws_cloudtrail\.bad\n/)
  t.match(text, /s3_bucket_name = \(known after apply\)\n {6}refers to aws_s3_bucket\.cloudtrail/)
  t.match(text, /tags_all = \{\} \(predicted\)/)
  const all = (await runCommand(['resolve', article, 'aws_cloudtrail.bad', '--all'])).stdout
  t.match(all, /is_multi_region_trail = false/)
})

test('explain unfolds a result to the values that decided it', async (t) => {
  const argv = ['explain', article, 'cloudtrail-bucket-not-public', 'aws_cloudtrail.main']
  const open = await runCommand(argv)
  t.equal(open.code, 0)
  t.match(open.stdout, /^UNKNOWN aws_cloudtrail\.main/)
  const trusted = await runCommand([...argv, '--trust-references'])
  t.match(trusted.stdout, /^PASS aws_cloudtrail\.main/)
  t.match(trusted.stdout, /aws_s3_bucket_public_access_block\.cloudtrail\.block_public_acls = true/)
  t.match(trusted.stdout, /rests on a reference/)
  const json = JSON.parse((await runCommand([...argv, '--format', 'json'])).stdout)
  t.equal(json.results.length, 1)
  t.equal(json.results[0].rule, 'cloudtrail-bucket-not-public')
})

test('what is wrong with the arguments is said', async (t) => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['resolve'], /usage-no-plan/],
    [
      ['resolve', article, 'aws_cloudtrail.man'],
      /address-not-found[\s\S]*did you mean `aws_cloudtrail\.main`/,
    ],
    [['resolve', article, '--format', 'xml'], /usage-unknown-format/],
    [['resolve', 'package.json'], /plan-not-a-plan/],
    [['explain', article], /usage-arguments/],
    [
      ['explain', article, 'cloudtrail-multi-regio', 'aws_cloudtrail.main'],
      /rule-not-found[\s\S]*did you mean/,
    ],
    [
      ['explain', article, 'cloudtrail-multi-region', 'aws_cloudtrail.mian'],
      /address-not-found[\s\S]*did you mean/,
    ],
  ]
  for (const [argv, expected] of cases) {
    const { code, stderr } = await runCommand(argv)
    t.equal(code, 2, argv.join(' '))
    t.match(stderr, expected, argv.join(' '))
  }
})
