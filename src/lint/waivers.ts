import type { Diagnostic } from '../diagnostic.ts'
import { typesOfView } from '../evaluate/match.ts'
import type { AddressPattern } from '../plan/address-pattern.ts'
import { isGlob, matchesGlob } from '../plan/glob.ts'
import { type Match, typesOf } from '../policy/condition.ts'
import type { Policy, Rule } from '../policy/policy.ts'
import type { Waiver } from '../policy/waiver.ts'
import { collectProblems, enumerate, quote, sortByPlace } from '../validate/problems.ts'
import { siteOfTypes } from './match.ts'
import { follow } from './path.ts'

/** What is wrong with waivers beside the rules that they name: addresses of other types, and values that these do not have. */
export function lintWaivers(waivers: readonly Waiver[], policies: readonly Policy[]): readonly Diagnostic[] {
  const problems = collectProblems()
  const rules = new Map(policies.flatMap((policy) => policy.rules.map((rule) => [rule.id, rule] as const)))
  for (const { rules: ids, addresses, value } of waivers) {
    const meant = ids.flatMap(({ value: id }) => rules.get(id) ?? [])
    if (meant.length === 0) continue
    for (const { value: address, location } of addresses) {
      if (address === 'plan' || meant.some((rule) => canBeAbout(rule, address))) continue
      const types = [...new Set(meant.flatMap(({ match }) => typesIn(match)))]
      problems.error(
        'waiver-never-applies',
        location,
        `no rule of this waiver judges what is at this address: they are about ${types.length === 0 ? 'the plan as a whole' : enumerate(types, 'and')}`,
        types.length === 0 ? 'write `addresses: [plan]`' : `is ${quote(address.type)} the right type?`,
      )
    }
    if (value === undefined) continue
    const types = meant.flatMap(({ match }) => typesIn(match))
    const first = meant[0]?.match
    const mode = first?.kind === 'instances' ? first.mode : 'managed'
    const site = siteOfTypes(types, mode, value.location, collectProblems())
    follow(value.path, value.location, false, {
      problems,
      here: site,
      instance: site,
      bound: new Map(),
      isGuarded: true,
    })
  }
  return sortByPlace(problems.diagnostics)
}

/** Where both sides have wildcards it is not worth finding out. */
function canBeAbout({ match }: Rule, address: AddressPattern): boolean {
  const mode = match.kind === 'instances' ? match.mode : 'managed'
  if (mode !== address.mode) return false
  return typesIn(match).some(
    (type) =>
      (isGlob(type) && isGlob(address.type)) ||
      matchesGlob(type, address.type) ||
      matchesGlob(address.type, type),
  )
}

/** The types of the resources that have results: of a view those that contribute to it. */
function typesIn(match: Match): readonly string[] {
  return match.kind === 'view' ? typesOfView(match) : typesOf(match)
}
