/**
 * Arguments that the state does not hold as they were given: the provider reads back what the server makes of them. What is written
 * tells nothing certain of their text. Source: terraform-provider-aws, the resources' read functions; cases of the test suite.
 */
const NORMALISED: ReadonlySet<string> = new Set([
  // An id or an ARN is accepted; the state has the id.
  'aws_kms_alias.target_key_id',
  // What is not written of a container is there, empty.
  'aws_ecs_task_definition.container_definitions',
])

/** Whether the state may hold another text than the argument was given. */
export function isNormalised(type: string, name: string): boolean {
  return NORMALISED.has(`${type}.${name}`)
}
