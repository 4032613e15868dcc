import type { Result } from '../evaluate/result.ts'
import { printLocation } from './code-frame.ts'
import type { FormatOptions } from './formats.ts'
import { sanitise, sanitiseLines } from './sanitise.ts'
import { type Style, wrap } from './text.ts'
import { basisSentence, leafSentence } from './wording.ts'

const MAX_LEAVES = 6

/** A failure or error: rule, sentence, the values that decided it, and, the first time, how to mend it. */
export function humanResult(
  result: Result,
  explain: boolean,
  { width, verbose }: FormatOptions,
  style: Style,
): readonly string[] {
  const blocks = result.blocking ? '' : style.dim(' (does not block)')
  const lines = [`  ${severityOf(result, style)} ${style.bold(result.rule)}${blocks}`]
  const indent = '    '
  lines.push(...wrap(sanitise(result.message), width, indent))
  if (result.location !== undefined)
    lines.push(`${indent}${style.dim(`at ${printLocation(result.location)}`)}`)
  lines.push(...leafLines(result, indent, width, verbose, style))
  if (result.error !== undefined) {
    lines.push(...wrap(`${result.error.code}: ${sanitise(result.error.message)}`, width, indent))
    if (result.error.help !== undefined)
      lines.push(...wrap(`help: ${sanitise(result.error.help)}`, width, indent))
  }
  const remarks = [basisSentence(result), ...(verbose ? result.notes : [])].filter(
    (remark) => remark !== undefined,
  )
  for (const remark of remarks) lines.push(...wrap(style.dim(sanitise(remark)), width, indent))
  if (explain && result.fix !== undefined && result.status === 'fail') {
    lines.push(...wrap(`fix: ${sanitiseLines(result.fix.trim())}`, width, indent))
  }
  return lines
}

function severityOf({ severity }: Result, style: Style): string {
  const paint =
    severity === 'critical' || severity === 'high'
      ? style.red
      : severity === 'medium'
        ? style.yellow
        : style.cyan
  return paint(severity)
}

function leafLines(
  result: Result,
  indent: string,
  width: number,
  verbose: boolean,
  style: Style,
): readonly string[] {
  const sentences = [...new Set(result.proof.map((leaf) => leafSentence(leaf, result.address)))]
  const shown = verbose ? sentences : sentences.slice(0, MAX_LEAVES)
  const more = sentences.length - shown.length
  return [
    ...shown.flatMap((sentence) => wrap(style.cyan(sanitise(sentence)), width, indent)),
    ...(more > 0 ? [`${indent}${style.dim(`… and ${more} more (--verbose)`)}`] : []),
  ]
}
