import { join, relative, resolve } from 'node:path'
import type { SourceModule, SourceTree } from '../plan/source-tree.ts'
import { listFolder, readText } from './files.ts'
import { inputError } from './input-codes.ts'

/** Where `terraform init` says which folder holds which module. */
const MANIFEST = join('.terraform', 'modules', 'modules.json')

/**
 * The sources in a folder: the root module's files, and those of the modules that `terraform init` listed, local ones included.
 * Nothing proves that a plan was made from them. Throws a DiagnosticError where the folder holds no configuration, or a file cannot
 * be read. Source: Terraform `internal/modsdir`.
 */
export async function readSourceFolder(folder: string): Promise<SourceTree> {
  const modules = new Map<string, SourceModule>([['', await readModule(folder, '.')]])
  if (modules.get('')?.files.length === 0) throw nothingThere(folder)
  for (const [key, directory] of await readManifest(folder)) {
    if (key !== '') modules.set(key, await readModule(resolve(folder, directory), directory))
  }
  const lockFile = await readText(join(folder, '.terraform.lock.hcl')).catch(() => undefined)
  return { modules, origin: 'folder', ...(lockFile === undefined ? {} : { lockFile }) }
}

async function readModule(folder: string, directory: string): Promise<SourceModule> {
  const names = (await listFolder(folder)).filter(
    (name) => /\.(tf|tofu)(\.json)?$/.test(name) && !name.startsWith('.'),
  )
  const files: { name: string; text: string }[] = []
  for (const name of names.sort()) files.push({ name, text: await readText(join(folder, name)) })
  return { directory: relative('.', directory) === '' ? '.' : directory, files }
}

async function readManifest(folder: string): Promise<readonly (readonly [key: string, directory: string])[]> {
  const text = await readText(join(folder, MANIFEST)).catch(() => undefined)
  if (text === undefined) return []
  const entries = entriesOf(text)
  if (entries === undefined) throw unreadable(folder)
  return entries.flatMap((entry) => {
    const { Key: key, Dir: directory } = (entry ?? {}) as Record<string, unknown>
    return typeof key === 'string' && typeof directory === 'string' ? [[key, directory] as const] : []
  })
}

function entriesOf(text: string): readonly unknown[] | undefined {
  try {
    const { Modules: modules } = JSON.parse(text) as { Modules?: unknown }
    return Array.isArray(modules) ? (modules as readonly unknown[]) : undefined
  } catch {
    return undefined
  }
}

function nothingThere(folder: string): Error {
  return inputError(
    'source-folder-empty',
    `there are no \`.tf\` files in \`${folder}\``,
    'give the folder of the root module, where `terraform init` was run',
  )
}

function unreadable(folder: string): Error {
  return inputError(
    'source-folder-manifest',
    `the list of modules in \`${join(folder, MANIFEST)}\` cannot be read`,
    'run `terraform init` in that folder again',
  )
}
