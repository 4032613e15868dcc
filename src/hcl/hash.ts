import type { HashAlgorithm } from './functions/signature.ts'

/**
 * The hash of some bytes in lower-case hexadecimal digits, as Terraform's `md5`, `sha1`, `sha256` and `sha512` give it. Written here
 * because this part of the product knows nothing of the machine. Sources: RFC 1321, FIPS 180-4; the recorded vectors of Terraform.
 */
export function hash(algorithm: HashAlgorithm, bytes: Uint8Array): string {
  switch (algorithm) {
    case 'md5':
      return md5(bytes)
    case 'sha1':
      return sha1(bytes)
    case 'sha256':
      return sha256(bytes)
    case 'sha512':
      return sha512(bytes)
  }
}

/** The message with a one bit, zeros and its length in bits behind it, in whole blocks. */
function padded(bytes: Uint8Array, block: number, isLittle = false): DataView {
  const length = Math.ceil((bytes.length + 1 + block / 8) / block) * block
  const all = new Uint8Array(length)
  all.set(bytes)
  all[bytes.length] = 0x80
  const view = new DataView(all.buffer)
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n, isLittle)
  return view
}

const left = (word: number, by: number): number => (word << by) | (word >>> (32 - by))
const right = (word: number, by: number): number => (word >>> by) | (word << (32 - by))
const hex = (words: readonly number[]): string =>
  words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
const at = (words: readonly number[], index: number): number => words[index] ?? 0

const MD5_SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]

function md5(bytes: Uint8Array): string {
  const view = padded(bytes, 64, true)
  let state: readonly number[] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let start = 0; start < view.byteLength; start += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = state
    for (let i = 0; i < 64; i += 1) {
      const round = i >> 4
      const [mixed, word] =
        round === 0
          ? [(b & c) | (~b & d), i]
          : round === 1
            ? [(d & b) | (~d & c), (5 * i + 1) % 16]
            : round === 2
              ? [b ^ c ^ d, (3 * i + 5) % 16]
              : [c ^ (b | ~d), (7 * i) % 16]
      const constant = Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32)
      const sum = (a + mixed + constant + view.getUint32(start + 4 * word, true)) | 0
      ;[a, b, c, d] = [d, (b + left(sum, at(MD5_SHIFTS, 4 * round + (i % 4)))) | 0, b, c]
    }
    state = [a, b, c, d].map((word, index) => (word + at(state, index)) | 0)
  }
  // Words are printed with their lowest byte first.
  return hex(state).replace(/(..)(..)(..)(..)/g, '$4$3$2$1')
}

function sha1(bytes: Uint8Array): string {
  const view = padded(bytes, 64)
  let state: readonly number[] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  for (let start = 0; start < view.byteLength; start += 64) {
    const words = Array.from({ length: 16 }, (_, index) => view.getInt32(start + 4 * index))
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
    for (let i = 0; i < 80; i += 1) {
      if (i >= 16)
        words.push(left(at(words, i - 3) ^ at(words, i - 8) ^ at(words, i - 14) ^ at(words, i - 16), 1))
      const [mixed, constant] =
        i < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : i < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : i < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6]
      const sum = (left(a, 5) + mixed + e + constant + at(words, i)) | 0
      ;[a, b, c, d, e] = [sum, a, left(b, 30), c, d]
    }
    state = [a, b, c, d, e].map((word, index) => (word + at(state, index)) | 0)
  }
  return hex(state)
}

let roots: { readonly square: readonly bigint[]; readonly cube: readonly bigint[] } | undefined

/** The fractions of the roots of the first primes, 64 bits of each: the constants of SHA-2. Made when they are first asked for. */
function rootsOfPrimes(): NonNullable<typeof roots> {
  roots ??= { square: fractions(2n, 8), cube: fractions(3n, 80) }
  return roots
}

function fractions(degree: bigint, count: number): readonly bigint[] {
  const primes: bigint[] = []
  for (let n = 2n; primes.length < count; n += 1n)
    if (primes.every((prime) => n % prime !== 0n)) primes.push(n)
  return primes.map((prime) => {
    const wanted = prime << (64n * degree)
    let [low, high] = [0n, 1n << 72n]
    while (high - low > 1n) {
      const middle = (low + high) >> 1n
      if (middle ** degree <= wanted) low = middle
      else high = middle
    }
    return BigInt.asUintN(64, low)
  })
}

const upper = (words: readonly bigint[]): readonly number[] => words.map((word) => Number(word >> 32n) | 0)

function sha256(bytes: Uint8Array): string {
  const view = padded(bytes, 64)
  const { square, cube } = rootsOfPrimes()
  const constants = upper(cube)
  let state = upper(square)
  for (let start = 0; start < view.byteLength; start += 64) {
    const words = Array.from({ length: 16 }, (_, index) => view.getInt32(start + 4 * index))
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let i = 0; i < 64; i += 1) {
      if (i >= 16) {
        const [x, y] = [at(words, i - 15), at(words, i - 2)]
        const low = right(x, 7) ^ right(x, 18) ^ (x >>> 3)
        const high = right(y, 17) ^ right(y, 19) ^ (y >>> 10)
        words.push((at(words, i - 16) + low + at(words, i - 7) + high) | 0)
      }
      const first = h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g))
      const sum = (first + at(constants, i) + at(words, i)) | 0
      const other = (right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
      ;[a, b, c, d, e, f, g, h] = [(sum + other) | 0, a, b, c, (d + sum) | 0, e, f, g]
    }
    state = [a, b, c, d, e, f, g, h].map((word, index) => (word + at(state, index)) | 0)
  }
  return hex(state)
}

const rotate = (word: bigint, by: bigint): bigint => BigInt.asUintN(64, (word >> by) | (word << (64n - by)))

function sha512(bytes: Uint8Array): string {
  const view = padded(bytes, 128)
  const { square, cube } = rootsOfPrimes()
  let state = square
  for (let start = 0; start < view.byteLength; start += 128) {
    const words = Array.from({ length: 16 }, (_, index) => view.getBigUint64(start + 8 * index))
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state
    for (let i = 0; i < 80; i += 1) {
      if (i >= 16) {
        const [x = 0n, y = 0n] = [words[i - 15], words[i - 2]]
        const low = rotate(x, 1n) ^ rotate(x, 8n) ^ (x >> 7n)
        const high = rotate(y, 19n) ^ rotate(y, 61n) ^ (y >> 6n)
        words.push(BigInt.asUintN(64, (words[i - 16] ?? 0n) + low + (words[i - 7] ?? 0n) + high))
      }
      const first = h + (rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n)) + ((e & f) ^ (~e & g))
      const sum = first + (cube[i] ?? 0n) + (words[i] ?? 0n)
      const other = (rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c))
      ;[a, b, c, d, e, f, g, h] = [
        BigInt.asUintN(64, sum + other),
        a,
        b,
        c,
        BigInt.asUintN(64, d + sum),
        e,
        f,
        g,
      ]
    }
    state = [a, b, c, d, e, f, g, h].map((word, index) => BigInt.asUintN(64, word + (state[index] ?? 0n)))
  }
  return state.map((word) => word.toString(16).padStart(16, '0')).join('')
}
