/**
 * Arguments that the state does not hold as they were given: the provider reads back what the server makes of them. What is written
 * or planned tells nothing certain of their text, but where a function tells what becomes of it.
 * Source: terraform-provider-aws, the resources' read functions; cases of the test suite.
 */
const NORMALISED: ReadonlyMap<string, ((text: string) => string) | undefined> = new Map([
  // An id or an ARN is accepted; the state has the id.
  [
    'aws_kms_alias.target_key_id',
    (text: string): string => text.replace(/^arn:[^:]*:kms:[^:]*:[^:]*:key\//, ''),
  ],
  // What is not written of a container is there, empty.
  ['aws_ecs_task_definition.container_definitions', undefined],
  // IAM keeps the address without its scheme.
  ['aws_iam_openid_connect_provider.url', (text: string): string => text.replace(/^https:\/\//, '')],
])

/** Whether the state may hold another text than the argument was given. */
export function isNormalised(type: string, name: string): boolean {
  return NORMALISED.has(`${type}.${name}`)
}

/** What the state will hold of a text that was given; undefined where only the server knows. */
export function normalisedText(type: string, name: string, text: string): string | undefined {
  return NORMALISED.get(`${type}.${name}`)?.(text)
}
