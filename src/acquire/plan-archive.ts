import { unzipSync } from 'fflate'
import type { SourceModule, SourceTree } from '../plan/source-tree.ts'
import { inputError } from './input-codes.ts'
import { readPlanEntry } from './plan-entry.ts'

/** More than any configuration needs, and little enough to keep in memory. */
const MAX_ENTRIES = 20_000
const MAX_FILE_BYTES = 32 * 1024 * 1024
const MAX_TOTAL_BYTES = 256 * 1024 * 1024

const MODULE_FILE = /^tfconfig\/m-([^/]*)\/([^/]+\.(?:tf|tofu)(?:\.json)?)$/
const MANIFEST = 'tfconfig/modules.json'
const LOCK_FILE = '.terraform.lock.hcl'
const PLAN = 'tfplan'

/**
 * The sources that Terraform puts into a plan file, which is a ZIP: one folder for each module under `tfconfig/`, and a manifest.
 * Nothing is written anywhere, so that names cannot lead out of it. Throws a DiagnosticError for archives that are broken, hold no
 * sources, or are too large. Source: Terraform `internal/plans/planfile`; the layout is stable since 0.12, and not promised.
 */
export function readPlanArchive(bytes: Uint8Array, name: string): SourceTree {
  const entries = unzip(bytes, name)
  const manifest = entries.get(MANIFEST)
  if (manifest === undefined) throw unreadable(name, 'it holds no configuration')
  const directories = readManifest(textOf(manifest), name)
  const files = new Map<string, { name: string; text: string }[]>()
  for (const [path, content] of entries) {
    const [, key, file] = MODULE_FILE.exec(path) ?? []
    if (key === undefined || file === undefined) continue
    const inModule = files.get(key) ?? []
    inModule.push({ name: file, text: textOf(content) })
    files.set(key, inModule)
  }
  const modules = new Map<string, SourceModule>()
  for (const [key, directory] of directories) {
    const own = files.get(key) ?? []
    modules.set(key, { directory, files: own.sort((a, b) => (a.name < b.name ? -1 : 1)) })
  }
  const lockFile = entries.get(LOCK_FILE)
  const plan = entries.get(PLAN)
  return {
    modules,
    origin: 'plan-file',
    ...(lockFile === undefined ? {} : { lockFile: textOf(lockFile) }),
    ...(plan === undefined ? {} : readPlanEntry(plan)),
  }
}

function unzip(bytes: Uint8Array, name: string): ReadonlyMap<string, Uint8Array> {
  let seen = 0
  let total = 0
  const names = new Set<string>()
  let refused: string | undefined
  try {
    const entries = unzipSync(bytes, {
      filter: (entry) => {
        seen += 1
        if (seen > MAX_ENTRIES) refused ??= 'it holds too many entries'
        if (!isWanted(entry.name) || refused !== undefined) return false
        total += entry.originalSize
        if (names.has(entry.name)) refused = `it holds \`${entry.name}\` twice`
        names.add(entry.name)
        if (entry.originalSize > MAX_FILE_BYTES || total > MAX_TOTAL_BYTES)
          refused = 'its sources are too large'
        return refused === undefined
      },
    })
    if (refused === undefined) return new Map(Object.entries(entries))
  } catch {
    refused = 'it is not a whole ZIP archive'
  }
  throw unreadable(name, refused ?? 'it cannot be read')
}

function isWanted(path: string): boolean {
  return path === MANIFEST || path === LOCK_FILE || path === PLAN || MODULE_FILE.test(path)
}

function readManifest(text: string, name: string): ReadonlyMap<string, string> {
  const json = parse(text)
  if (!Array.isArray(json)) throw unreadable(name, 'its list of modules cannot be read')
  const directories = new Map<string, string>()
  for (const entry of json as readonly unknown[]) {
    const { Key: key, Dir: directory } = (entry ?? {}) as Record<string, unknown>
    if (typeof key === 'string' && typeof directory === 'string') directories.set(key, directory)
  }
  return directories
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

function unreadable(name: string, because: string): Error {
  return inputError(
    'plan-file-sources',
    `the sources in \`${name}\` cannot be read: ${because}`,
    'make the plan file anew with `terraform plan -out=tfplan`',
  )
}
