import type { Unknown, Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { combineMarks, deepMarks, type Inherited, inherit, NO_MARKS, shallowMarks } from '../marks.ts'
import { isTooDeep, isWhollyKnown, opaque, untold } from '../opaque.ts'
import { typeOf } from '../types.ts'
import { convertsSafely } from '../unify.ts'
import { CONVERSION } from './conversion.ts'
import { DATE_TIME } from './date-time.ts'
import { bytesOf, ENCODING } from './encoding.ts'
import { FORMATTING } from './format.ts'
import { HASHING } from './hashing.ts'
import { JSON_FUNCTIONS } from './json.ts'
import { LIST_QUESTIONS } from './list-questions.ts'
import { LISTS } from './lists.ts'
import { MAPS } from './maps.ts'
import { NETWORK } from './network.ts'
import { NUMERIC } from './numeric.ts'
import { PATHS } from './paths.ts'
import { PATTERNS } from './patterns.ts'
import { SEARCHING } from './searching.ts'
import { SETS } from './sets.ts'
import type { FunctionContext, FunctionSpec, Parameter } from './signature.ts'
import { STRINGS } from './strings.ts'
import { TEMPLATES } from './templates.ts'
import { TRIMMING } from './trimming.ts'
import { YAML_FUNCTIONS } from './yaml.ts'

export type { FunctionContext, HashAlgorithm } from './signature.ts'

const FUNCTIONS: ReadonlyMap<string, FunctionSpec> = new Map(
  [
    CONVERSION,
    DATE_TIME,
    ENCODING,
    FORMATTING,
    HASHING,
    JSON_FUNCTIONS,
    LISTS,
    LIST_QUESTIONS,
    MAPS,
    NETWORK,
    NUMERIC,
    PATHS,
    PATTERNS,
    SEARCHING,
    SETS,
    STRINGS,
    TEMPLATES,
    TRIMMING,
    YAML_FUNCTIONS,
  ].flatMap((table) => Object.entries(table)),
)

/** Functions of which every call has a result of its own: no two are equal. */
const IMPURE: ReadonlySet<string> = new Set(['bcrypt', 'timestamp', 'uuid'])

/** Without `try` and `can`, which look at expressions and not at values. */
export const functionNames: readonly string[] = [...new Set([...FUNCTIONS.keys(), ...IMPURE])].sort()

/** Whether Terraform 1.11 has a function of this name, or it belongs to a provider. */
export function isFunction(name: string): boolean {
  const plain = name.replace(/^core::/, '')
  return FUNCTIONS.has(plain) || IMPURE.has(plain) || name.startsWith('provider::')
}

/**
 * Calls one of Terraform's functions. Unknown parts of the arguments stay unknown in the result, exactly where that can be
 * expressed; otherwise the result is one unknown whose identity is the function and its arguments. Either way it is right whatever
 * the apply will tell. Throws `HclFailure` where Terraform certainly reports an error.
 */
export function callFunction(name: string, args: readonly Value[], context: FunctionContext): Value {
  if (name.startsWith('provider::')) {
    return opaque(name, args, { because: `plangate does not run the provider function \`${name}\`` })
  }
  const plain = name.replace(/^core::/, '')
  const spec = FUNCTIONS.get(plain)
  if (args.some(isTooDeep))
    return opaque(plain, [], { because: `an argument of \`${plain}\` is nested too deeply` })
  if (IMPURE.has(plain)) return impure(plain, args)
  if (spec === undefined) throw new HclFailure(`there is no function named "${name}"`)
  const converted = prepareArguments(plain, spec, args)
  if (!isCertainToSucceed(spec, args)) context.mayFail?.()
  return withMarks(spec, converted, evaluate(plain, spec, converted, context))
}

function prepareArguments(name: string, spec: FunctionSpec, args: readonly Value[]): readonly Value[] {
  const { parameters, rest } = spec
  if (args.length < parameters.length) throw new HclFailure(`too few arguments for \`${name}\``)
  if (args.length > parameters.length && rest === undefined)
    throw new HclFailure(`too many arguments for \`${name}\``)
  return args.map((arg, index) => {
    const parameter = parameters[index] ?? rest
    const value = parameter === undefined ? arg : convert(arg, parameter.type)
    if (value.kind !== 'null' && value.kind !== 'absent') return value
    if (parameter?.nullable !== true) throw new HclFailure(`an argument of \`${name}\` must not be null`)
    return value
  })
}

function evaluate(name: string, spec: FunctionSpec, args: readonly Value[], context: FunctionContext): Value {
  const isKnown = args.every(isWhollyKnown)
  const result = isKnown || spec.symbolic === true ? spec.call(args, context) : undefined
  if (result !== undefined) return result
  if (isKnown && spec.total !== true) context.mayFail?.()
  return opaque(name, args, {
    ...(spec.returns === undefined ? {} : { type: spec.returns }),
    ...(spec.nullable === true ? {} : { nonNull: true }),
    ...(isKnown ? { because: `\`${name}\` needs more than the plan tells` } : {}),
    digest: digestWith(context),
  })
}

/** Whether no value of the unknown parts can make Terraform report an error. */
function isCertainToSucceed(spec: FunctionSpec, args: readonly Value[]): boolean {
  if (args.every(isWhollyKnown)) return true
  return (
    spec.total === true &&
    args.every((arg, index) => isCertainArgument(spec.parameters[index] ?? spec.rest, arg))
  )
}

function isCertainArgument(parameter: Parameter | undefined, arg: Value): boolean {
  if (isWhollyKnown(arg) || parameter === undefined) return true
  if (parameter.nullable !== true && arg.kind === 'unknown' && !isNonNull(arg.unknown)) return false
  return convertsSafely(typeOf(arg), parameter.type)
}

function isNonNull({ nonNull, nonEmpty, shape }: Unknown): boolean {
  return nonNull === true || nonEmpty === true || shape !== undefined
}

function digestWith({ hash }: FunctionContext): ((text: string) => string) | undefined {
  return hash === undefined ? undefined : (text) => hash('sha256', bytesOf(text))
}

/** Never equal to any other value, not even to the same call evaluated again. */
function impure(name: string, args: readonly Value[]): Value {
  return untold(name, args, {
    type: { kind: 'string' },
    nonNull: true,
    because: `\`${name}\` gives a new value at every apply`,
  })
}

function withMarks(spec: FunctionSpec, args: readonly Value[], result: Value): Value {
  const marksOf = spec.marks === 'shallow' ? shallowMarks : spec.marks === 'own' ? noMarks : deepMarks
  return inherit(result, args.map(marksOf).reduce(combineMarks, NO_MARKS))
}

function noMarks(): Inherited {
  return NO_MARKS
}
