import { printPath } from '../plan/value.ts'
import * as validators from './schema-validators.js'

/** What the schema compiler makes: a predicate that leaves its complaints behind. */
export interface ValidateFunction {
  (data: unknown): boolean
  errors?: readonly SchemaError[] | null
}

interface SchemaError {
  readonly keyword: string
  /** A JSON pointer. */
  readonly instancePath: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The parts of a plan document that have a schema of their own. */
export type Shape = keyof typeof validators

/** What is wrong with a part: where in it, and what should be there. Undefined when it is as it should be. */
export function checkShape(
  value: unknown,
  shape: Shape,
): { readonly path: string; readonly sentence: string } | undefined {
  const validate = validators[shape]
  if (validate(value)) return undefined
  const [error] = validate.errors ?? []
  if (error === undefined) return { path: '', sentence: 'has the wrong shape' }
  const path = printPath(error.instancePath.split('/').slice(1).map(readPointerStep))
  return { path: path === '' || path.startsWith('[') ? path : `.${path}`, sentence: describe(error) }
}

/** RFC 6901. */
function readPointerStep(step: string): string | number {
  const text = step.replaceAll('~1', '/').replaceAll('~0', '~')
  return /^\d+$/.test(text) ? Number(text) : text
}

function describe({ keyword, params }: SchemaError): string {
  switch (keyword) {
    case 'type':
      return `must be of type ${[params['type']].flat().join(' or ')}`
    case 'required':
      return `needs \`${params['missingProperty']}\``
    case 'enum':
      return `must be one of ${[params['allowedValues']].flat().join(', ')}`
    case 'minItems':
      return `needs at least ${elements(params['limit'])}`
    case 'maxItems':
      return `can have at most ${elements(params['limit'])}`
    default:
      return `breaks the rule \`${keyword}\` of the plan schema`
  }
}

function elements(limit: unknown): string {
  return limit === 1 ? '1 element' : `${limit} elements`
}
