import { HclFailure } from '../hcl/failure.ts'
import { bytesOf, fromBase64 } from '../hcl/functions/encoding.ts'
import { hash } from '../hcl/hash.ts'
import type { ResourceInstance } from '../plan/plan.ts'
import { attributeUnknown } from '../plan/planned-value.ts'
import type { Value } from '../plan/value.ts'
import type { ProviderContext } from '../provider/aws/predict.ts'
import { isWithin, readVersions } from '../provider/aws/provider-version.ts'

const TYPES: ReadonlySet<string> = new Set([
  'aws_instance',
  'aws_launch_configuration',
  'aws_spot_instance_request',
])
const CLEAR = readVersions('>= 6.0.0')
const BECAUSE = 'the state holds a hash of it'

/**
 * What the state will hold of `user_data` that is written: before version 6 the provider keeps the SHA-1 hash of it (of what it encodes,
 * where it is base64), since then instances keep it as it is. Other attributes stay what they are. Source: terraform-provider-aws,
 * `userDataHashSum` in internal/service/ec2, and its upgrade guide to version 6.
 */
export function keptUserData(
  instance: ResourceInstance,
  name: string,
  written: Value,
  context: ProviderContext | undefined,
): Value {
  const { type, mode } = instance.address
  if (name !== 'user_data' || mode !== 'managed' || !TYPES.has(type)) return written
  const range =
    context?.providerVersion === undefined ? context?.versions : readVersions(context.providerVersion)
  const isClear = range === undefined || CLEAR === undefined ? 'maybe' : isWithin(range, CLEAR)
  if (isClear === true && type === 'aws_instance') return written
  if (isClear === false && written.kind === 'known' && typeof written.value === 'string')
    return written.value === '' ? written : { ...written, value: hash('sha1', encoded(written.value)) }
  const sensitive = written.sensitive === true ? { sensitive: true } : {}
  return {
    kind: 'unknown',
    unknown: attributeUnknown(instance.addressText, [name], BECAUSE),
    ...sensitive,
  }
}

function encoded(text: string): Uint8Array {
  try {
    return fromBase64(text)
  } catch (fault) {
    if (!(fault instanceof HclFailure)) throw fault
    return bytesOf(text)
  }
}
