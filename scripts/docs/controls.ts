import type { Rule } from '../../src/policy/policy.ts'
import { type Page, readRepositoryFile, table } from './page.ts'

/** The frameworks that controls are of, by what stands before the colon. */
const FRAMEWORKS: ReadonlyMap<string, string> = new Map([
  ['cis-aws-1.4', 'CIS AWS Foundations Benchmark 1.4'],
  ['cis-aws-3.0', 'CIS AWS Foundations Benchmark 3.0'],
  ['cis-aws-5.0', 'CIS AWS Foundations Benchmark 5.0'],
  ['cis-aws-7.0', 'CIS AWS Foundations Benchmark 7.0'],
  ['nist-800-53', 'NIST SP 800-53 revision 5'],
  ['security-hub', 'AWS Security Hub'],
  ['well-architected', 'AWS Well-Architected, security pillar'],
])

/** The index by control framework. Throws for a control of no framework that is listed here. */
export function controlPages(rules: readonly Rule[]): readonly Page[] {
  const byFramework = new Map<string, Map<string, Rule[]>>()
  for (const rule of rules) {
    for (const control of rule.controls) {
      const [framework = '', number = ''] = control.split(':')
      if (!FRAMEWORKS.has(framework) || number === '')
        throw new Error(`${rule.id} names \`${control}\`, which is of no framework`)
      const ofFramework = byFramework.get(framework) ?? new Map<string, Rule[]>()
      ofFramework.set(number, [...(ofFramework.get(number) ?? []), rule])
      byFramework.set(framework, ofFramework)
    }
  }
  const sections = [...FRAMEWORKS].map(([key, name]) => {
    const rows = [...(byFramework.get(key) ?? [])]
      .sort(([a], [b]) => compareNumbers(a, b))
      .map(([number, ofControl]) => [
        number,
        ofControl.map(({ id }) => `[\`${id}\`](rules/${id}.md)`).join(', '),
      ])
    return `## ${name}\n\nAs \`${key}:…\` in reports.\n\n${table(['control', 'rules'], rows)}\n`
  })
  return [
    {
      path: 'docs/controls.md',
      text: `${readRepositoryFile('scripts/docs/controls.md').trimEnd()}\n\n${sections.join('\n')}`,
    },
  ]
}

/** `3.10` after `3.9`, `AU-9(3)` after `AU-9`: numbers in a text count as numbers. */
function compareNumbers(a: string, b: string): number {
  const parts = (text: string): readonly string[] => text.match(/\d+|\D+/g) ?? []
  const [left, right] = [parts(a), parts(b)]
  for (const [index, part] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    if (part === other) continue
    const order = Number(part) - Number(other)
    return Number.isNaN(order) || order === 0 ? (part < other ? -1 : 1) : order
  }
  return left.length - right.length
}
