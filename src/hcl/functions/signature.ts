import type { PlanNumber } from '../../plan/number.ts'
import { isNumber } from '../../plan/number.ts'
import type { Value } from '../../plan/value.ts'
import { toInteger } from '../big-float.ts'
import { HclFailure } from '../failure.ts'
import { BOOL, NUMBER, STRING, type Type } from '../types.ts'

export type HashAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha512'

/** What functions need of the world outside. Whatever is missing makes the functions that need it unknown. */
export interface FunctionContext {
  /** The bytes of a file named as in the configuration; `undefined` where the evidence does not hold it. */
  readonly readFile?: (path: string) => Uint8Array | undefined
  /** The hash in lower-case hexadecimal digits. */
  readonly hash?: (algorithm: HashAlgorithm, bytes: Uint8Array) => string
  /** The plan's own `timestamp`. */
  readonly planTimestamp?: string
  /** Renders the text of a template with these variables, and throws `HclFailure` where Terraform reports an error. */
  readonly renderTemplate?: (text: string, variables: ReadonlyMap<string, Value>) => Value
  /** Told when a result is given although Terraform could still report an error at the apply: what `try` and `can` must know. */
  readonly mayFail?: () => void
}

export interface Parameter {
  /** Arguments are converted to it first. */
  readonly type: Type
  readonly nullable?: true
}

export interface FunctionSpec {
  readonly parameters: readonly Parameter[]
  /** What every further argument is. */
  readonly rest?: Parameter
  /** The type of every result, for results that stay unknown. */
  readonly returns?: Type
  /** The result may be null. */
  readonly nullable?: true
  /** Answers for arguments with unknown parts too. Others are unknown as soon as a part of an argument is. */
  readonly symbolic?: true
  /** Never an error once the arguments have their types. */
  readonly total?: true
  /** `shallow`: elements of the arguments keep their own marks. Otherwise every mark of every argument is on the result. */
  readonly marks?: 'shallow' | 'own'
  /** `undefined` when the result depends on what only the apply will tell. Throws `HclFailure`. */
  readonly call: (args: readonly Value[], context: FunctionContext) => Value | undefined
}

export type FunctionTable = Readonly<Record<string, FunctionSpec>>

export const ANY_PARAMETER: Parameter = { type: { kind: 'dynamic' } }
export const STRING_PARAMETER: Parameter = { type: STRING }
export const NUMBER_PARAMETER: Parameter = { type: NUMBER }
export const BOOL_PARAMETER: Parameter = { type: BOOL }

export function known(value: string | boolean | PlanNumber): Value {
  return { kind: 'known', value: typeof value === 'string' ? value.normalize('NFC') : value }
}

/** The string of an argument that was converted to one and is known. */
export function stringArgument(value: Value | undefined): string {
  if (value?.kind === 'known' && typeof value.value === 'string') return value.value
  throw new HclFailure('a string is required')
}

export function numberArgument(value: Value | undefined): PlanNumber {
  if (value?.kind === 'known' && isNumber(value.value)) return value.value
  throw new HclFailure('a number is required')
}

/** A whole number that a 64-bit integer can hold. Source: go-cty `gocty.FromCtyValue`. */
export function integerArgument(value: Value | undefined): number {
  const whole = toInteger(numberArgument(value))
  if (whole === undefined || BigInt.asIntN(64, whole) !== whole)
    throw new HclFailure('a whole number is required')
  return Number(whole)
}
