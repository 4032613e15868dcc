import type { Enforcement } from '../policy/configuration.ts'
import type { EnforcementLevel, Rule } from '../policy/policy.ts'

/** Without any wish critical, high and medium are soft-mandatory, low and info advisory. */
export function enforcementOf(rule: Rule, wishes: Enforcement): EnforcementLevel {
  const wished = wishes.rules.get(rule.id) ?? wishes.severity.get(rule.severity) ?? wishes.default
  return wished ?? (rule.severity === 'low' || rule.severity === 'info' ? 'advisory' : 'soft-mandatory')
}
