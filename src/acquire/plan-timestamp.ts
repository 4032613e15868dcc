/** The number of the field `timestamp` in Terraform's `planproto.Plan`. */
const TIMESTAMP = 21

/**
 * When a plan was made (RFC 3339), from the `tfplan` entry of a plan file: a protocol buffer of which this one field is read.
 * `undefined` where it has none or is not one. Source: Terraform `internal/plans/planproto/planfile.proto`.
 */
export function planTimestamp(bytes: Uint8Array): string | undefined {
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
      if (field === TIMESTAMP) return new TextDecoder().decode(bytes.subarray(at, at + length))
      at += length
    } else return undefined
    if (Number.isNaN(at)) return undefined
  }
  return undefined
}
