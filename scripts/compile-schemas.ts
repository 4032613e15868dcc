/** Compiles the JSON Schema of the plan to plain code, so that the command needs no schema compiler when it runs. */
import { readFileSync, writeFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standaloneModule from 'ajv/dist/standalone/index.js'

// The package is CommonJS: what its types call the default export is one level down at run time.
const standalone = (
  'default' in standaloneModule ? standaloneModule.default : standaloneModule
) as typeof standaloneModule.default

const root = new URL('..', import.meta.url)

/** The parts of a plan that are validated one by one, as they are parsed. */
const SHAPES = [
  'resourceChange',
  'deferredChange',
  'configuration',
  'state',
  'variables',
  'checks',
  'relevantAttributes',
  'scalars',
  'values',
  'list',
] as const

export function compileSchemas(): void {
  const schema = JSON.parse(readFileSync(new URL('schemas/plan.schema.json', root), 'utf8')) as {
    $id: string
  }
  const ajv = new Ajv2020({ code: { source: true, esm: true }, strict: true, allowUnionTypes: true })
  ajv.addSchema(schema)
  const code = standalone(
    ajv,
    Object.fromEntries(SHAPES.map((shape) => [shape, `${schema.$id}#/$defs/${shape}`])),
  )
  const types = SHAPES.map((shape) => `export declare const ${shape}: ValidateFunction`)
  writeFileSync(new URL('src/validate/schema-validators.js', root), `${code}\n`)
  writeFileSync(
    new URL('src/validate/schema-validators.d.ts', root),
    `import type { ValidateFunction } from './schema.ts'\n${types.join('\n')}\n`,
  )
}

if (import.meta.main) compileSchemas()
