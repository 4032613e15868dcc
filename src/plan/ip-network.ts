/** A network of IPv4 (32 bits) or IPv6 (128 bits): its first address and the length of its prefix. */
export interface Network {
  readonly bits: 32 | 128
  readonly address: bigint
  readonly length: number
}

/**
 * CIDR notation; host bits are cleared. Leading zeros count as decimal, as Terraform's own copy of Go's parser has it. Undefined
 * where the text is none.
 */
export function readNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/')
  const [addressText, lengthText] = [text.slice(0, slash), text.slice(slash + 1)]
  const parsed = slash === -1 ? undefined : readAddress(addressText)
  if (parsed === undefined || !/^\d{1,6}$/.test(lengthText)) return undefined
  const length = Number(lengthText)
  if (length > parsed.bits) return undefined
  const hostBits = BigInt(parsed.bits - length)
  return { bits: parsed.bits, address: (parsed.address >> hostBits) << hostBits, length }
}

/** A network in CIDR notation; an address by itself is a network of one. Undefined where the text is neither. */
export function readNetworkOrAddress(text: string): Network | undefined {
  const address = readAddress(text)
  return address === undefined ? readNetwork(text) : { ...address, length: address.bits }
}

/** An address of IPv4 or IPv6. */
export type Address = Pick<Network, 'bits' | 'address'>

/** An address as it is written; undefined where the text is none. */
export function readAddress(text: string): Address | undefined {
  return readIPv4(text) ?? readIPv6(text)
}

function readIPv4(text: string): Address | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255))
    return undefined
  return { bits: 32, address: parts.reduce((address, part) => address * 256n + BigInt(part), 0n) }
}

function readIPv6(text: string): Address | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [front, back] = halves.map(readGroups)
  if (front === undefined || (halves.length === 2 && (back === undefined || halves[0]?.includes('.'))))
    return undefined
  const missing = 8 - front.length - (back?.length ?? 0)
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const groups = [...front, ...new Array<number>(Math.max(missing, 0)).fill(0), ...(back ?? [])]
  return { bits: 128, address: groups.reduce((address, group) => address * 65536n + BigInt(group), 0n) }
}

/** Groups of up to four hexadecimal digits; the last may be an IPv4 address. */
function readGroups(text: string): readonly number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    const embedded = index === parts.length - 1 && part.includes('.') ? readIPv4(part) : undefined
    if (embedded !== undefined)
      groups.push(Number(embedded.address >> 16n), Number(embedded.address & 0xffffn))
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16))
    else return undefined
  }
  return groups
}

export function printNetwork({ address, bits, length }: Network): string {
  return `${printAddress(address, bits)}/${length}`
}

/** RFC 5952: the longest run of two or more zero groups is `::`; IPv4-mapped addresses print as IPv4, as Go prints them. */
export function printAddress(address: bigint, bits: 32 | 128): string {
  if (bits === 32 || address >> 32n === 0xffffn) {
    return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.')
  }
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - index * 16)) & 0xffffn).toString(16),
  )
  const text = groups.join(':')
  const runs = [...text.matchAll(/(?:^|(?<=:))0(?::0)+(?=:|$)/g)].map((match) => match[0])
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '')
  if (longest === '') return text
  const start = text.search(new RegExp(`(?:^|(?<=:))${longest}(?=:|$)`))
  return `${text.slice(0, start).replace(/:$/, '')}::${text.slice(start + longest.length).replace(/^:/, '')}`
}

/** A range of addresses of one family, both ends included. */
export interface AddressRange {
  readonly bits: 32 | 128
  readonly first: bigint
  readonly last: bigint
}

/** The addresses of a network. What is mapped from IPv4 (RFC 4291, 2.5.5.2) is of IPv4. */
export function rangeOf({ bits, address, length }: Network): AddressRange {
  const isMapped = bits === 128 && length >= 96 && address >> 32n === 0xffffn
  if (isMapped) return rangeOf({ bits: 32, address: address & 0xffffffffn, length: length - 96 })
  return { bits, first: address, last: address + (1n << BigInt(bits - length)) - 1n }
}

/** Ranges that touch or overlap are one. Sorted by family and address. */
export function mergeRanges(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const merged: AddressRange[] = []
  const sorted = [...ranges].sort(
    (a, b) => a.bits - b.bits || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0),
  )
  for (const range of sorted) {
    const before = merged.at(-1)
    if (before === undefined || before.bits !== range.bits || range.first > before.last + 1n)
      merged.push(range)
    else if (range.last > before.last) merged[merged.length - 1] = { ...before, last: range.last }
  }
  return merged
}
