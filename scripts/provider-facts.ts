/**
 * Remakes the AWS provider's facts that are shipped as data.
 *
 *     node scripts/provider-facts.ts                          src/provider/aws/identifiers.json from identifiers.yaml
 *     node scripts/provider-facts.ts SCHEMA.json VERSION      also schema.json, from `terraform providers schema -json`
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { compileIdentifiers } from './provider-facts/identifiers.ts'
import { packSchema } from './provider-facts/schema.ts'

const folder = new URL('../src/provider/aws/', import.meta.url)
const [schema, version] = process.argv.slice(2)

const facts = compileIdentifiers(parse(readFileSync(new URL('identifiers.yaml', folder), 'utf8')))
write('identifiers.json', facts)

if (schema !== undefined && version !== undefined) {
  write('schema.json', packSchema(JSON.parse(readFileSync(schema, 'utf8')), version))
}

function write(name: string, data: unknown): void {
  writeFileSync(new URL(name, folder), `${JSON.stringify(data, null, 2)}\n`)
}
