import { failIn } from './fault.ts'
import type { Range, TemplateSyntax } from './syntax.ts'
import type { TemplatePiece } from './template-piece.ts'

const MAX_DEPTH = 200

/** The pieces of a template, and how far they are read. */
interface Pieces {
  readonly pieces: readonly TemplatePiece[]
  index: number
  depth: number
}

/**
 * Matches the directives of a template, and joins literal texts beside each other; `whole` is the range of the template.
 * Source: hclsyntax, templateParser. Throws a SyntaxFailure.
 */
export function buildTemplate(pieces: readonly TemplatePiece[], whole: Range): readonly TemplateSyntax[] {
  const reader: Pieces = { pieces, index: 0, depth: 0 }
  const parts = buildParts(reader)
  const stray = pieces[reader.index]
  if (stray !== undefined) failIn(stray.range, `no directive is open that \`${stray.kind}\` could belong to`)
  return parts.length === 0 ? [{ kind: 'text', text: '', range: whole }] : parts
}

/** The parts up to an `else`, `endif`, `endfor` or the end. */
function buildParts(reader: Pieces): readonly TemplateSyntax[] {
  const parts: TemplateSyntax[] = []
  for (;;) {
    const piece = reader.pieces[reader.index]
    if (piece?.kind === 'text') parts.push(...joinText(reader))
    else if (piece?.kind === 'interpolation') {
      parts.push(piece)
      reader.index += 1
    } else if (piece?.kind === 'if' || piece?.kind === 'for') parts.push(buildDirective(reader, piece))
    else return parts
  }
}

function joinText(reader: Pieces): readonly TemplateSyntax[] {
  const texts: string[] = []
  const first = reader.pieces[reader.index]
  let last = first
  for (let next = first; next?.kind === 'text'; next = reader.pieces[reader.index]) {
    texts.push(next.text)
    last = next
    reader.index += 1
  }
  const text = texts.join('').normalize('NFC')
  if (text === '' || first === undefined || last === undefined) return []
  return [{ kind: 'text', text, range: { ...first.range, end: last.range.end } }]
}

type Opening = TemplatePiece & { readonly kind: 'if' | 'for' }

function buildDirective(reader: Pieces, opening: Opening): TemplateSyntax {
  reader.index += 1
  reader.depth += 1
  if (reader.depth > MAX_DEPTH)
    failIn(opening.range, `directives are nested more than ${MAX_DEPTH} levels deep`)
  const then = buildParts(reader)
  const alternative = opening.kind === 'if' && reader.pieces[reader.index]?.kind === 'else'
  if (alternative) reader.index += 1
  const otherwise = alternative ? buildParts(reader) : []
  const { end } = closeDirective(reader, opening)
  reader.depth -= 1
  const range = { ...opening.range, end }
  if (opening.kind === 'for') return { ...opening, body: then, range }
  return { ...opening, then, else: otherwise, range }
}

function closeDirective(reader: Pieces, opening: Opening): Range {
  const closing = reader.pieces[reader.index]
  if (closing === undefined) {
    failIn(
      opening.range,
      `the directive \`${opening.kind}\` that begins here lacks its \`end${opening.kind}\``,
    )
  }
  if (closing.kind !== `end${opening.kind}`) {
    failIn(closing.range, `\`end${opening.kind}\` should stand here, not \`${closing.kind}\``)
  }
  reader.index += 1
  return closing.range
}
