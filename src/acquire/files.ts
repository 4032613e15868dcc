import { constants, watch } from 'node:fs'
import {
  access,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import picomatch from 'picomatch'
import { nearest } from '../policy/suggest.ts'
import { inputError } from './input-codes.ts'

/** `readFile` refuses files above 2 GiB; pieces of this size are read into one buffer instead. */
const PIECE = 2 ** 28

/** The bytes of a file. Throws a DiagnosticError that says why it cannot be read, and what may have been meant. */
export async function readBytes(path: string): Promise<Buffer> {
  const about = await stat(path).catch(async (error: unknown) => {
    throw await missing(path, error)
  })
  if (about.isDirectory()) throw isFolder(path)
  if (about.isFile() && about.size > PIECE) return readInPieces(path, about.size)
  return readFile(path).catch((error: unknown) => {
    throw unreadable(path, error)
  })
}

async function readInPieces(path: string, size: number): Promise<Buffer> {
  const whole = allocate(path, size)
  const file = await open(path)
  try {
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(whole, at, Math.min(PIECE, size - at), at)
      if (bytesRead === 0) return whole.subarray(0, at)
      at += bytesRead
    }
    return whole
  } catch (error) {
    throw unreadable(path, error)
  } finally {
    await file.close()
  }
}

function allocate(path: string, size: number): Buffer {
  try {
    return Buffer.allocUnsafe(size)
  } catch {
    throw inputError(
      'file-too-large',
      `\`${path}\` is too large for the memory: it has ${size} bytes`,
      'judge it where there is more memory',
    )
  }
}

export async function readText(path: string): Promise<string> {
  return (await readBytes(path)).toString('utf8')
}

/** All that standard input gives until it ends. Throws a DiagnosticError where it breaks off. */
export async function readStream(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  try {
    for await (const piece of stream) pieces.push(Buffer.from(piece as Uint8Array))
  } catch (error) {
    throw inputError(
      'stdin-not-readable',
      `cannot read standard input: ${reasonOf(error)}`,
      'pipe the plan JSON: `terraform show -json tfplan | plangate check -`',
    )
  }
  return Buffer.concat(pieces)
}

export async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  )
}

export async function isFolderPath(path: string): Promise<boolean> {
  return stat(path).then(
    (about) => about.isDirectory(),
    () => false,
  )
}

/** The files with one of these endings in a folder and the folders below it, sorted; hidden ones and `node_modules` left out. */
export async function listFiles(folder: string, endings: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error)
  })
  const found: string[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await listFiles(path, endings)))
    else if (endings.some((ending) => entry.name.endsWith(ending))) found.push(path)
  }
  return found
}

/** The names in a folder, without those of the folders below it. */
export async function listFolder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error)
  })
  return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
}

/** The files with one of these endings that a glob names, sorted. */
export async function expandGlob(
  pattern: string,
  folder: string,
  endings: readonly string[],
): Promise<readonly string[]> {
  const whole = resolve(folder, pattern).replaceAll('\\', '/')
  const matches = picomatch(whole, { nocase: false })
  const { base } = picomatch.scan(whole)
  return (await isFolderPath(base)) ? (await listFiles(base, endings)).filter((path) => matches(path)) : []
}

/** Makes a folder, and those above it, where they are not there yet. Throws a DiagnosticError where that fails. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (error) {
    throw inputError(
      'file-not-writable',
      `cannot make the folder \`${path}\`: ${reasonOf(error)}`,
      'may you write there, and is there no file of that name?',
    )
  }
}

/**
 * Tells of changes of the files in these folders, not of those in folders below, until it is stopped. What cannot be watched is
 * left out: it may be gone already.
 */
export function watchFolders(
  folders: readonly string[],
  onChange: (path: string | undefined) => void,
): () => void {
  const watchers = folders.flatMap((folder) => {
    try {
      const watcher = watch(folder, (_event, name) =>
        onChange(name === null ? undefined : join(folder, name)),
      )
      watcher.on('error', () => watcher.close())
      return [watcher]
    } catch {
      return []
    }
  })
  return () => {
    for (const watcher of watchers) watcher.close()
  }
}

/**
 * Writes a file whole or not at all: beside its place first, then moved there. What is no file, such as `/dev/stdout` or a pipe, is
 * written to. Throws a DiagnosticError where that fails.
 */
export async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  const place = await realpath(path).catch(() => path)
  const beside = join(dirname(place), `.${basename(place)}.${crypto.randomUUID()}`)
  try {
    const special = await stat(place).then(
      (about) => !about.isFile(),
      () => false,
    )
    await writeFile(special ? place : beside, pieces)
    if (!special) await rename(beside, place)
  } catch (error) {
    await rm(beside, { force: true })
    throw inputError(
      'file-not-writable',
      `cannot write \`${path}\`: ${reasonOf(error)}`,
      'does the folder exist, and may you write there?',
    )
  }
}

/** A file that is not there: what its folder holds under a similar name. */
async function missing(path: string, error: unknown): Promise<Error> {
  if (codeOf(error) !== 'ENOENT') return unreadable(path, error)
  const names = await readdir(dirname(path)).catch(() => [])
  const near = nearest(basename(path), names)
  return inputError(
    'file-not-found',
    `there is no file \`${path}\``,
    near === undefined
      ? 'check the path; it is taken from the current folder'
      : `did you mean \`${join(dirname(path), near)}\`?`,
  )
}

function isFolder(path: string): Error {
  return inputError('file-is-a-folder', `\`${path}\` is a folder, not a file`, 'name the file in it')
}

function unreadable(path: string, error: unknown): Error {
  return inputError('file-not-readable', `cannot read \`${path}\`: ${reasonOf(error)}`, 'may you read it?')
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** The system's words without the call and the path: "permission denied". */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/^E[A-Z]+: /, '').replace(/, \w+( '.*')?$/, '')
}
