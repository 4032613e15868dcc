import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { test } from 'tap'
import { type ShowOptions, showPlan } from '../../src/acquire/terraform.ts'
import { DiagnosticError } from '../../src/diagnostic.ts'
import { readPlanDocument } from '../../src/validate/plan-document.ts'

const PATH = process.env['PATH'] ?? ''

/** A folder with programs in it, which goes away with the test. */
function folderOf(
  t: { teardown: (handler: () => void) => void },
  programs: Readonly<Record<string, string>> = {},
): string {
  const folder = mkdtempSync(join(tmpdir(), 'plangate-terraform-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}

async function outcome(folder: string, options: Partial<ShowOptions> = {}): Promise<string> {
  const env = { PATH: `${folder}${delimiter}/usr/bin${delimiter}/bin` }
  try {
    const bytes = await showPlan('tfplan', { env, cwd: folder, timeoutMs: 10_000, ...options })
    return bytes.toString('utf8')
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error
    const [diagnostic] = error.diagnostics
    return `${diagnostic?.code}: ${diagnostic?.message.replaceAll(folder, '…')}`
  }
}

test('the program asked for comes before the one of Atlantis, `terraform` and `tofu`', async (t) => {
  const folder = folderOf(t, {
    mine: 'printf mine',
    terraform: 'printf terraform',
    'terraform1.11.4': 'printf 1.11.4',
    'tofu1.9.0': 'printf 1.9.0',
  })
  const env = { PATH: `${folder}${delimiter}/bin` }
  const atlantis = { ...env, ATLANTIS_TERRAFORM_DISTRIBUTION: 'tofu', ATLANTIS_TERRAFORM_VERSION: '1.9.0' }
  t.equal(await outcome(folder, { program: 'mine', env: atlantis }), 'mine')
  t.equal(await outcome(folder, { program: './mine' }), 'mine')
  t.equal(await outcome(folder, { env: atlantis }), '1.9.0')
  t.equal(await outcome(folder, { env: { ...env, ATLANTIS_TERRAFORM_VERSION: '1.11.4' } }), '1.11.4')
  t.equal(await outcome(folder, { env: { ...atlantis, ATLANTIS_TERRAFORM_VERSION: '9' } }), 'terraform')
  t.equal(await outcome(folder, { env }), 'terraform')
  rmSync(join(folder, 'terraform'))
  writeFileSync(join(folder, 'tofu'), '#!/bin/sh\nprintf tofu\n', { mode: 0o755 })
  t.equal(await outcome(folder, { env }), 'tofu')
})

test('it gets the plan file and an environment that spoils nothing', async (t) => {
  const folder = folderOf(t, {
    terraform: 'echo "$@"; echo "$TF_CLI_ARGS$TF_CLI_ARGS_show$TF_LOG$TF_LOG_PATH|$TF_WORKSPACE"; pwd -P',
  })
  const env = {
    PATH: `${folder}${delimiter}/bin`,
    TF_CLI_ARGS: '-no-such',
    TF_CLI_ARGS_show: '-no-such',
    TF_LOG: 'trace',
    TF_LOG_PATH: '/nowhere/log',
    TF_WORKSPACE: 'kept',
  }
  const [args, variables, cwd] = (await outcome(folder, { env })).split('\n')
  t.equal(args, `show -json -no-color ${join(folder, 'tfplan')}`)
  t.equal(variables, '|kept')
  t.match(cwd, /plangate-terraform-/)
})

test('why there is no output is told in the words of the program', async (t) => {
  const folder = folderOf(t, {
    fails: `printf '\\033[31m╷\\n│ Error: Failed to load plugin schemas\\n│ \\n│ Run terraform init.\\n╵\\033[0m\\n' >&2; exit 1`,
    mute: 'exit 3',
    empty: 'exit 0',
    killed: 'kill -9 $$',
    hangs: 'sleep 30',
    talks: `i=0; while [ $i -lt 500 ]; do echo "line $i of a long story" >&2; i=$((i+1)); done; exit 1`,
  })
  writeFileSync(join(folder, 'plain.txt'), 'x')
  const cases: readonly (readonly [string, string | RegExp])[] = [
    [
      'fails',
      'terraform-failed: `fails show -json …/tfplan` failed with exit code 1: Error: Failed to load plugin schemas Run terraform init.',
    ],
    ['mute', 'terraform-failed: `mute show -json …/tfplan` failed with exit code 3: it gives no reason'],
    ['empty', 'terraform-failed: `empty show -json …/tfplan` printed nothing: it gives no reason'],
    ['killed', 'terraform-failed: `killed show -json …/tfplan` was ended by SIGKILL: it gives no reason'],
    ['talks', /^terraform-failed: .{100,1500}$/],
    ['./plain.txt', 'terraform-not-runnable: `./plain.txt` cannot be started: permission denied'],
    ['missing', /^terraform-not-found: .*there is no `missing` here$/],
  ]
  for (const [program, expected] of cases) t.match(await outcome(folder, { program }), expected, program)
  t.match(await outcome(folder, { env: { PATH: '/nowhere' } }), /there is no `terraform` or `tofu` here$/)
  const began = performance.now()
  const slow = await outcome(folder, { program: 'hangs', timeoutMs: 300 })
  t.equal(slow, 'terraform-timeout: `hangs show -json …/tfplan` did not end within 0.3 seconds')
  t.ok(performance.now() - began < 10_000, 'what the program started is not waited for')
})

test('output of any size comes whole', async (t) => {
  const folder = folderOf(t, { terraform: 'head -c 30000000 /dev/zero' })
  t.equal((await outcome(folder)).length, 30_000_000)
})

test('where it fails, it runs once more beside the plan file', async (t) => {
  const folder = folderOf(t, {
    terraform: 'test -d .terraform && printf found || { echo "no schemas" >&2; exit 1; }',
  })
  const env = { PATH: `${folder}${delimiter}/bin` }
  const elsewhere = folderOf(t)
  const show = (): Promise<string> =>
    showPlan(join(folder, 'tfplan'), { env, cwd: elsewhere, timeoutMs: 10_000 }).then(String, String)
  t.match(await show(), /no schemas/)
  mkdirSync(join(folder, '.terraform'))
  t.equal(await show(), 'found')
})

const hasTerraform = PATH.split(delimiter).some((folder) => existsSync(join(folder, 'terraform')))

test('the real Terraform shows a real plan', {
  skip: hasTerraform ? false : 'skipped: no terraform here',
}, async (t) => {
  const folder = folderOf(t)
  writeFileSync(
    join(folder, 'main.tf'),
    'resource "terraform_data" "x" {\n  input = 12345678901234567890\n}\n',
  )
  const env = { PATH, HOME: folder, TF_LOG: 'trace', TF_CLI_ARGS_show: '-help' }
  const run = (...args: readonly string[]): void => {
    execFileSync('terraform', args, {
      cwd: folder,
      env: { PATH, HOME: folder, CHECKPOINT_DISABLE: '1' },
      stdio: 'pipe',
    })
  }
  run('init', '-input=false')
  run('plan', '-input=false', '-out=tfplan')
  const bytes = await showPlan('tfplan', { env, cwd: folder, timeoutMs: 60_000 })
  const { document } = readPlanDocument(bytes, 'tfplan')
  t.equal(document.resource_changes?.[0]?.address, 'terraform_data.x')
  t.match(JSON.stringify(document.resource_changes), /12345678901234567890/)
  writeFileSync(join(folder, 'tfplan'), 'PK\u0003\u0004 broken')
  t.match(await outcome(folder, { env }), /^terraform-failed: .*exit code 1: \S.*zip/)
})
