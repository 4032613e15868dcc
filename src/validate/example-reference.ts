import { parseAddress, printAddress, type ResourceAddress } from '../plan/address.ts'
import type { Step } from '../plan/value.ts'
import { parsePath } from '../policy/path.ts'

/** An attribute of a resource, as an expression names it. */
export interface Reference {
  readonly address: ResourceAddress
  readonly path: readonly Step[]
  /** As written. */
  readonly text: string
}

const LONGEST = 1000

/** Reads `aws_s3_bucket.logs["eu"].arn`: the shortest address, then a path of attributes. */
export function parseReference(text: string): Reference | undefined {
  if (text.length > LONGEST) return undefined
  for (let end = text.indexOf('.'); end !== -1; end = text.indexOf('.', end + 1)) {
    const address = parseAddress(text.slice(0, end))
    if (address === undefined) continue
    const path = parsePath(text.slice(end + 1), new Set())
    return 'message' in path || path.root.kind !== 'here' ? undefined : { address, path: path.steps, text }
  }
  return undefined
}

/**
 * What `references` of an expression holds, longest first, as Terraform's `jsonconfig.marshalExpression` writes it: the
 * attribute, the instance if it has a key, the resource. Relative to the module.
 */
export function printReference({ address, path, text }: Reference): readonly string[] {
  const inModule: ResourceAddress = { ...address, module: [] }
  const instance = printAddress(inModule)
  const resource = printAddress({ ...inModule, key: undefined })
  const attribute = instance + text.slice(printAddress(address).length)
  const [first] = path
  return [...new Set([first === undefined ? instance : attribute, instance, resource])]
}
