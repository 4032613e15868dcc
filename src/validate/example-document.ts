import type { Json, PlanDocument } from '../plan/plan-document.ts'
import { DOCUMENT_SECTIONS, type DocumentSection } from '../policy/document-path.ts'
import { readFields, readJson } from './fields.ts'
import { type Problems, quote } from './problems.ts'
import { checkShape, type Shape } from './schema.ts'
import type { YamlNode } from './yaml-node.ts'

const SHAPES: { readonly [section in DocumentSection]?: Shape } = {
  configuration: 'configuration',
  variables: 'variables',
  checks: 'checks',
}

/** Reads the sections of plan JSON that an example writes out: those that hold no planned values. Undefined where one is wrong. */
export function readSections(node: YamlNode, problems: Problems): Partial<PlanDocument> | undefined {
  const fields = readFields(node, DOCUMENT_SECTIONS, 'the document of an example', problems)
  if (fields === undefined) return undefined
  const sections: { [section in DocumentSection]?: Json } = {}
  let isWrong = false
  for (const [section, { key, value }] of fields) {
    const json = readJson(value, problems)
    const shape = SHAPES[section] ?? 'scalars'
    const problem =
      json === undefined ? undefined : checkShape(shape === 'scalars' ? { [section]: json } : json, shape)
    if (json === undefined) isWrong = true
    else if (problem === undefined) sections[section] = json
    else {
      isWrong = true
      const place = shape === 'scalars' ? problem.path.replace(/^\./, '') : `${section}${problem.path}`
      problems.error(
        'invalid-example',
        key.at,
        `${quote(place)} ${problem.sentence}`,
        'write it as plan JSON has it',
      )
    }
  }
  return isWrong ? undefined : (sections as Partial<PlanDocument>)
}
