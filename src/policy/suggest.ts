/** Longer texts are no misspelt names, and the time for comparing them grows with the product of their lengths. */
const LONGEST = 64

/**
 * The known name that `text` most probably means: the one with the smallest Damerau-Levenshtein distance (optimal string
 * alignment), if that is small for the length of the text. Differences of case and of `-` and `_` count little. The first of
 * equals wins. Takes any text; undefined when nothing is near, or nothing less than `limit` changes away.
 */
export function nearest(
  text: string,
  names: Iterable<string>,
  limit: number = Number.POSITIVE_INFINITY,
): string | undefined {
  if (text.length > LONGEST) return undefined
  const wanted = fold(text)
  let best: string | undefined
  let least = Math.min(Math.floor(wanted.length / 3) + 1, limit)
  for (const name of names) {
    if (name === text || name.length > LONGEST) continue
    const distance = editDistance(wanted, fold(name))
    if (distance < least && distance < Math.max(name.length, 1)) {
      best = name
      least = distance
    }
  }
  return best
}

/** "did you mean `match`?" where a known name is near. */
export function didYouMean(text: string, names: Iterable<string>): string | undefined {
  const near = nearest(text, names)
  return near === undefined ? undefined : `did you mean \`${near}\`?`
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('-', '_')
}

/** Insertions, deletions, replacements and swaps of neighbours that make `a` into `b`. */
function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}
