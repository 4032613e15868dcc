/** Writes the generated pages under `docs/`; `test/docs-pages.test.ts` holds the committed ones against them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Page } from './docs/page.ts'
import { referencePages } from './docs/reference.ts'
import { rulePages } from './docs/rules.ts'

/** Every generated page: one file below `docs/` for each kind. */
export function allPages(): readonly Page[] {
  return [...referencePages(), ...rulePages()]
}

if (import.meta.main) {
  for (const { path, text } of allPages()) {
    const file = new URL(`../${path}`, import.meta.url)
    mkdirSync(new URL('.', file), { recursive: true })
    writeFileSync(file, text)
  }
}
