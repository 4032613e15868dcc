/**
 * Remakes the plans of `test/plans`: each folder with a `main.tf` is planned with the Terraform on PATH, and the plan and its
 * JSON are kept beside it. Needs the AWS provider (a `filesystem_mirror` in the CLI configuration serves) but neither AWS nor a
 * network: a stand-in for its identity service answers on loopback. Arguments name folders; default: all.
 *
 *     node scripts/make-plans.ts article
 */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ACCOUNT = '111122223333'
const IDENTITY_PORT = 14599

const run = promisify(execFile)
const plans = new URL('../test/plans/', import.meta.url).pathname
const names = process.argv.slice(2).length > 0 ? process.argv.slice(2) : readdirSync(plans)

const identity = createServer((_, response) => {
  response.setHeader('content-type', 'text/xml')
  response.end(`<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
    <Arn>arn:aws:iam::${ACCOUNT}:user/planner</Arn><UserId>AIDAEXAMPLE</UserId><Account>${ACCOUNT}</Account>
    </GetCallerIdentityResult></GetCallerIdentityResponse>`)
}).listen(IDENTITY_PORT, '127.0.0.1')

for (const name of names) {
  const folder = join(plans, name)
  if (!existsSync(join(folder, 'main.tf'))) continue
  const work = mkdtempSync(join(tmpdir(), 'plangate-plan-'))
  cpSync(folder, work, { recursive: true, filter: (file) => !/plan\.json$|tfplan$/.test(file) })
  const terraform = (...args: readonly string[]): Promise<{ stdout: string }> =>
    run('terraform', args, { cwd: work, maxBuffer: 2 ** 28 })
  await terraform('init', '-input=false')
  await terraform('plan', '-input=false', '-out=tfplan')
  const { stdout } = await terraform('show', '-json', 'tfplan')
  writeFileSync(join(folder, 'plan.json'), stdout)
  cpSync(join(work, 'tfplan'), join(folder, 'tfplan'))
  rmSync(work, { recursive: true })
  process.stdout.write(`${name}: ${stdout.length} bytes\n`)
}
identity.close()
