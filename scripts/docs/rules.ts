import { typesOf } from '../../src/policy/condition.ts'
import type { Example, Parameter, Policy, Rule } from '../../src/policy/policy.ts'
import { readPolicy } from '../../src/validate/policy-file.ts'
import { controlPages } from './controls.ts'
import { type FirstCreate, judgeFirstCreate } from './first-create.ts'
import { listRepositoryFiles, type Page, readRepositoryFile, table } from './page.ts'

/** A shipped policy, and its text. */
interface ShippedPolicy {
  readonly policy: Policy
  readonly text: string
}

/** One page for each shipped rule, the list of them all, and the indexes by control framework. */
export function rulePages(): readonly Page[] {
  const shipped = listRepositoryFiles('policies', '.yaml').map(readShipped)
  const policies = shipped.map(({ policy }) => policy)
  const firstCreate = judgeFirstCreate(policies)
  return [
    ...shipped.flatMap((one) => one.policy.rules.map((rule) => rulePage(rule, one, firstCreate))),
    indexPage(policies),
    ...controlPages(policies.flatMap(({ rules }) => rules)),
  ]
}

function readShipped(path: string): ShippedPolicy {
  const text = readRepositoryFile(path)
  const { policy, diagnostics } = readPolicy(text, path)
  if (policy === undefined) throw new Error(`${path}: ${diagnostics[0]?.message}`)
  return { policy, text }
}

/** Fixed headings: what it requires, why, passes, fails, cannot be known, how to fix, references. */
function rulePage(rule: Rule, { policy, text }: ShippedPolicy, firstCreate: FirstCreate): Page {
  const { id, title, severity, why, fix } = rule
  if (why === undefined || fix === undefined) throw new Error(`${id} lacks its why or its fix`)
  const written = sourceOf(id, text)
  const sections: readonly (readonly [heading: string, body: string])[] = [
    ['What it requires', requires(rule, policy, written)],
    ['Why', why.trim()],
    ['Passes', titles(rule, ['pass', 'not-applicable'])],
    ['Fails', `The report says: ${messageOf(rule)}\n\n${titles(rule, ['fail'])}`],
    [
      'Cannot be known',
      [titles(rule, ['unknown']), firstCreate.sentence(id)].filter((part) => part !== '').join('\n\n'),
    ],
    ['How to fix', fix.trim()],
    ['References', references(rule)],
  ]
  const head = `# ${title}\n\n\`${id}\` · ${severity} · [${policy.name}](../../${policy.file})\n`
  const body = sections.map(([heading, content]) => `\n## ${heading}\n\n${content}\n`).join('')
  return { path: `docs/rules/${id}.md`, text: head + body }
}

function requires(rule: Rule, policy: Policy, written: string): string {
  const about = `It is about each \`${typesOf(rule.match).join('`, `')}\`. The rule, as it stands in its policy:`
  const names = namesUsed(written, policy)
  const parameters = [...policy.parameters].filter(([name]) => names.text.includes(`params.${name}`))
  return [
    about,
    fence(written),
    ...(names.definitions === '' ? [] : ['It uses these definitions:', fence(names.definitions)]),
    ...(parameters.length === 0 ? [] : [parameterTable(parameters)]),
  ].join('\n\n')
}

function fence(yaml: string): string {
  return `\`\`\`yaml\n${yaml}\n\`\`\``
}

function parameterTable(parameters: readonly (readonly [string, Parameter])[]): string {
  return table(
    ['parameter', 'default', 'what it is'],
    parameters.map(([name, { default: value, description = '' }]) => [
      `\`${name}\``,
      `\`${JSON.stringify(value)}\``,
      description,
    ]),
  )
}

/** `match`, `when`, `require` and `forbid` of a rule, as they are written. */
function sourceOf(id: string, text: string): string {
  const [, rest = ''] = text.split(`  - id: ${id}\n`)
  const lines = rest.split('\n')
  const start = lines.findIndex((line) => line.startsWith('    match:'))
  const end = lines.findIndex((line) => line.startsWith('    message:'))
  if (start === -1 || end < start) throw new Error(`${id} has no match before its message`)
  return lines.slice(start, end).map(outdent(4)).join('\n')
}

/** The definitions that a text uses, and those that they use, as they are written. */
function namesUsed(written: string, policy: Policy): { readonly definitions: string; readonly text: string } {
  const blocks = definitionsOf(readRepositoryFile(policy.file))
  const found = new Map<string, string>()
  const pending = [written]
  for (let text = pending.shift(); text !== undefined; text = pending.shift()) {
    for (const [name, block] of blocks) {
      if (found.has(name) || !new RegExp(`(use|name): ${name}\\b`).test(text)) continue
      found.set(name, block)
      pending.push(block)
    }
  }
  const definitions = [...blocks.keys()].flatMap((name) => found.get(name) ?? []).join('\n')
  return { definitions, text: `${written}\n${definitions}` }
}

/** Each definition by its name, with the comment above it. */
function definitionsOf(text: string): ReadonlyMap<string, string> {
  const [, section = ''] = /^define:\n([\s\S]*?)^rules:/m.exec(text) ?? []
  const blocks = new Map<string, string>()
  let block: string[] = []
  let name: string | undefined
  const close = (): void => {
    if (name !== undefined) blocks.set(name, block.join('\n').trimEnd())
  }
  for (const line of section.split('\n').map(outdent(2))) {
    const [, begun] = /^([a-z_]+):/.exec(line) ?? []
    if ((begun !== undefined && name !== undefined) || (line.startsWith('#') && name !== undefined)) {
      close()
      block = []
      name = undefined
    }
    if (begun !== undefined) name = begun
    block.push(line)
  }
  close()
  return blocks
}

function outdent(columns: number): (line: string) => string {
  return (line) => line.replace(new RegExp(`^ {${columns}}`), '')
}

function messageOf(rule: Rule): string {
  const text = rule.message.parts
    .map((part) =>
      typeof part === 'string'
        ? part
        : `‹${part.root === 'params' ? part.path.steps.join('.') : `the ${typesOf(rule.match).join(' or ')}`}›`,
    )
    .join('')
  return text
}

function titles({ examples }: Rule, kinds: readonly Example['kind'][]): string {
  return examples
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, title }) => `- ${kind === 'not-applicable' ? `not applicable: ${title}` : title}`)
    .join('\n')
}

function references({ references: links, controls }: Rule): string {
  const named =
    controls.length === 0 ? [] : [`Controls: ${controls.map((control) => `\`${control}\``).join(', ')}`]
  return [...links.map((link) => `- <${link}>`), ...named.map((text) => `- ${text}`)].join('\n')
}

function indexPage(policies: readonly Policy[]): Page {
  const sections = policies.map(({ title, file, rules }) => {
    const rows = rules.map((rule) => [`[\`${rule.id}\`](${rule.id}.md)`, rule.severity, rule.title])
    return `## ${title}\n\n[${file}](../../${file})\n\n${table(['rule', 'severity', 'what it requires'], rows)}\n`
  })
  return {
    path: 'docs/rules/README.md',
    text: `${readRepositoryFile('scripts/docs/rules.md').trimEnd()}\n\n${sections.join('\n')}`,
  }
}
