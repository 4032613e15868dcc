import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { HclFailure } from '../../src/hcl/failure.ts'
import { callFunction, type FunctionContext } from '../../src/hcl/functions/index.ts'
import { hash } from '../../src/hcl/hash.ts'
import { isWhollyKnown } from '../../src/hcl/opaque.ts'
import { printTyped, readTyped, type TypedJson } from './typed-json.ts'

interface Vector {
  readonly name: string
  readonly args: readonly TypedJson[]
  readonly result?: TypedJson
}

const vectors = JSON.parse(
  readFileSync(new URL('./function.vectors.json', import.meta.url), 'utf8'),
) as readonly Vector[]
const context: FunctionContext = { hash }

/** How many calls are left unknown although every argument is known, and why: never a wrong value. */
const LEFT_UNKNOWN: Readonly<Record<string, number>> = {
  base64gzip: 9, // the bytes of a compression depend on its library
  cidrhost: 16, // IPv4-mapped networks, and numbers beyond 64 bits
  cidrnetmask: 1, // an IPv4-mapped network
  cidrsubnet: 11, // IPv4-mapped networks, and prefixes of a negative length
  cidrsubnets: 9, // an IPv4-mapped network
  contains: 12, // of null: an error in some versions of Terraform, false in others
  element: 8, // with a negative index: the same
  log: 46, // the last digit depends on the machine
  pow: 8, // more digits than a double has
  setunion: 1, // sets of no common type
  textdecodebase64: 13, // encodings of the IANA registry beyond UTF-8 and UTF-16, and names that are none
  textencodebase64: 11,
}

function evaluate({ name, args }: Vector): string {
  try {
    const result = callFunction(name, args.map(readTyped), context)
    return isWhollyKnown(result) ? printTyped(result) : 'unknown'
  } catch (error) {
    if (error instanceof HclFailure) return 'error'
    throw error
  }
}

for (const [name, calls] of Map.groupBy(vectors, (vector) => vector.name)) {
  test(`${name} gives what Terraform gives`, async (t) => {
    const open = calls.filter((vector) => {
      const found = evaluate(vector)
      if (found === 'unknown') return true
      const wanted = vector.result === undefined ? 'error' : printTyped(readTyped(vector.result))
      if (found !== wanted) t.equal(found, wanted, JSON.stringify(vector.args))
      return false
    })
    t.equal(
      open.length,
      LEFT_UNKNOWN[name] ?? 0,
      `${calls.length} calls; left unknown: ${JSON.stringify(open.map((vector) => vector.args)).slice(0, 300)}`,
    )
  })
}
