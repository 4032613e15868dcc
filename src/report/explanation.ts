import type { Result, RuleSummary } from '../evaluate/result.ts'
import { originOf, printFinding, printLeaf, printOrigin } from './evidence.ts'
import type { FormatOptions } from './format-options.ts'
import { sanitise } from './sanitise.ts'
import { type Style, styleFor } from './style.ts'
import { basisSentence, mustHold, subjectOf, unknownSentence, waivedSentence } from './wording.ts'
import { wrap } from './wrap.ts'

/** Why a rule judges a resource as it does: what it asks, the answer, and every value that it rests on. */
export function explanation(results: readonly Result[], rule: RuleSummary, options: FormatOptions): string {
  const style = styleFor(options.color)
  const blocks = results.map((result) => explain(result, rule, options, style).join('\n'))
  return `${blocks.join('\n\n')}\n`
}

function explain(
  result: Result,
  rule: RuleSummary,
  { width }: FormatOptions,
  style: Style,
): readonly string[] {
  const paint = {
    pass: style.green,
    fail: style.red,
    error: style.red,
    unknown: style.yellow,
    'not-applicable': style.dim,
  }
  const subject = subjectOf(result, 1)
  const lines = [
    `${paint[result.status](style.bold(result.status.toUpperCase()))} ${style.bold(sanitise(subject))}`,
    ...wrap(
      sanitise(`${rule.id} (${rule.severity}, ${result.enforcement}): ${mustHold(rule.title)}`),
      width,
      '  ',
    ),
  ]
  if (result.status === 'fail') lines.push(...wrap(sanitise(result.message), width, '  '))
  if (result.status === 'unknown') lines.push(...wrap(sanitise(unknownSentence(result)), width, '  '))
  if (result.error !== undefined) {
    const { message, help } = result.error
    lines.push(
      ...wrap(sanitise(message), width, '  '),
      ...(help === undefined ? [] : wrap(sanitise(`help: ${help}`), width, '  ')),
    )
  }
  const basis = basisSentence(result.basis)
  const waived = waivedSentence(result)
  const remarks = [waived, basis, ...result.notes].filter((remark) => remark !== undefined)
  for (const remark of new Set(remarks)) lines.push(...wrap(style.dim(sanitise(remark)), width, '  '))
  if (result.proof.length > 0) lines.push('', '  It rests on')
  const seen = new Set<string>()
  for (const leaf of result.proof) {
    const text = (result.status === 'fail' ? printFinding : printLeaf)(leaf, result.address)
    if (seen.has(text)) continue
    seen.add(text)
    lines.push(...wrap(style.cyan(sanitise(text)), width, '    '))
    for (const step of originOf(leaf)) lines.push(...wrap(sanitise(printOrigin(step)), width, '      '))
  }
  return lines
}
