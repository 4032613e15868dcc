import type { Diagnostic } from '../diagnostic.ts'
import type { Configuration } from '../policy/configuration.ts'
import type { Report, Result, RuleSummary } from './result.ts'
import { HOLDS_OF_NOTHING } from './truth.ts'

/** Warnings that something is there and does nothing: probably it was meant to do something. */
const IDLE: readonly string[] = [
  'unused-parameter',
  'unused-definition',
  'unused-argument',
  'waiver-unused',
  'waiver-expired',
]

/** A warning that is an error in a strict run. */
export function demand(diagnostic: Diagnostic): Diagnostic {
  return IDLE.includes(diagnostic.code) ? { ...diagnostic, severity: 'error' } : diagnostic
}

/** What passes although nothing was asked: rules that matched nothing, and passes that hold of nothing. */
export function reportSilence(
  rules: Report['rules'],
  results: readonly Result[],
  { strict, matchedNothing }: Pick<Configuration, 'strict' | 'matchedNothing'>,
): readonly Diagnostic[] {
  const isError = strict || matchedNothing === 'error'
  const empty = new Map<string, number>()
  for (const { rule, status, notes } of results) {
    if (status === 'pass' && notes.includes(HOLDS_OF_NOTHING)) empty.set(rule, (empty.get(rule) ?? 0) + 1)
  }
  return [
    ...rules
      .filter(({ matched }) => matched === 0)
      .map((rule) => matchedNothingAtAll(rule, isError ? 'error' : 'note')),
    ...[...empty].map(([rule, count]) => heldOfNothing(rule, count, strict ? 'error' : 'note')),
  ]
}

function matchedNothingAtAll({ id }: RuleSummary, severity: Diagnostic['severity']): Diagnostic {
  return {
    code: 'rule-matched-nothing',
    severity,
    message: `rule \`${id}\` matched nothing in this run`,
    help:
      severity === 'error'
        ? 'leave its policy out, correct its `match`, or run without `--strict`'
        : 'leave its policy out, or correct its `match`; `--strict` makes this an error',
  }
}

function heldOfNothing(rule: string, count: number, severity: Diagnostic['severity']): Diagnostic {
  return {
    code: 'empty-quantifier',
    severity,
    message: `rule \`${rule}\` passed ${count === 1 ? 'once' : `${count} times`} with a condition on each of nothing`,
    help: 'if there must be something, ask for it: `length: { gte: 1 }`, or `some` beside `each`',
  }
}
