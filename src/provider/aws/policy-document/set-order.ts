import { compareBytes } from './strings.ts'

/**
 * The order in which the provider's SDK lists the members of a set: by the checksum of what each serialises to, compared as text.
 * Source: terraform-plugin-sdk v2 `helper/schema/set.go` and `serialize.go`.
 */
export function inSetOrder<T>(members: readonly T[], serialise: (member: T) => string): readonly T[] {
  const byCode = new Map(members.map((member) => [String(checksum(serialise(member))), member]))
  return [...byCode].sort(([a], [b]) => compareBytes(a, b)).map(([, member]) => member)
}

/** How a string stands in what its set or list serialises to. */
export function serialisedString(text: string): string {
  return `${text};`
}

/** CRC-32 (IEEE 802.3) of the text's UTF-8 bytes. */
function checksum(text: string): number {
  let crc = 0xffffffff
  for (const byte of new TextEncoder().encode(text)) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

const TABLE: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  return crc
})
