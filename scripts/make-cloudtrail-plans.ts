/**
 * Remakes the plans of `test/plans/cloudtrail`: each folder is planned, applied and planned again by the Terraform on PATH with the
 * real AWS provider; moto's server, on loopback, stands in for AWS. A folder holds a `main.tf`, or a `main.diff` that makes it of
 * `base/main.tf`. Kept beside it: `tfplan` and `plan.json.gz` of the first create, `steady.tfplan` and `steady.json.gz` of the plan
 * after the apply.
 *
 * Needs a `python3` with `moto[server]`, `patch`, and the provider by Terraform's CLI configuration (a `filesystem_mirror` serves). One provider
 * process serves all commands of a run, since its start is most of their time; runs over different folders can go side by side, for
 * the provider waits a minute for each lifecycle configuration. Arguments name folders; default: all.
 *
 *     node scripts/make-cloudtrail-plans.ts cloudtrail-multi-region
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

const ACCOUNT = '111122223333'

const run = promisify(execFile)
const port = await freePort()
const endpoint = `http://127.0.0.1:${port}`
const aws = new URL('cloudtrail-plans/aws.py', import.meta.url).pathname
const folders = new URL('../test/plans/cloudtrail/', import.meta.url).pathname
const given = process.argv.slice(2)
const names = given.length > 0 ? given : readdirSync(folders).filter((name) => !name.includes('.'))
/** The caller's environment without what would change what the provider does: its AWS settings and proxies. */
const env: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^AWS_|_proxy$/i.test(name))),
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL: endpoint,
  AWS_EC2_METADATA_DISABLED: 'true',
  CHECKPOINT_DISABLE: '1',
  MOTO_ACCOUNT_ID: ACCOUNT,
  MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
}
const processes: ChildProcess[] = []
const work = mkdtempSync(join(tmpdir(), 'plangate-cloudtrail-'))

/** The folder's configuration, written whole to the work folder, without what an earlier one left there. */
async function writeConfiguration(folder: string): Promise<void> {
  for (const left of readdirSync(work)) {
    if (!left.startsWith('.terraform')) rmSync(join(work, left), { recursive: true })
  }
  if (!existsSync(join(folder, 'main.diff'))) {
    cpSync(folder, work, { recursive: true, filter: (file) => !/\.gz$|tfplan$/.test(file) })
    return
  }
  cpSync(join(folders, 'base', 'main.tf'), join(work, 'main.tf'))
  await run('patch', ['--silent', '--no-backup-if-mismatch', 'main.tf', join(folder, 'main.diff')], {
    cwd: work,
  })
}

function terraform(...args: readonly string[]): Promise<{ stdout: string }> {
  return run('terraform', args, { cwd: work, env, maxBuffer: 2 ** 28 })
}

/** Plans the work folder, and keeps the plan and its JSON. */
async function keepPlan(folder: string, plan: string, json: string): Promise<void> {
  await terraform('plan', '-input=false', '-out=tfplan')
  const { stdout } = await terraform('show', '-json', 'tfplan')
  writeFileSync(join(folder, json), gzipSync(stdout, { level: 9 }))
  cpSync(join(work, 'tfplan'), join(folder, plan))
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** Starts moto, and waits until it answers. */
async function startAws(): Promise<void> {
  processes.push(spawn('python3', [aws, '-H', '127.0.0.1', '-p', `${port}`], { env, stdio: 'ignore' }))
  for (;;) {
    const answer = await fetch(`${endpoint}/moto-api/data.json`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Starts the provider that `terraform init` installed, and tells Terraform to use this process. */
async function startProvider(): Promise<void> {
  const installed = readdirSync(join(work, '.terraform'), { recursive: true, encoding: 'utf8' })
  const file = installed.find((name) => /terraform-provider-aws[^/]*$/.test(name))
  if (file === undefined) throw new Error('terraform init installed no AWS provider')
  const provider = spawn(join(work, '.terraform', file), ['-debug'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  processes.push(provider)
  const text = await new Promise<string>((resolve) => {
    let seen = ''
    provider.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.toString()
      const found = /TF_REATTACH_PROVIDERS='([^']+)'/.exec(seen)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  env['TF_REATTACH_PROVIDERS'] = text
}

async function make(name: string): Promise<void> {
  const folder = join(folders, name)
  await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' })
  await writeConfiguration(folder)
  await terraform('init', '-input=false')
  if (env['TF_REATTACH_PROVIDERS'] === undefined) await startProvider()
  await keepPlan(folder, 'tfplan', 'plan.json.gz')
  await terraform('apply', '-input=false', 'tfplan')
  await keepPlan(folder, 'steady.tfplan', 'steady.json.gz')
}

try {
  await startAws()
  mkdirSync(join(work, '.terraform'))
  for (const name of names) {
    const start = Date.now()
    const failed = await make(name).then(
      () => '',
      (error: Error) => `: ${error.message}`,
    )
    process.stdout.write(`${name} ${Math.round((Date.now() - start) / 1000)}s${failed}\n`)
  }
} finally {
  for (const child of processes) child.kill()
  rmSync(work, { recursive: true })
}
