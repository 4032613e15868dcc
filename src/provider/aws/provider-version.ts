/** The releases that a provider may be: from one on, and below another. */
export interface VersionRange {
  readonly from: Version
  readonly below: Version
}

type Version = readonly [major: number, minor: number, patch: number]

/** The releases that identifiers.yaml speaks of. */
export const DESCRIBED: VersionRange = { from: [4, 0, 0], below: [7, 0, 0] }

/**
 * Reads a version constraint (`~> 5.31`, `>= 4.9, < 6.0`, `5.100.0`; Terraform, "Version Constraints") within the releases that
 * are described. Undefined when it is none, or allows nothing of them. `!=` is passed over: it only takes away.
 */
export function readVersions(constraint: string): VersionRange | undefined {
  let range = DESCRIBED
  for (const part of constraint.split(',')) {
    const match =
      /^\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(-[0-9A-Za-z.-]+)?\s*$/.exec(
        part,
      )
    if (match === null || match[5] !== undefined) return undefined
    const version: Version = [Number(match[2]), Number(match[3] ?? 0), Number(match[4] ?? 0)]
    const allowed = allow(match[1] ?? '=', version, match[4] === undefined)
    range = { from: later(range.from, allowed.from), below: earlier(range.below, allowed.below) }
  }
  return compare(range.from, range.below) < 0 ? range : undefined
}

/** Whether every release of `range` is in `within`; `maybe` where only some are. */
export function isWithin(range: VersionRange, within: VersionRange): boolean | 'maybe' {
  if (compare(range.from, within.from) >= 0 && compare(range.below, within.below) <= 0) return true
  const apart = compare(range.below, within.from) <= 0 || compare(within.below, range.from) <= 0
  return apart ? false : 'maybe'
}

function allow(operator: string, version: Version, isShort: boolean): VersionRange {
  const [major, minor, patch] = version
  const next: Version = [major, minor, patch + 1]
  switch (operator) {
    case '=':
      return { from: version, below: next }
    case '>=':
      return { from: version, below: DESCRIBED.below }
    case '>':
      return { from: next, below: DESCRIBED.below }
    case '<=':
      return { from: DESCRIBED.from, below: next }
    case '<':
      return { from: DESCRIBED.from, below: version }
    case '~>':
      return { from: version, below: isShort ? [major + 1, 0, 0] : [major, minor + 1, 0] }
    default:
      return DESCRIBED
  }
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

function later(a: Version, b: Version): Version {
  return compare(a, b) >= 0 ? a : b
}

function earlier(a: Version, b: Version): Version {
  return compare(a, b) <= 0 ? a : b
}

/** The version of the AWS provider that a dependency lock file selects; undefined where it names none. */
export function lockedVersion(lockFile: string): string | undefined {
  const block = /^provider "[^"\n]*\/hashicorp\/aws" \{$([^}]*)^\}/m.exec(lockFile)
  return /^\s*version\s*=\s*"([^"\n]+)"/m.exec(block?.[1] ?? '')?.[1]
}
