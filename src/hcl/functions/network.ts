import { type Network, printAddress, printNetwork, readNetwork as readCidr } from '../../plan/ip-network.ts'
import type { PlanNumber } from '../../plan/number.ts'
import type { Value } from '../../plan/value.ts'
import { toInteger } from '../big-float.ts'
import { HclFailure } from '../failure.ts'
import { listOf, STRING } from '../types.ts'
import {
  type FunctionTable,
  integerArgument,
  known,
  NUMBER_PARAMETER,
  numberArgument,
  STRING_PARAMETER,
  stringArgument,
} from './signature.ts'

function readNetwork(text: string): Network {
  const network = readCidr(text)
  if (network === undefined) throw new HclFailure('not a valid CIDR expression')
  return network
}

function wholeNumber(value: PlanNumber): bigint {
  const whole = toInteger(value)
  if (whole === undefined) throw new HclFailure('a whole number is required')
  return whole
}

/** Terraform takes IPv4-mapped IPv6 networks for either kind at different steps: they are left unknown. */
function isMapped({ bits, address }: Network): boolean {
  return bits === 128 && address >> 32n === 0xffffn
}

/** Counts from the start of the prefix, or from its end when negative. Source: go-cidr `HostBig`. */
function host([prefix, number]: readonly Value[]): Value | undefined {
  const index = wholeNumber(numberArgument(number))
  const network = readNetwork(stringArgument(prefix))
  if (isMapped(network) || BigInt.asIntN(64, index) !== index) return undefined
  const size = 1n << BigInt(network.bits - network.length)
  const offset = index < 0n ? size + index : index
  if (offset < 0n || offset >= size) throw new HclFailure('the prefix has no room for this host number')
  return known(printAddress(network.address + offset, network.bits))
}

function netmask([prefix]: readonly Value[]): Value | undefined {
  const network = readNetwork(stringArgument(prefix))
  if (isMapped(network)) return undefined
  const { bits, length } = network
  if (bits !== 32) throw new HclFailure('IPv6 addresses cannot have a netmask')
  const all = (1n << 32n) - 1n
  return known(printAddress(all - ((1n << BigInt(32 - length)) - 1n), 32))
}

/** Source: go-cidr `SubnetBig`, including what it makes of negative numbers: the digits of their complement. */
function subnet([prefix, bitsValue, number]: readonly Value[]): Value | undefined {
  const newBits = integerArgument(bitsValue)
  const index = wholeNumber(numberArgument(number))
  const network = readNetwork(stringArgument(prefix))
  const length = network.length + newBits
  if (isMapped(network) || length < 0) return undefined
  if (length > network.bits) throw new HclFailure('the prefix cannot be extended by so many bits')
  const count = 1n << BigInt(newBits < 0 || newBits > 63 ? 64 : newBits)
  if (index >= count) throw new HclFailure('the prefix extension has no room for this subnet number')
  const address = network.address | (index << BigInt(network.bits - length))
  const size = address < 0n ? -address : address
  return size >> BigInt(network.bits) === 0n
    ? known(printNetwork({ ...network, address: size, length }))
    : undefined
}

/** Consecutive subnets, each at the next boundary of its own size. Source: Terraform `lang/funcs/cidr.go`. */
function subnets([prefix, ...bitValues]: readonly Value[]): Value | undefined {
  const network = readNetwork(stringArgument(prefix))
  if (isMapped(network)) return undefined
  if (network.address === 0n && bitValues.length > 0)
    throw new HclFailure('a network at the first of all addresses cannot be divided')
  const end = network.address + (1n << BigInt(network.bits - network.length))
  let next = network.address
  const elements = bitValues.map((value) => {
    const newBits = integerArgument(value)
    if (newBits < 1) throw new HclFailure('must extend the prefix by at least one bit')
    if (newBits > 32) throw new HclFailure('may not extend the prefix by more than 32 bits')
    const length = network.length + newBits
    if (length > network.bits) throw new HclFailure('would extend the prefix beyond the address')
    const size = 1n << BigInt(network.bits - length)
    const address = ((next + size - 1n) / size) * size
    if (address + size > end) throw new HclFailure('not enough address space is left')
    next = address + size
    return known(printNetwork({ bits: network.bits, address, length } satisfies Network))
  })
  return { kind: 'list', form: 'list', elements, elementType: STRING }
}

/** Terraform's functions of IP networks. Source: Terraform `lang/funcs/cidr.go`. */
export const NETWORK: FunctionTable = {
  cidrhost: { parameters: [STRING_PARAMETER, NUMBER_PARAMETER], returns: STRING, call: host },
  cidrnetmask: { parameters: [STRING_PARAMETER], returns: STRING, call: netmask },
  cidrsubnet: {
    parameters: [STRING_PARAMETER, NUMBER_PARAMETER, NUMBER_PARAMETER],
    returns: STRING,
    call: subnet,
  },
  cidrsubnets: {
    parameters: [STRING_PARAMETER],
    rest: NUMBER_PARAMETER,
    returns: listOf(STRING),
    call: subnets,
  },
}
