import { sanitise } from './sanitise.ts'

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
])

/** What XML 1.0 cannot hold in any spelling, beside the controls that the sanitiser has made visible. */
const ILLEGAL = /[\ufffe\uffff]/g

/** `[[ATTACHMENT|path]]` becomes a link and `[[PROPERTY|name=value]]` a property, in GitLab and others. */
const MARKERS = /\[\[(?=(?:ATTACHMENT|PROPERTY)\|)/gi

/** Text as the content of an element or the value of an attribute, whatever stands in it; lines stay lines. */
export function escapeXml(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      sanitise(line)
        .replace(ILLEGAL, '\ufffd')
        .replace(MARKERS, '[ [')
        .replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character),
    )
    .join('\n')
}

/** The same on one line, for attributes. */
export function escapeAttribute(text: string): string {
  return escapeXml(text.replaceAll(/\s+/g, ' ').trim())
}
