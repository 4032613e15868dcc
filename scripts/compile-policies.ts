/** Reads the shipped policies when the package is built, so that the command has less to do at its start. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)

export async function compilePolicies(): Promise<void> {
  // What they are read with is itself made by the build.
  const { readPolicy } = await import('../src/validate/policy-file.ts')
  const { compilePolicy } = await import('../src/policy/compiled.ts')
  const compiled: Record<string, ReturnType<typeof compilePolicy>> = {}
  const names = readdirSync(new URL('policies', root), { recursive: true, encoding: 'utf8' })
  for (const name of names.filter((one) => /(?<!policy_test)\.ya?ml$/.test(one)).sort()) {
    const text = readFileSync(new URL(`policies/${name}`, root), 'utf8')
    const file = `plangate:${name.replaceAll('\\', '/')}`
    const { policy, diagnostics } = readPolicy(text, file)
    if (policy !== undefined) compiled[file] = compilePolicy(text, policy, diagnostics)
  }
  writeFileSync(new URL('dist/policies.json', root), JSON.stringify(compiled))
}
