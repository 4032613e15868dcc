/**
 * Remakes the AWS provider's facts that are shipped as data.
 *
 *     node scripts/provider-facts.ts                          identifiers.json and omitted.json from their YAML
 *     node scripts/provider-facts.ts SCHEMA.json VERSION      first schema.json, from `terraform providers schema -json`
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { compileIdentifiers } from './provider-facts/identifiers.ts'
import { packSchema } from './provider-facts/schema.ts'

const folder = new URL('../src/provider/aws/', import.meta.url)
const [schema, version] = process.argv.slice(2)

if (schema !== undefined && version !== undefined) {
  write('schema.json', packSchema(JSON.parse(readFileSync(schema, 'utf8')), version))
}

// Only now, for it reads schema.json.
const { attributeNames } = await import('../src/provider/aws/schema.ts')
write(
  'identifiers.json',
  compileIdentifiers(read('identifiers.yaml'), (type) => attributeNames(type) ?? []),
)
write('omitted.json', byLine(read('omitted.yaml')))

function read(name: string): { readonly [type: string]: never } {
  return parse(readFileSync(new URL(name, folder), 'utf8'))
}

/** One line of JSON per type, so that only the types that a plan has are ever parsed. */
function byLine(types: { readonly [type: string]: unknown }): { readonly [type: string]: string } {
  return Object.fromEntries(Object.entries(types).map(([type, facts]) => [type, JSON.stringify(facts)]))
}

function write(name: string, data: unknown): void {
  writeFileSync(new URL(name, folder), `${JSON.stringify(data, null, 2)}\n`)
}
