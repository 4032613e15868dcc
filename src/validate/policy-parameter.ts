import { isNumber, type PlanNumber } from '../plan/number.ts'
import type { Parameter } from '../policy/policy.ts'
import {
  describe,
  readFields,
  readJson,
  readList,
  readMap,
  readNumber,
  readText,
  readWord,
  requireField,
} from './fields.ts'
import { PARAMETER_TYPES, problemOfValue } from './parameter-value.ts'
import { type Problems, quote } from './problems.ts'
import type { YamlNode, YamlScalar } from './yaml-node.ts'

const KEYS = ['type', 'default', 'minimum', 'maximum', 'allowed', 'description'] as const
const WHAT = 'a parameter'

/** Reads the declarations under `parameters`. A name that is declared wrongly is in the map's keys of `names` all the same. */
export function readParameters(
  node: YamlNode,
  problems: Problems,
): { readonly names: ReadonlyMap<string, YamlScalar>; readonly parameters: ReadonlyMap<string, Parameter> } {
  const names = new Map<string, YamlScalar>()
  const parameters = new Map<string, Parameter>()
  for (const { key, value } of readMap(node, '`parameters`', problems)?.entries ?? []) {
    names.set(key.text, key)
    if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key.text)) {
      problems.error(
        'invalid-name',
        key.at,
        `${quote(key.text)} cannot be the name of a parameter`,
        'a name is letters, digits, `_` and `-`',
      )
    }
    const parameter = readParameter(key, value, problems)
    if (parameter !== undefined) parameters.set(key.text, parameter)
  }
  return { names, parameters }
}

function readParameter(key: YamlScalar, node: YamlNode, problems: Problems): Parameter | undefined {
  const fields = readFields(node, KEYS, WHAT, problems)
  if (fields === undefined) return undefined
  const typeNode = requireField(fields, 'type', node, WHAT, problems)
  const type = typeNode === undefined ? undefined : readWord(typeNode, PARAMETER_TYPES, 'type', problems)
  const description = fields.get('description')
  const text = description === undefined ? undefined : readText(description.value, 'description', problems)
  if (type === undefined) return undefined
  const limits = {
    ...readLimit('minimum', fields.get('minimum')?.value, type, problems),
    ...readLimit('maximum', fields.get('maximum')?.value, type, problems),
    ...readAllowed(fields.get('allowed')?.value, type, problems),
  }
  if (limits.minimum !== undefined && limits.maximum !== undefined && limits.minimum > limits.maximum) {
    problems.error(
      'invalid-parameter',
      fields.get('minimum')?.value.at ?? key.at,
      '`minimum` is greater than `maximum`',
    )
  }
  const defaultNode = fields.get('default')?.value
  const value = defaultNode === undefined ? undefined : readJson(defaultNode, problems)
  const problem = value === undefined ? undefined : problemOfValue(value, { type, ...limits })
  if (problem !== undefined && defaultNode !== undefined) {
    problems.error('invalid-parameter', defaultNode.at, `the default of ${quote(key.text)} ${problem}`)
  }
  return {
    type,
    ...limits,
    ...(value === undefined ? {} : { default: value }),
    ...(text === undefined ? {} : { description: text }),
    location: key.at,
  }
}

/** The values that text, a number or the elements of a list may have. */
function readAllowed(
  node: YamlNode | undefined,
  type: Parameter['type'],
  problems: Problems,
): Pick<Parameter, 'allowed'> {
  if (node === undefined) return {}
  if (type === 'boolean' || type === 'map') {
    problems.error(
      'invalid-parameter',
      node.at,
      `\`allowed\` is for text, numbers and lists; this is a ${type}`,
    )
    return {}
  }
  const items = readList(node, 'allowed', problems)
  if (items?.length === 0) problems.error('empty-list', node.at, '`allowed` allows nothing')
  const allowed: (string | PlanNumber)[] = []
  for (const item of items ?? []) {
    const value = readJson(item, problems)
    if (typeof value === 'string' ? type !== 'number' : isNumber(value) && type !== 'string') {
      allowed.push(value as string | PlanNumber)
    } else if (value !== undefined) {
      const wanted = type === 'list' ? 'text or numbers' : type === 'string' ? 'text' : 'numbers'
      problems.error('invalid-parameter', item.at, `\`allowed\` must hold ${wanted}, not ${describe(item)}`)
    }
  }
  return { allowed }
}

function readLimit(
  name: 'minimum' | 'maximum',
  node: YamlNode | undefined,
  type: Parameter['type'],
  problems: Problems,
): { readonly minimum?: number; readonly maximum?: number } {
  if (node === undefined) return {}
  if (type !== 'number') {
    problems.error('invalid-parameter', node.at, `\`${name}\` is for numbers; this is a ${type}`)
    return {}
  }
  const limit = readNumber(node, name, problems)
  return limit === undefined || !isNumber(limit) ? {} : { [name]: Number(limit) }
}
