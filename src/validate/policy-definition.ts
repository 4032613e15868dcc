import type { Condition } from '../policy/condition.ts'
import { didYouMean } from '../policy/suggest.ts'
import { describe, readFields, readMap, readTextList, requireField } from './fields.ts'
import type { Definition, Definitions, Scope } from './policy-scope.ts'
import { type Problems, quote } from './problems.ts'
import { isMapping, type YamlEntry, type YamlMap, type YamlNode, type YamlScalar } from './yaml-node.ts'

/** Reads `define`: each name stands for a condition, or for a mapping of `arguments` and `condition`. */
export function readDefinitions(node: YamlNode | undefined, problems: Problems): Definitions {
  const declared = new Map<string, Definition>()
  for (const { key, value } of (node === undefined ? undefined : readMap(node, '`define`', problems))
    ?.entries ?? []) {
    const definition = readDefinition(key, value, problems)
    if (definition !== undefined) declared.set(key.text, definition)
  }
  return { declared, used: new Set() }
}

function readDefinition(key: YamlScalar, node: YamlNode, problems: Problems): Definition | undefined {
  if (!isMapping(node) || !node.entries.some((entry) => entry.key.text === 'condition')) {
    return { key, parameters: [], condition: node }
  }
  const fields = readFields(node, ['arguments', 'condition'], 'a definition', problems)
  if (fields === undefined) return undefined
  const condition = requireField(fields, 'condition', node, 'a definition', problems)
  const names = fields.get('arguments')
  const parameters = names === undefined ? [] : readTextList(names.value, 'arguments', problems)
  return condition === undefined ? undefined : { key, parameters, condition }
}

/** Reports definitions that nothing uses, and arguments that their definition does not use. */
export function reportUnusedDefinitions({ declared, used }: Definitions, problems: Problems): void {
  for (const [name, { key, parameters, condition }] of declared) {
    if (!used.has(name))
      problems.warning('unused-definition', key.at, `nothing uses the definition ${quote(name)}`)
    const asked = argumentsIn(condition)
    for (const parameter of parameters.filter((one) => !asked.has(one))) {
      problems.warning(
        'unused-argument',
        key.at,
        `the definition ${quote(name)} does not use its argument ${quote(parameter)}`,
        `it stands in a condition as \`\${arguments.${parameter}}\``,
      )
    }
  }
}

function argumentsIn(node: YamlNode): ReadonlySet<string> {
  switch (node.kind) {
    case 'list':
      return new Set(node.items.flatMap((item) => [...argumentsIn(item)]))
    case 'map':
      return new Set(node.entries.flatMap(({ key, value }) => [...argumentsIn(key), ...argumentsIn(value)]))
    case 'scalar':
      return new Set([...node.text.matchAll(ARGUMENT)].flatMap(([, name]) => name ?? []))
  }
}

/** Reads `use: NAME` or `use: { name: NAME, ARGUMENT: value }`: the definition's condition, with its arguments put in. */
export function readUse({ key, value }: YamlEntry, scope: Scope): Condition | undefined {
  const { problems, definitions, using } = scope
  const nameNode = isMapping(value) ? value.entries.find((entry) => entry.key.text === 'name')?.value : value
  if (nameNode?.kind !== 'scalar') {
    return problems.error('wrong-kind', value.at, `\`use\` must name a definition, not be ${describe(value)}`)
  }
  const name = nameNode.text
  const definition = definitions.declared.get(name)
  if (definition === undefined) {
    const help =
      didYouMean(name, definitions.declared.keys()) ?? 'definitions stand under `define` in the same file'
    return problems.error('unknown-definition', nameNode.at, `nothing is defined as ${quote(name)}`, help)
  }
  definitions.used.add(name)
  if (using.includes(name)) {
    return problems.error(
      'circular-definition',
      key.at,
      `${quote(name)} uses itself`,
      'a definition is put in where it is used',
    )
  }
  const given = isMapping(value)
    ? readArguments(value, definition, scope)
    : readArguments(undefined, definition, scope, key)
  if (given === undefined) return undefined
  return scope.readCondition(putIn(definition.condition, given), { ...scope, using: [...using, name] })
}

type Arguments = ReadonlyMap<string, YamlScalar>

function readArguments(
  map: YamlMap | undefined,
  { parameters }: Definition,
  { problems }: Scope,
  at: YamlScalar | undefined = map?.entries[0]?.key,
): Arguments | undefined {
  const given = new Map<string, YamlScalar>()
  let isWrong = false
  for (const { key, value } of map?.entries ?? []) {
    if (key.text === 'name') continue
    if (!parameters.includes(key.text)) {
      problems.error(
        'unknown-key',
        key.at,
        `the definition has no argument ${quote(key.text)}`,
        didYouMean(key.text, parameters),
      )
      isWrong = true
    } else if (value.kind !== 'scalar') {
      problems.error('wrong-kind', value.at, `an argument must be a single value, not ${describe(value)}`)
      isWrong = true
    } else given.set(key.text, value)
  }
  for (const name of parameters) {
    if (given.has(name)) continue
    problems.error('missing-key', at?.at ?? { file: '' }, `the definition needs the argument ${quote(name)}`)
    isWrong = true
  }
  return isWrong ? undefined : given
}

const ARGUMENT = /\$\{arguments\.([\p{L}_][\p{L}\p{N}_-]*)\}/gu

/** A scalar that is one argument alone becomes that argument; inside other text its text is put in. */
function putIn(node: YamlNode, given: Arguments): YamlNode {
  switch (node.kind) {
    case 'list':
      return { ...node, items: node.items.map((item) => putIn(item, given)) }
    case 'map':
      return {
        ...node,
        entries: node.entries.map(({ key, value }) => ({
          key: putInText(key, given),
          value: putIn(value, given),
        })),
      }
    case 'scalar':
      return putInText(node, given)
  }
}

function putInText(node: YamlScalar, given: Arguments): YamlScalar {
  const alone = /^\$\{arguments\.([^}]+)\}$/.exec(node.text)?.[1]
  const whole = alone === undefined ? undefined : given.get(alone)
  if (whole !== undefined) return { ...whole, at: node.at }
  const text = node.text.replace(ARGUMENT, (found, name: string) => given.get(name)?.text ?? found)
  if (text === node.text) return node
  const { inset: _, ...rest } = node
  return { ...rest, text, value: text, plain: false }
}
