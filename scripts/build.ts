/**
 * Makes `dist/`: one bundled file per entry, so that the command starts in milliseconds and the package needs no dependency;
 * the types; and the licences of what is bundled.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { compilePolicies } from './compile-policies.ts'
import { compileSchemas } from './compile-schemas.ts'

const root = new URL('..', import.meta.url)

compileSchemas()
rmSync(new URL('dist', root), { recursive: true, force: true })
mkdirSync(new URL('dist', root), { recursive: true })

const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }
const { metafile } = await build({
  absWorkingDir: new URL('.', root).pathname,
  entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  define: { PLANGATE_VERSION: JSON.stringify(version) },
  // Its modules for browsers are the same code, and need not be wrapped as CommonJS ones are: they load in half the time.
  alias: { yaml: './node_modules/yaml/browser/dist/index.js' },
  // Bundled CommonJS packages ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as plangateRequire } from 'node:module'; const require = plangateRequire(import.meta.url);",
  },
})

await compilePolicies()
writeFileSync(new URL('dist/THIRD-PARTY-LICENSES.txt', root), licences(Object.keys(metafile.inputs)))
execFileSync('tsc', ['--project', 'tsconfig.types.json'], { cwd: root, stdio: 'inherit' })

/** The licence texts of the packages whose files were bundled. */
function licences(inputs: readonly string[]): string {
  const packages = new Set<string>()
  for (const input of inputs) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]
    if (name !== undefined) packages.add(name)
  }
  const texts = [...packages].sort().map((name) => {
    const folder = new URL(`node_modules/${name}/`, root)
    const about = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as {
      version: string
      license?: string
    }
    const file = ['LICENSE', 'LICENSE.md', 'license', 'LICENCE', 'LICENSE.txt'].find((candidate) =>
      existsSync(new URL(candidate, folder)),
    )
    const text = file === undefined ? '' : readFileSync(new URL(file, folder), 'utf8').trim()
    return `${name} ${about.version} (${about.license ?? 'see below'})\n\n${text}\n`
  })
  return `plangate bundles parts of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}
