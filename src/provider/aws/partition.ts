import type { Value } from '../../plan/value.ts'

interface Partition {
  readonly name: string
  readonly regions: RegExp
  readonly dnsSuffix: string
}

/** AWS SDK, `partitions.json`: the partitions with the form of their regions and the domain of their services. */
const PARTITIONS: readonly Partition[] = [
  { name: 'aws', regions: /^(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d+$/, dnsSuffix: 'amazonaws.com' },
  { name: 'aws-cn', regions: /^cn-[a-z]+-\d+$/, dnsSuffix: 'amazonaws.com.cn' },
  { name: 'aws-us-gov', regions: /^us-gov-[a-z]+-\d+$/, dnsSuffix: 'amazonaws.com' },
  { name: 'aws-iso', regions: /^us-iso-[a-z]+-\d+$/, dnsSuffix: 'c2s.ic.gov' },
  { name: 'aws-iso-b', regions: /^us-isob-[a-z]+-\d+$/, dnsSuffix: 'sc2s.sgov.gov' },
  { name: 'aws-iso-e', regions: /^eu-isoe-[a-z]+-\d+$/, dnsSuffix: 'cloud.adc-e.uk' },
  { name: 'aws-iso-f', regions: /^us-isof-[a-z]+-\d+$/, dnsSuffix: 'csp.hci.ic.gov' },
  { name: 'aws-eusc', regions: /^eusc-(de)-[a-z]+-\d+$/, dnsSuffix: 'amazonaws.eu' },
]

/** The partition that a region is in; undefined for what is no region that AWS names so. */
export function partitionOfRegion(region: string): string | undefined {
  return PARTITIONS.find(({ regions }) => regions.test(region))?.name
}

/** The domain under which the services of a partition stand; undefined for an unknown partition name. */
export function dnsSuffixOfPartition(partition: string): string | undefined {
  return PARTITIONS.find(({ name }) => name === partition)?.dnsSuffix
}

/** The same for a value, which may be unknown. */
export function dnsSuffixOf(partition: Value): Value | undefined {
  if (partition.kind === 'known' && typeof partition.value === 'string') {
    const value = dnsSuffixOfPartition(partition.value)
    return value === undefined ? undefined : { ...partition, value }
  }
  if (partition.kind !== 'unknown') return undefined
  const { id, waitsFor } = partition.unknown
  return { kind: 'unknown', unknown: { id: `${id}'s domain`, waitsFor, nonNull: true, nonEmpty: true } }
}
