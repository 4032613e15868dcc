import type { Diagnostic } from '../../diagnostic.ts'
import type { Plan } from '../../plan/plan.ts'
import { type ConfigModule, member } from '../../plan/plan-document.ts'
import { findMismatch } from './belonging.ts'
import type { ModuleSource, ModuleSources } from './module-source.ts'

/** The sources of those modules that say what the plan's own configuration says, and what was found of the others so far. */
export function checkedSources(
  plan: Plan,
  sources: ModuleSources,
): { readonly sourceOf: ModuleSources; readonly diagnostics: () => readonly Diagnostic[] } {
  const known = new Map<string, ModuleSource | undefined>()
  const found: Diagnostic[] = []

  function check(names: readonly string[]): ModuleSource | undefined {
    const source = sources(names)
    const config = configOf(plan.configuration.root_module, names)
    if (source === undefined || config === undefined) return source
    const mismatch = findMismatch(source, config, plan.formatVersion)
    if (mismatch === undefined) return source
    const { what, file, range } = mismatch
    const where =
      names.length === 0 ? 'the root module' : `\`${names.map((name) => `module.${name}`).join('.')}\``
    found.push({
      code: 'sources-of-another-plan',
      severity: 'warning',
      message: `the sources of ${where} are not those of the plan: ${what}; they are not used`,
      help: 'judge the plan file itself, or give the sources that the plan was made from',
      location: { file, line: range.line, column: range.column },
    })
    return undefined
  }

  return {
    diagnostics: () => found,
    sourceOf: (names) => {
      const key = names.join('.')
      if (!known.has(key)) known.set(key, check(names))
      return known.get(key)
    },
  }
}

function configOf(root: ConfigModule | undefined, names: readonly string[]): ConfigModule | undefined {
  let config = root
  for (const name of names) config = member(config?.module_calls, name)?.module
  return config
}
