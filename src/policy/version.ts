/**
 * A version as people write it: a name that may stand before it (`OpenSearch_`, `python`; a single `v` is none), the release (whole
 * numbers between dots), and what follows. `8.0.mysql_aurora.3.04.0` is the release 8.0 with the tail `.mysql_aurora.3.04.0`.
 */
export interface Version {
  readonly name: string
  readonly release: readonly string[]
  readonly tail: Tail
}

export interface Tail {
  /** Before the release it belongs to (`-rc.1`), the release itself, or after it (`.mysql_aurora.3.04.0`, `-eksbuild.2`). */
  readonly rank: -1 | 0 | 1
  readonly text: string
}

const VERSION = /^([A-Za-z][A-Za-z_.-]*)?([0-9]+(?:\.[0-9]+)*)(.*)$/s

/** Reads a version; undefined where the text is none. Everything that begins with a release is one, whatever follows. */
export function readVersion(text: string): Version | undefined {
  const match = VERSION.exec(text)
  if (match?.[2] === undefined) return undefined
  const [, name = '', release, tail = ''] = match
  return { name: nameOf(name), release: release.split('.'), tail: readTail(tail) }
}

function nameOf(text: string): string {
  return /^v$/i.test(text) ? '' : text.toLowerCase()
}

/** What follows `+` is about the build and counts for nothing (semantic versioning 2.0, 10). */
function readTail(text: string): Tail {
  const [told = ''] = text.split('+', 1)
  if (told === '') return { rank: 0, text: '' }
  if (told.startsWith('-') && !told.startsWith('-eksbuild')) return { rank: -1, text: told.slice(1) }
  return { rank: 1, text: told }
}

/**
 * Negative, zero or positive, as `a` comes before `b`, with it or after it; undefined where they are versions of different things. The
 * numbers of the release are compared one by one, and what is missing is zero; then what follows it.
 */
export function compareVersions(a: Version, b: Version): number | undefined {
  if (a.name !== b.name) return undefined
  return compareReleases(a.release, b.release) || compareTails(a.tail, b.tail)
}

function compareReleases(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const order = compareDigits(a[index] ?? '0', b[index] ?? '0')
    if (order !== 0) return order
  }
  return 0
}

function compareTails(a: Tail, b: Tail): number {
  if (a.rank !== b.rank) return a.rank - b.rank
  return a.rank === -1 ? comparePreReleases(a.text, b.text) : compareRuns(a.text, b.text)
}

/** Semantic versioning 2.0, 11.4: numbers by value and before words, words by their characters, fewer fields first. */
function comparePreReleases(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')]
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const [one = '', other = ''] = [left[index], right[index]]
    const [isNumber, isOther] = [DIGITS.test(one), DIGITS.test(other)]
    if (isNumber !== isOther) return isNumber ? -1 : 1
    const order = isNumber ? compareDigits(one, other) : compareText(one, other)
    if (order !== 0) return order
  }
  return left.length - right.length
}

const DIGITS = /^[0-9]+$/

/** Runs of digits by value, what stands between them by its characters: `.mysql_aurora.3.04.0` is before `.mysql_aurora.3.10.0`. */
function compareRuns(a: string, b: string): number {
  const [left, right] = [a.match(RUNS) ?? [], b.match(RUNS) ?? []]
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const [one = '', other = ''] = [left[index], right[index]]
    const order = DIGITS.test(one) && DIGITS.test(other) ? compareDigits(one, other) : compareText(one, other)
    if (order !== 0) return order
  }
  return left.length - right.length
}

const RUNS = /[0-9]+|[^0-9]+/g

/** Whole numbers of any length. */
function compareDigits(a: string, b: string): number {
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')]
  return left.length - right.length || compareText(left, right)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * The order of every version that begins with `start` to `other`, as far as the start tells; undefined where it does not, and
 * `different` where they are versions of different things.
 */
export function compareStart(start: string, other: Version): number | 'different' | undefined {
  const [whole = '', name = '', told = ''] = /^([A-Za-z][A-Za-z_.-]*)?((?:[0-9]+\.)*)/.exec(start) ?? []
  const next = start.charAt(whole.length)
  if ((told !== '' || /[0-9]/.test(next)) && nameOf(name) !== other.name) return 'different'
  const release = told.split('.').slice(0, -1)
  for (const [index, segment] of release.entries()) {
    const order = compareDigits(segment, other.release[index] ?? '0')
    if (order !== 0) return order
  }
  if (release.length === 0 || next === '' || /[0-9+]/.test(next)) return undefined
  const order = compareReleases(release, other.release)
  if (order !== 0) return order
  return other.tail.rank === 1 ? undefined : 1
}
