import type { Value } from '../../../plan/value.ts'
import { renderPolicyDocument } from './render.ts'

export const POLICY_DOCUMENT = 'aws_iam_policy_document'

/** Everything that a document is made of. */
const ARGUMENTS = [
  'version',
  'policy_id',
  'statement',
  'source_policy_documents',
  'override_policy_documents',
  'source_json',
  'override_json',
] as const

/**
 * An attribute of a data source `aws_iam_policy_document` that a plan defers, from its arguments. Undefined for all but its texts:
 * its id is a checksum, and an argument is what it is.
 */
export function documentAttribute(
  name: string,
  read: (argument: string) => Value,
  address: string,
): Value | undefined {
  if (name !== 'json' && name !== 'minified_json') return undefined
  const entries = new Map(ARGUMENTS.map((argument) => [argument, read(argument)]))
  const rendered = renderPolicyDocument({ kind: 'map', entries }, { address })
  return name === 'json' ? rendered?.json : rendered?.minifiedJson
}
