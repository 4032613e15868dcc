import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readPlanArchive } from '../../src/acquire/plan-archive.ts'
import type { Json, PlanDocument, ValuesModule } from '../../src/plan/plan-document.ts'
import type { SourceModule, SourceTree } from '../../src/plan/source-tree.ts'
import type { Step } from '../../src/plan/value.ts'
import { readPlanDocument } from '../../src/validate/plan-document.ts'

const SHARED: URL = new URL('../../../shared/cases/', import.meta.url)
/** Some of them, so that the tests also run where the others are not. */
const COMMITTED: URL = new URL('cases/', import.meta.url)

/** Planned by an imitation of the AWS provider, which renders documents in its own way. */
const IMITATED: ReadonlySet<string> = new Set(['aws_trail_module'])

/** A configuration that was planned and applied. */
export interface AppliedCase {
  readonly name: string
  /** Plan JSON of the first plan. */
  readonly create: PlanDocument
  readonly applied?: ValuesModule
  /** The sources that the plan file holds; absent where there is no plan file. */
  readonly planFile?: SourceTree
  /** The sources in the folder. */
  readonly folder: SourceTree
  /** What is known of the emulator that it was applied to. */
  readonly expect?: Expectation
}

export interface Expectation {
  readonly account?: string
  readonly leaves: readonly ExpectedLeaf[]
  readonly data: readonly ExpectedLeaf[]
}

export interface ExpectedLeaf {
  readonly address: string
  readonly path: readonly Step[]
  readonly class: 'derivable' | 'opaque' | 'moto-artifact'
  readonly why: string
  readonly applied?: Json
  /** What AWS would answer, where the emulator does not. */
  readonly real?: Json
}

/** Every case of `../shared/cases` with an applied state; where the folder is missing, those that are committed here. */
export function appliedCases(): readonly AppliedCase[] {
  return ['article', 'aws', 'terraform'].flatMap((group) => {
    const folder = new URL(`${group}/`, existsSync(SHARED) ? SHARED : COMMITTED)
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .sort()
      .filter((name) => !IMITATED.has(name))
      .filter((name) =>
        ['plan.json', 'applied_state.json'].every((file) => existsSync(new URL(`${name}/${file}`, folder))),
      )
      .map((name) => readCase(`${group}/${name}`, new URL(`${name}/`, folder)))
  })
}

function readCase(name: string, folder: URL): AppliedCase {
  const bytes = (file: string): Buffer => readFileSync(new URL(file, folder))
  const has = (file: string): boolean => existsSync(new URL(file, folder))
  const state = readState(bytes('applied_state.json'), name)
  return {
    name,
    create: readPlanDocument(bytes('plan.json'), name).document,
    ...(state === undefined ? {} : { applied: state }),
    ...(has('tfplan') ? { planFile: readPlanArchive(bytes('tfplan'), name) } : {}),
    folder: readFolder(folder),
    ...(has('expect.json') ? { expect: JSON.parse(bytes('expect.json').toString()) as Expectation } : {}),
  }
}

/** The root module of a state, with all digits of its numbers. */
function readState(bytes: Buffer, name: string): ValuesModule | undefined {
  const around = `{"format_version":"1.2","planned_values":{},"configuration":{},"prior_state":${bytes}}`
  return readPlanDocument(Buffer.from(around), name).document.prior_state?.values?.root_module
}

/** The modules of a folder that was never initialised: every one is local. */
export function readFolder(root: URL): SourceTree {
  const modules = new Map<string, SourceModule>()
  const visit = (key: string, folder: URL): void => {
    const files = readdirSync(folder)
      .filter((file) => /\.tf(\.json)?$/.test(file))
      .sort()
      .map((file) => ({ name: file, text: readFileSync(new URL(file, folder), 'utf8') }))
    const directory = folder.pathname.slice(root.pathname.length).replace(/\/$/, '')
    modules.set(key, { directory: directory === '' ? '.' : directory, files })
    for (const { text } of files) {
      for (const [, call = '', body = ''] of text.matchAll(/^module\s+"([^"]+)"\s*\{([\s\S]*?)^\}/gm)) {
        const source = /^\s*source\s*=\s*"(\.[^"]*)"/m.exec(body)?.[1]
        if (source !== undefined) visit(key === '' ? call : `${key}.${call}`, new URL(`${source}/`, folder))
      }
    }
  }
  visit('', root)
  return { modules, origin: 'folder' }
}
