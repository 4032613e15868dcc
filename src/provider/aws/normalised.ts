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

/**
 * Arguments that the provider writes into the state in lower case, without a last dot and without space around them. Source:
 * `StateFunc` in terraform-provider-aws, internal/service.
 */
const TIDIED: ReadonlySet<string> = new Set([
  'aws_acm_certificate.domain_name',
  'aws_dax_cluster.cluster_name',
  'aws_db_instance.maintenance_window',
  'aws_docdb_cluster.preferred_maintenance_window',
  'aws_elasticache_cluster.cluster_id',
  'aws_elasticache_cluster.maintenance_window',
  'aws_elasticache_parameter_group.name',
  'aws_elasticache_replication_group.maintenance_window',
  'aws_elasticache_replication_group.replication_group_id',
  'aws_elasticache_subnet_group.name',
  'aws_key_pair.public_key',
  'aws_neptune_cluster.preferred_maintenance_window',
  'aws_rds_cluster.preferred_maintenance_window',
  'aws_rds_cluster_instance.preferred_maintenance_window',
  'aws_redshift_cluster.preferred_maintenance_window',
  'aws_route53_record.name',
  'aws_route53_zone.name',
  'aws_ses_domain_identity.domain',
])

/** Whether the state certainly holds the text that the argument is given. A key is not told from a tidied one by its case. */
export function keepsText(type: string, name: string, text: string): boolean {
  if (!TIDIED.has(`${type}.${name}`)) return true
  const isTrimmed = text === text.trim() && !text.endsWith('.')
  return isTrimmed && (name === 'public_key' || text === text.toLowerCase())
}
