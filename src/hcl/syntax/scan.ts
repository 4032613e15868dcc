import { scanCode } from './scan-code.ts'
import { scanHeredoc, scanQuoted, scanText } from './scan-template.ts'
import { emit, type Scanner, startScanner } from './scanner.ts'
import type { Source } from './source.ts'
import type { Token } from './token.ts'

/**
 * The tokens of a text, in time linear in its length; the last one is `end`. Comments and white space are left out.
 * `bare` begins in the literal text of a template, as `templatefile` and JSON strings do. Source: hclsyntax/scan_tokens.rl.
 * Throws a SyntaxFailure.
 */
export function scan(source: Source, begin: 'code' | 'bare'): readonly Token[] {
  const scanner = startScanner(source, { kind: begin })
  while (scanner.at < scanner.text.length) scanOne(scanner)
  emit(scanner, 'end', scanner.at)
  return scanner.tokens
}

function scanOne(scanner: Scanner): unknown {
  const mode = scanner.modes.at(-1) ?? { kind: 'code' }
  switch (mode.kind) {
    case 'code':
      return scanCode(scanner)
    case 'quoted':
      return scanQuoted(scanner)
    case 'heredoc':
      return scanHeredoc(scanner, mode)
    case 'bare':
      return scanText(scanner)
  }
}
