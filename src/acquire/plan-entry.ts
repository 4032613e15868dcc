/** Numbers of fields in Terraform's `planproto.Plan` and its `Backend`. */
const TIMESTAMP = 21
const BACKEND = 13
const WORKSPACE = 3

export interface PlanEntry {
  /** When the plan was made (RFC 3339). */
  readonly timestamp?: string
  /** What `terraform.workspace` was. */
  readonly workspace?: string
}

/**
 * What the `tfplan` entry of a plan file tells that plan JSON does not: a protocol buffer of which these fields are read. Nothing
 * where it is not one. Source: Terraform `internal/plans/planproto/planfile.proto`.
 */
export function readPlanEntry(bytes: Uint8Array): PlanEntry {
  const plan = readFields(bytes)
  const timestamp = textOf(plan.get(TIMESTAMP))
  const backend = plan.get(BACKEND)
  const workspace = backend === undefined ? undefined : textOf(readFields(backend).get(WORKSPACE))
  return {
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(workspace === undefined ? {} : { workspace }),
  }
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined || bytes.length === 0 ? undefined : new TextDecoder().decode(bytes)
}

/** The last value of each field that holds bytes; empty where the message is broken. */
function readFields(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const fields = new Map<number, Uint8Array>()
  let at = 0

  function varint(): number {
    let value = 0
    for (let shift = 0; shift < 64; shift += 7) {
      const byte = bytes[at]
      at += 1
      if (byte === undefined) return Number.NaN
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
    return Number.NaN
  }

  while (at < bytes.length) {
    const key = varint()
    const [field, wire] = [Math.floor(key / 8), key % 8]
    if (wire === 0) varint()
    else if (wire === 1) at += 8
    else if (wire === 5) at += 4
    else if (wire === 2) {
      const length = varint()
      if (!(at + length <= bytes.length)) return new Map()
      fields.set(field, bytes.subarray(at, at + length))
      at += length
    } else return new Map()
  }
  return fields
}
