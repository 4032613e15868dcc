/** Made when it is needed: its tables take ten milliseconds to load. */
let segmenter: Intl.Segmenter | undefined

/** Letters and linkers of the scripts whose clusters changed between the Unicode versions of Terraform's library and ours. */
const CONJUNCTS = /[\u0900-\u0DFF\u1000-\u109F\u1780-\u17FF\u1B00-\u1B7F\u{11000}-\u{11FFF}]/u

/** What a person counts as one character (Unicode text segmentation), as Terraform counts and cuts strings. */
export function graphemesOf(text: string): readonly string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return [...text]
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Whether clusters of this text can be told for certain. */
export function hasCertainGraphemes(text: string): boolean {
  return !CONJUNCTS.test(text)
}
