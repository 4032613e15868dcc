import type { Report, Result } from '../evaluate/result.ts'
import type { Page } from './page.ts'
import { sanitise } from './sanitise.ts'
import {
  matchedNothingSentence,
  moreSentence,
  notedPassSentence,
  sourcesSentence,
  subjectOf,
  weakPassesSentence,
} from './wording.ts'
import { wrap } from './wrap.ts'

const MAX_NOTES = 10

/** What a pass may hide: rules that were about nothing, passes that rest on less than the plan, conditions that hold of nothing. */
export function noteLines(
  { rules, plans }: Report,
  sorted: readonly Result[],
  page: Page,
): readonly string[] {
  const passes = sorted.filter(({ status }) => status === 'pass')
  const withoutSources = new Set(plans.filter(({ sources }) => sources === 'none').map(({ id }) => id))
  const unsettled = sorted.filter(
    ({ status, plan }) => status === 'unknown' && withoutSources.has(plan),
  ).length
  const silent = rules.filter(({ matched }) => matched === 0).map(({ id }) => id)
  const weak = (['assumed', 'reference'] as const).map((basis) =>
    weakPassesSentence(
      basis,
      passes.filter((result) => result.basis === basis),
    ),
  )
  const noted = page.all ? [] : notedPasses(passes, page)
  const shown = page.verbose ? noted : noted.slice(0, MAX_NOTES)
  return [
    ...(silent.length === 0 || plans.length === 0 ? [] : [matchedNothingSentence(silent)]),
    ...(unsettled === 0 ? [] : [sourcesSentence(unsettled)]),
    ...weak.filter((sentence) => sentence !== undefined),
    ...shown,
    ...(shown.length === noted.length ? [] : [moreSentence(noted.length - shown.length)]),
  ].flatMap((sentence) => wrap(sanitise(sentence), page.width, '  '))
}

/** One sentence for each rule and note, however many instances it is true of. */
function notedPasses(passes: readonly Result[], { plans }: Page): readonly string[] {
  const noted = new Map<string, { rule: string; note: string; subjects: string[] }>()
  for (const result of passes) {
    for (const note of result.notes) {
      const key = JSON.stringify([result.rule, note])
      const subject = subjectOf(result, plans)
      const found = noted.get(key)
      if (found === undefined) noted.set(key, { rule: result.rule, note, subjects: [subject] })
      else found.subjects.push(subject)
    }
  }
  return [...noted.values()].map(({ rule, note, subjects }) => notedPassSentence(rule, note, subjects))
}
