import type { Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { isWhollyKnown } from '../opaque.ts'
import { STRING } from '../types.ts'
import { textOfBytes } from './encoding.ts'
import {
  ANY_PARAMETER,
  type FunctionContext,
  type FunctionTable,
  STRING_PARAMETER,
  stringArgument,
} from './signature.ts'

/** The variables of a template by name; `undefined` where they are not certain. */
function readVariables(value: Value | undefined): ReadonlyMap<string, Value> | undefined {
  if (value?.kind === 'unknown') return undefined
  if (value?.kind !== 'map') throw new HclFailure('the variables must be a map')
  for (const name of value.entries.keys()) {
    if (!/^[\p{ID_Start}][\p{ID_Continue}-]*$/u.test(name)) {
      throw new HclFailure(`"${name}" is not a valid name of a template variable`)
    }
  }
  return value.rest === undefined ? value.entries : undefined
}

function render(
  text: string,
  variables: Value | undefined,
  { renderTemplate }: FunctionContext,
): Value | undefined {
  const names = readVariables(variables)
  if (names === undefined || renderTemplate === undefined) return undefined
  const result = renderTemplate(text, names)
  if (result.kind === 'null') throw new HclFailure('the result of the template is null')
  return result
}

/** A template that is one interpolation alone may give any type. */
function templateFile([path, variables]: readonly Value[], context: FunctionContext): Value | undefined {
  if (path === undefined || !isWhollyKnown(path)) return undefined
  const bytes = context.readFile?.(stringArgument(path))
  return bytes === undefined ? undefined : render(textOfBytes(bytes), variables, context)
}

function templateString(
  [template, variables]: readonly Value[],
  context: FunctionContext,
): Value | undefined {
  if (template === undefined || !isWhollyKnown(template)) return undefined
  const result = render(stringArgument(template), variables, context)
  return result === undefined ? undefined : convert(result, STRING)
}

/** Terraform's functions that render templates. Source: Terraform `lang/funcs/filesystem.go` and `string.go`. */
export const TEMPLATES: FunctionTable = {
  templatefile: { parameters: [STRING_PARAMETER, ANY_PARAMETER], symbolic: true, call: templateFile },
  templatestring: {
    parameters: [ANY_PARAMETER, ANY_PARAMETER],
    returns: STRING,
    symbolic: true,
    call: templateString,
  },
}
