import type { Json, PlanDocument, ResourceChange, ValuesModule } from '../../src/plan/plan-document.ts'
import { isObject } from '../../src/plan/planned-value.ts'

/** Things that make an instance break rules; `undefined` where a plan has nothing to change. */
type Mutation = (document: PlanDocument) => PlanDocument | undefined

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a trail of one region': set('aws_cloudtrail', 'is_multi_region_trail', false),
  'a trail without validation': set('aws_cloudtrail', 'enable_log_file_validation', false),
  'a trail into a bucket of somebody else': set('aws_cloudtrail', 's3_bucket_name', 'somebody-elses-bucket'),
  'a public bucket': set('aws_s3_bucket_public_access_block', 'block_public_policy', false),
  'a block for another bucket': set('aws_s3_bucket_public_access_block', 'bucket', 'somebody-elses-bucket'),
  'a policy for another bucket': set('aws_s3_bucket_policy', 'bucket', 'somebody-elses-bucket'),
  'logs for a day': set('aws_cloudwatch_log_group', 'retention_in_days', 1),
  'a key for ever': set('aws_kms_key', 'enable_key_rotation', false),
  'no block': without('aws_s3_bucket_public_access_block'),
  'no policy': without('aws_s3_bucket_policy'),
  'no lifecycle': without('aws_s3_bucket_lifecycle_configuration'),
  'no log group': without('aws_cloudwatch_log_group'),
}

function set(type: string, attribute: string, value: Json): Mutation {
  return (document) => {
    const changes = document.resource_changes ?? []
    if (!changes.some((change) => isMeant(change, type))) return undefined
    return {
      ...document,
      resource_changes: changes.map((change) =>
        isMeant(change, type) ? withAttribute(change, attribute, value) : change,
      ),
    }
  }
}

function isMeant(change: ResourceChange, type: string): boolean {
  return change.mode === 'managed' && change.type === type && isObject(change.change.after)
}

function withAttribute(change: ResourceChange, attribute: string, value: Json): ResourceChange {
  const { after, after_unknown } = change.change
  const unknown = isObject(after_unknown)
    ? Object.fromEntries(Object.entries(after_unknown).filter(([name]) => name !== attribute))
    : {}
  return {
    ...change,
    change: {
      ...change.change,
      after: { ...(isObject(after) ? after : {}), [attribute]: value },
      after_unknown: unknown,
    },
  }
}

/** The plan of a configuration that leaves out a type, whose objects are gone. */
function without(type: string): Mutation {
  return (document) => {
    const changes = document.resource_changes ?? []
    const kept = changes.filter((change) => change.type !== type)
    const root = document.prior_state?.values?.root_module
    if (kept.length === changes.length) return undefined
    return {
      ...document,
      resource_changes: kept,
      ...(root === undefined ? {} : { prior_state: { values: { root_module: withoutType(root, type) } } }),
    }
  }
}

function withoutType(module: ValuesModule, type: string): ValuesModule {
  return {
    ...module,
    resources: (module.resources ?? []).filter((resource) => resource.type !== type),
    child_modules: (module.child_modules ?? []).map((child) => withoutType(child, type)),
  }
}
