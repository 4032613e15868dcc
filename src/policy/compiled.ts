import type { Diagnostic } from '../diagnostic.ts'
import type { Parameter, Policy } from './policy.ts'

/** Policies that were read when the package was built, as JSON, by the name that they have in messages. */
export type CompiledPolicies = Readonly<Record<string, CompiledPolicy>>

interface CompiledPolicy {
  /** What was read: another text is another policy. */
  readonly text: string
  readonly policy: Omit<Policy, 'parameters'> & {
    readonly parameters: readonly (readonly [string, Parameter])[]
  }
  readonly diagnostics: readonly Diagnostic[]
}

/** Without its examples, which no plan is judged by. */
export function compilePolicy(
  text: string,
  policy: Policy,
  diagnostics: readonly Diagnostic[],
): CompiledPolicies[string] {
  const rules = policy.rules.map((rule) => ({ ...rule, examples: [] }))
  return { text, policy: { ...policy, rules, parameters: [...policy.parameters] }, diagnostics }
}

/** What reading the text of a file gives, if it was read before; `undefined` if not. */
export function compiledReading(
  compiled: CompiledPolicies,
  file: string,
  text: string,
): { readonly policy: Policy; readonly diagnostics: readonly Diagnostic[] } | undefined {
  const found = Object.hasOwn(compiled, file) ? compiled[file] : undefined
  if (found?.text !== text) return undefined
  const { policy, diagnostics } = found
  return { policy: { ...policy, parameters: new Map(policy.parameters) }, diagnostics }
}
