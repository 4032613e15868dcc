import { readdirSync, readFileSync } from 'node:fs'

const WANTED = 100

/** Types and attributes of the benchmark's plans, for rules that nobody ships. */
const PLAIN: readonly (readonly [type: string, condition: string])[] = [
  ['aws_s3_bucket', 'force_destroy: { not_equals: true }'],
  ['aws_s3_bucket', 'bucket: { matches: "^[a-z0-9-]+$" }'],
  ['aws_s3_bucket', 'tags: { present: true }'],
  ['aws_kms_key', 'enable_key_rotation: true'],
  ['aws_kms_key', 'description: { present: true }'],
  ['aws_iam_role', 'name: { like: "*-role" }'],
  ['aws_iam_role', 'max_session_duration: { lte: 3600 }'],
  ['aws_cloudwatch_log_group', 'retention_in_days: { gte: 90 }'],
  ['aws_cloudwatch_log_group', 'name: { starts_with: "/" }'],
  ['aws_cloudtrail', 'name: { present: true }'],
]

/** The shipped policies, and as many plain rules beside them as make a hundred. */
export function rulesForBench(): readonly { readonly file: string; readonly text: string }[] {
  const root = new URL('../../policies/', import.meta.url)
  const shipped = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!policy_test)\.yaml$/.test(name))
    .sort()
    .map((name) => ({ file: `plangate:${name}`, text: readFileSync(new URL(name, root), 'utf8') }))
  const number = shipped.reduce((sum, { text }) => sum + (text.match(/^ {2}- id:/gm) ?? []).length, 0)
  const further = Array.from({ length: Math.max(0, WANTED - number) }, (_, index) => {
    const [type, condition] = PLAIN[index % PLAIN.length] ?? ['aws_s3_bucket', 'bucket: { present: true }']
    return [
      `  - id: plain-${index}`,
      '    title: A plain rule',
      '    severity: low',
      `    match: ${type}`,
      `    require: { ${condition} }`,
      '    message: "${self}"',
    ].join('\n')
  })
  if (further.length === 0) return shipped
  return [
    ...shipped,
    { file: 'plain.yaml', text: `policy: plain\ntitle: Plain\nrules:\n${further.join('\n')}\n` },
  ]
}
