import type { Value } from '../../plan/value.ts'

/**
 * Arguments of which the plan and the state hold only the SHA-1 of the text, up to version 5 of the provider
 * (`internal/service/ec2/ec2_instance.go`, `userDataHashSum`; plans of the corpus). What is asked of the text is not asked of that.
 */
const DIGESTED: ReadonlySet<string> = new Set([
  'aws_instance.user_data',
  'aws_launch_configuration.user_data',
  'aws_spot_instance_request.user_data',
])

/** Whether a value of the plan is a digest in place of what was written. */
export function isDigest(type: string, name: string, value: Value): boolean {
  if (!DIGESTED.has(`${type}.${name}`) || value.kind !== 'known') return false
  return typeof value.value === 'string' && /^[0-9a-f]{40}$/.test(value.value)
}
