import { check } from '../../check.ts'
import { DiagnosticError } from '../../diagnostic.ts'
import type { Result } from '../../evaluate/result.ts'
import { nearest } from '../../policy/suggest.ts'
import { explanation } from '../../report/explanation.ts'
import { json } from '../../report/json.ts'
import type { Command, ExitCode } from '../command.ts'
import { type Environment, wantsColor, write } from '../environment.ts'
import { printCommandHelp } from '../help.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { loadPlan } from '../load-plans.ts'
import { loadPolicies, noPolicies } from '../load-policies.ts'
import { loadWaivers } from '../load-waivers.ts'
import { type Option, pickOptions, readArguments } from '../options.ts'
import { readTextOrJson } from '../outputs.ts'
import { noSuchAddress } from './resolve.ts'

const OPTIONS: readonly Option[] = [
  { name: 'format', value: 'human|json', help: 'human (default) or json' },
  ...pickOptions([
    'policy',
    'config',
    'parameter',
    'parameters',
    'waivers',
    'plan-file',
    'source',
    'trust-references',
    'terraform',
    'color',
    'help',
  ]),
]

/** One result, unfolded: the values that decided it, and where each came from. */
export const EXPLAIN: Command = {
  help: () =>
    printCommandHelp({
      usage: 'explain [OPTIONS] PLAN RULE ADDRESS',
      summary:
        'Show why a rule judges a resource as it does: every value that decided it, and where each came from.',
      options: OPTIONS,
    }),
  run: runExplain,
}

async function runExplain(environment: Environment): Promise<ExitCode> {
  const args = readArguments(environment.argv, OPTIONS, 'explain')
  const format = readTextOrJson(args)
  const [name, rule, address, ...more] = args.positionals
  if (name === undefined || rule === undefined || address === undefined || more.length > 0) {
    throw new DiagnosticError(usage())
  }
  const { configuration, folder } = await loadConfiguration(args, environment)
  const plan = await loadPlan(name, args, environment)
  const policies = await loadPolicies(args, configuration, folder, [plan], environment)
  const waivers = await loadWaivers(args, configuration, folder, environment)
  const report = check({
    plans: [plan],
    policies: policies.files,
    configuration,
    ...(waivers === undefined ? {} : { waivers }),
    trustReferences: args.has('trust-references'),
    proofOfPasses: true,
  })
  const { stdout, env } = environment
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new DiagnosticError(...errors)
  if (policies.files.length === 0) throw new DiagnosticError(noPolicies())
  const summary = report.rules.find(({ id }) => id === rule)
  if (summary === undefined)
    throw new DiagnosticError(
      noSuchRule(
        rule,
        report.rules.map(({ id }) => id),
      ),
    )
  const results = report.results.filter((result) => result.rule === rule && nameOf(result) === address)
  if (results.length === 0) {
    const judged = report.results.filter((result) => result.rule === rule).map(nameOf)
    throw new DiagnosticError(noSuchAddress(address, judged))
  }
  const color = wantsColor(args.value('color'), env, stdout)
  const options = { color, width: stdout.columns ?? 80, all: true, verbose: true }
  const only = { ...report, results, rules: [summary] }
  await write(stdout, format === 'json' ? json(only, options) : explanation(results, summary, options))
  return 0
}

/** What the argument must be for a result: `plan` for those about the plan as a whole. */
function nameOf({ address, node }: Result): string {
  return address ?? node ?? 'plan'
}

function usage(): DiagnosticError['diagnostics'][number] {
  return {
    code: 'usage-arguments',
    severity: 'error',
    message: '`explain` takes a plan, a rule and an address',
    help: 'such as `plangate explain tfplan cloudtrail-multi-region aws_cloudtrail.main`',
  }
}

function noSuchRule(rule: string, known: readonly string[]): DiagnosticError['diagnostics'][number] {
  const near = nearest(rule, known)
  return {
    code: 'rule-not-found',
    severity: 'error',
    message: `none of the policies has a rule \`${rule}\``,
    help: near === undefined ? 'name its policy with `--policy`' : `did you mean \`${near}\`?`,
  }
}
