/**
 * The plan as `terraform show -json` writes it: types only. Names and optionality follow Terraform's
 * `internal/command/jsonplan`, `jsonconfig` and `jsonstate`; members that nothing reads are left out.
 */
import type { PlanNumber } from './number.ts'

/** JSON of a plan. Keys may be anything, `__proto__` included: look members up with `Object.hasOwn` or `member()`. */
export type Json = null | boolean | string | PlanNumber | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

export interface PlanDocument {
  readonly format_version: string
  readonly terraform_version?: string
  readonly timestamp?: string
  readonly applyable?: boolean
  readonly complete?: boolean
  readonly errored?: boolean
  readonly variables?: { readonly [name: string]: { readonly value?: Json } }
  readonly resource_changes?: readonly ResourceChange[]
  readonly deferred_changes?: readonly { readonly reason: string; readonly resource_change: ResourceChange }[]
  readonly prior_state?: { readonly values?: { readonly root_module?: ValuesModule } }
  readonly configuration: Configuration
  readonly relevant_attributes?: readonly {
    readonly resource: string
    readonly attribute: readonly (string | number)[]
  }[]
  readonly checks?: readonly JsonObject[]
}

export interface ValuesModule {
  readonly address?: string
  readonly resources?: readonly ValuesResource[]
  readonly child_modules?: readonly ValuesModule[]
}

export interface ValuesResource {
  readonly address: string
  readonly mode: string
  readonly type: string
  readonly name: string
  readonly index?: number | string
  /** Absent before Terraform 0.13. */
  readonly provider_name?: string
  readonly schema_version?: number
  readonly values?: JsonObject
  readonly sensitive_values?: Json
  readonly depends_on?: readonly string[]
  readonly deposed_key?: string
}

export interface ResourceChange {
  readonly address: string
  readonly previous_address?: string
  readonly module_address?: string
  readonly mode: string
  readonly type: string
  readonly name: string
  readonly index?: number | string
  readonly index_unknown?: boolean
  /** Absent before Terraform 0.13. */
  readonly provider_name?: string
  readonly deposed?: string
  readonly change: Change
  readonly action_reason?: string
}

export interface Change {
  readonly actions: readonly string[]
  readonly before?: Json
  /** Absent for an output that is unknown as a whole; null once deleted or forgotten. */
  readonly after?: Json
  readonly after_unknown?: Json
  readonly before_sensitive?: Json
  readonly after_sensitive?: Json
  readonly replace_paths?: readonly (readonly (string | number)[])[]
  readonly importing?: JsonObject
}

export interface Configuration {
  readonly provider_config?: { readonly [key: string]: ProviderConfig }
  readonly root_module?: ConfigModule
}

export interface ProviderConfig {
  readonly name: string
  readonly full_name?: string
  readonly alias?: string
  readonly version_constraint?: string
  readonly module_address?: string
  readonly expressions?: BlockExpressions
}

export interface ConfigModule {
  readonly outputs?: { readonly [name: string]: ConfigOutput }
  readonly resources?: readonly ConfigResource[]
  readonly module_calls?: { readonly [name: string]: ModuleCall }
  readonly variables?: { readonly [name: string]: { readonly default?: Json; readonly sensitive?: boolean } }
}

export interface ConfigOutput {
  readonly expression?: Expression
  readonly sensitive?: boolean
  readonly depends_on?: readonly string[]
}

export interface ConfigResource {
  /** Relative to its module, without instance keys: `aws_x.y`, `data.aws_x.y`. */
  readonly address: string
  readonly mode: string
  readonly type: string
  readonly name: string
  readonly provider_config_key?: string
  readonly schema_version?: number
  readonly expressions?: BlockExpressions
  readonly count_expression?: Expression
  readonly for_each_expression?: Expression
  readonly depends_on?: readonly string[]
  readonly provisioners?: readonly { readonly expressions?: BlockExpressions }[]
}

export interface ModuleCall {
  readonly source?: string
  readonly expressions?: { readonly [name: string]: Expression }
  readonly count_expression?: Expression
  readonly for_each_expression?: Expression
  readonly module?: ConfigModule
  readonly depends_on?: readonly string[]
}

/** `{}` is possible, and so are both members at once. A `constant_value` is not trustworthy as a value. */
export interface Expression {
  readonly constant_value?: Json
  readonly references?: readonly string[]
}

export interface BlockExpressions {
  readonly [name: string]: Expression | BlockExpressions | readonly BlockExpressions[]
}

/** Own members only: `member({}, 'constructor')` is undefined. */
export function member<T>(object: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined
}
