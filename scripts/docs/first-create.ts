import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { readPlanArchive } from '../../src/acquire/plan-archive.ts'
import type { Result } from '../../src/evaluate/result.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { readPlanDocument } from '../../src/validate/plan-document.ts'
import { judge } from '../../test/judge.ts'

/** What rules say on the first create of a complete configuration, where nothing exists yet. */
export interface FirstCreate {
  /** What a rule needs to be decided there; empty where the rule is not about anything in it. */
  readonly sentence: (rule: string) => string
  /** The rules that even the plan file leaves unknown. */
  readonly unknownWithPlanFile: readonly string[]
}

const CASE = new URL('../../test/plans/cloudtrail/compliant/', import.meta.url)

/** Judges the complete configuration three times: by its plan file, by plan JSON alone, and by plan JSON whose references are trusted. */
export function judgeFirstCreate(policies: readonly Policy[]): FirstCreate {
  const { document } = readPlanDocument(gunzipSync(readFileSync(new URL('plan.json.gz', CASE))), 'plan.json')
  const archive = readPlanArchive(readFileSync(new URL('tfplan', CASE)), 'tfplan')
  const withPlanFile = judge(document, policies, {}, archive)
  const alone = judge(document, policies)
  const trusting = judge(document, policies, { trustReferences: true })

  function sentence(rule: string): string {
    const [file, json, trusted] = [withPlanFile, alone, trusting].map((results) => of(rule, results))
    if (file === undefined || file.status === 'not-applicable') return ''
    const start = 'On the first create of a complete configuration'
    if (file.status === 'unknown') return `${start} it is unknown: ${file.waitsFor.join(', ')}.`
    if (json?.status !== 'unknown') return `${start} plan JSON alone decides it.`
    const trust = trusted?.status === 'unknown' ? '' : ', and so does `--trust-references`'
    return `${start} plan JSON alone leaves it unknown; the plan file decides it${trust}.`
  }

  const unknownWithPlanFile = withPlanFile
    .filter(({ status }) => status === 'unknown')
    .map(({ rule }) => rule)
  return { sentence, unknownWithPlanFile: [...new Set(unknownWithPlanFile)] }
}

function of(rule: string, results: readonly Result[]): Result | undefined {
  const ofRule = results.filter((result) => result.rule === rule)
  return ofRule.find(({ status }) => status === 'unknown') ?? ofRule[0]
}
