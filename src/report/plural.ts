/** `1 rule`, `2 rules`. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** `a`, `a and b`, `a, b and c`; of more than four names the first three and how many follow. */
export function list(names: readonly string[]): string {
  const rest = names.length - 3
  const [first = '', ...others] = rest > 1 ? [...names.slice(0, 3), `${rest} more`] : names
  const last = others.pop()
  return last === undefined ? first : `${[first, ...others].join(', ')} and ${last}`
}
