import { parseYaml } from './yaml.ts'

const CONFIGURATION = /^plangate\.ya?ml$/
const TEST_FILE = /\.policy_test\.ya?ml$/

/** What a file is meant to be, by the key that only such files have, else by its name; what nothing tells is a policy. */
export function kindOfFile(text: string, name: string): 'policy' | 'test' | 'configuration' | 'waivers' {
  const { node } = parseYaml(text, name)
  const entries = node?.kind === 'map' ? node.entries : []
  const has = (key: string): boolean => entries.some((entry) => entry.key.text === key)
  if (CONFIGURATION.test(name)) return 'configuration'
  if (TEST_FILE.test(name) || (has('tests') && !has('rules'))) return 'test'
  if (has('policy') || has('rules')) return 'policy'
  if (entries.some(({ key, value }) => key.text === 'waivers' && value.kind === 'list')) return 'waivers'
  if (has('policies') || has('enforcement') || has('waivers')) return 'configuration'
  return /waiver/.test(name) ? 'waivers' : 'policy'
}
