import type { AttributeDefinition, Block, Body, Expression, Range } from './syntax.ts'

/**
 * The blocks of a type with this many labels, in their order; in JSON too, where labels are the names of nested objects and
 * arrays hold several blocks. What Terraform would refuse as such a block is left out.
 * Source: hashicorp/hcl, json/structure.go, unpackBlock.
 */
export function blocksOf(body: Body, type: string, labelCount: number): readonly Block[] {
  if (body.members === undefined) {
    return body.blocks.filter((block) => block.type === type && block.labels.length === labelCount)
  }
  const blocks: Block[] = []
  for (const { name, expression, range } of body.members) {
    if (name === type) unpack(expression, { type, labels: [], range }, labelCount, blocks)
  }
  return blocks
}

/** The argument of a name, in native and JSON bodies alike. */
export function attributeOf(body: Body, name: string): AttributeDefinition | undefined {
  return body.attributes.get(name)
}

/** A JSON value as the body of a block: the members of an object, or of all objects in an array, less those named `//`. */
export function jsonBody(expression: Expression): Body {
  const members = membersOf(expression).filter(({ name }) => name !== '//')
  const attributes = new Map<string, AttributeDefinition>()
  for (const member of members) if (!attributes.has(member.name)) attributes.set(member.name, member)
  return { attributes, blocks: [], members, json: true, range: expression.range }
}

type Header = Pick<Block, 'type' | 'labels' | 'range'>

function unpack(value: Expression, header: Header, labelsLeft: number, blocks: Block[]): void {
  if (labelsLeft > 0) {
    for (const { name, expression, range } of membersOf(value)) {
      unpack(expression, { ...header, labels: [...header.labels, name], range }, labelsLeft - 1, blocks)
    }
  } else if (value.kind === 'object') blocks.push({ ...header, body: jsonBody(value) })
  else if (value.kind === 'tuple') {
    for (const element of value.elements) {
      blocks.push({ ...header, body: jsonBody(element), range: element.range })
    }
  }
}

function membersOf(expression: Expression): readonly AttributeDefinition[] {
  if (expression.kind === 'tuple') {
    return expression.elements.flatMap((element) => (element.kind === 'object' ? membersOf(element) : []))
  }
  if (expression.kind !== 'object') return []
  return expression.items.map(({ key, value }) => ({
    name: (key.kind === 'template' ? key.written : undefined) ?? '',
    expression: value,
    range: between(key.range, value.range),
  }))
}

function between(first: Range, last: Range): Range {
  return { ...first, end: last.end }
}
