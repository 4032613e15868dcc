import { HclFailure } from '../failure.ts'

/** A network of IPv4 (32 bits) or IPv6 (128 bits): its first address and the length of its prefix. */
export interface Network {
  readonly bits: 32 | 128
  readonly address: bigint
  readonly length: number
}

/** CIDR notation; host bits are cleared. Leading zeros count as decimal, as Terraform's own copy of Go's parser has it. */
export function readNetwork(text: string): Network {
  const slash = text.indexOf('/')
  const [addressText, lengthText] = [text.slice(0, slash), text.slice(slash + 1)]
  const parsed = slash === -1 ? undefined : (readIPv4(addressText) ?? readIPv6(addressText))
  if (parsed === undefined || !/^\d{1,6}$/.test(lengthText))
    throw new HclFailure('not a valid CIDR expression')
  const length = Number(lengthText)
  if (length > parsed.bits) throw new HclFailure('not a valid CIDR expression')
  const hostBits = BigInt(parsed.bits - length)
  return { bits: parsed.bits, address: (parsed.address >> hostBits) << hostBits, length }
}

type Address = Pick<Network, 'bits' | 'address'>

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
  if (front === undefined || (halves.length === 2 && back === undefined)) return undefined
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
