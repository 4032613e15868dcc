import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'tap'
import {
  exists,
  expandGlob,
  isFolderPath,
  listFiles,
  readBytes,
  readStream,
  readText,
  watchFolders,
  writeWhole,
} from '../../src/acquire/files.ts'
import { DiagnosticError } from '../../src/diagnostic.ts'

function emptyFolder(t: { teardown: (handler: () => void) => void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'plangate-files-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function problemOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'none'
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error
    const [diagnostic] = error.diagnostics
    return `${diagnostic?.code}: ${diagnostic?.message} (${diagnostic?.help})`
  }
}

test('a file is read as it is', async (t) => {
  const folder = emptyFolder(t)
  const bytes = Buffer.from([0, 255, 1, 128])
  writeFileSync(join(folder, 'a'), bytes)
  writeFileSync(join(folder, 'b'), 'é')
  t.same(await readBytes(join(folder, 'a')), bytes)
  t.equal(await readText(join(folder, 'b')), 'é')
  t.equal(await exists(join(folder, 'a')), true)
  t.equal(await exists(join(folder, 'c')), false)
  t.equal(await isFolderPath(folder), true)
  t.equal(await isFolderPath(join(folder, 'a')), false)
})

test('why a file cannot be read is said, with what may have been meant', async (t) => {
  const folder = emptyFolder(t)
  writeFileSync(join(folder, 'plan.json'), '')
  const problem = (name: string): Promise<string> => problemOf(readBytes(join(folder, name)))
  t.match(await problem('plna.json'), /^file-not-found: .*did you mean `.*plan\.json`/)
  t.match(await problem('other'), /^file-not-found: .*current folder/)
  t.match(await problem('nowhere/plan.json'), /^file-not-found: /)
  t.match(await problem('.'), /^file-is-a-folder: /)
  t.match(await problem('plan.json/x'), /^file-not-readable: .*: not a directory \(/)
  t.match(await problem('a\0b'), /^file-not-readable: /)
})

test('standard input is read to its end, and its errors are told', async (t) => {
  t.equal(String(await readStream(Readable.from([Buffer.from('a'), Buffer.from('b')]))), 'ab')
  const broken = new Readable({
    read() {
      this.destroy(new Error('EISDIR: illegal operation on a directory, read'))
    },
  })
  t.match(
    await problemOf(readStream(broken)),
    /^stdin-not-readable: cannot read standard input: illegal operation on a directory \(/,
  )
})

test('folders are listed by ending, sorted, without what is hidden or installed', async (t) => {
  const folder = emptyFolder(t)
  for (const name of ['b', 'a', '.git', 'node_modules']) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'x.yaml'), '')
  }
  for (const name of ['z.yml', 'y.txt', '.hidden.yaml']) writeFileSync(join(folder, name), '')
  const endings = ['.yaml', '.yml']
  t.same(
    (await listFiles(folder, endings)).map((path) => path.slice(folder.length + 1)),
    ['a/x.yaml', 'b/x.yaml', 'z.yml'],
  )
  t.same(
    (await expandGlob('*/x.yaml', folder, endings)).map((path) => path.slice(folder.length + 1)),
    ['a/x.yaml', 'b/x.yaml'],
  )
  t.same(await expandGlob('nowhere/*.yaml', folder, endings), [])
})

test('a file is written whole or not at all', async (t) => {
  const folder = emptyFolder(t)
  const path = join(folder, 'report.json')
  await writeWhole(path, 'first')
  await writeWhole(path, 'second')
  t.equal(readFileSync(path, 'utf8'), 'second')
  const link = join(folder, 'link.json')
  symlinkSync(path, link)
  await writeWhole(link, 'third')
  t.equal(readFileSync(path, 'utf8'), 'third', 'a link is followed')
  t.match(
    await problemOf(writeWhole(join(folder, 'no', 'x'), '')),
    /^file-not-writable: .*no such file or directory/,
  )
  t.match(await problemOf(writeWhole(folder, '')), /^file-not-writable: /)
  t.same(readdirSync(folder).sort(), ['link.json', 'report.json'], 'nothing else is left behind')
})

test('what is no file is written to, not replaced', async (t) => {
  await writeWhole('/dev/null', 'x')
  t.equal(String(await readBytes('/dev/null')), '')
})

test('a folder that is watched tells of its files', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'plangate-watch-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const told = new Promise<string | undefined>((resolve) => {
    const stop = watchFolders([folder, join(folder, 'gone')], resolve)
    t.teardown(stop)
  })
  writeFileSync(join(folder, 'p.yaml'), 'x')
  t.equal(await told, join(folder, 'p.yaml'))
})
