/** Whether the addresses of one block, or a single address, all lie in another one. What is no address lies in nothing. */
export function addressesWithin(inner: string, outer: string): boolean {
  const [small, large] = [parseBlock(inner), parseBlock(outer)]
  if (small === undefined || large === undefined || small.bits !== large.bits) return false
  const host = BigInt(large.bits - large.length)
  return small.length >= large.length && small.address >> host === large.address >> host
}

interface Block {
  readonly address: bigint
  readonly length: number
  readonly bits: 32 | 128
}

function parseBlock(text: string): Block | undefined {
  const [, address = '', written] = /^([^/]*)(?:\/([0-9]{1,3}))?$/.exec(text) ?? []
  const four = parseFour(address)
  const bits = four === undefined ? 128 : 32
  const value = four ?? parseSix(address)
  const length = written === undefined ? bits : Number(written)
  return value === undefined || length > bits ? undefined : { address: value, length, bits }
}

function parseFour(text: string): bigint | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^[0-9]{1,3}$/.test(part) && Number(part) < 256))
    return undefined
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

/** RFC 4291, 2.2. */
function parseSix(text: string): bigint | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [left = [], right = []] = halves.map(groupsOf)
  if (left === 'wrong' || right === 'wrong') return undefined
  const missing = 8 - left.length - right.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const groups = [...left, ...new Array<number>(missing).fill(0), ...right]
  return groups.reduce((sum, group) => sum * 65536n + BigInt(group), 0n)
}

function groupsOf(text: string): readonly number[] | 'wrong' {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    const four = index === parts.length - 1 ? parseFour(part) : undefined
    if (four !== undefined) groups.push(Number(four >> 16n), Number(four & 65535n))
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16))
    else return 'wrong'
  }
  return groups
}
