/** A small linear congruential generator: the same choices for the same seed, on every machine. */
export interface Random {
  /** A whole number from 0 to below. */
  readonly below: (limit: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  /** True once in so many times. */
  readonly once: (inSoMany: number) => boolean
}

export function randomFrom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick: (from) => {
      const found = from[below(from.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
    once: (inSoMany) => below(inSoMany) === 0,
  }
}
