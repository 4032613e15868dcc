import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'tap'
import { type Answer, type Case, judgeCase } from '../../../scripts/accuracy/judge-case.ts'

/**
 * Configurations that stress what Terraform users write, planned and applied with Terraform 1.11.4 and the AWS provider 5.100.0 against
 * an emulator of AWS. `expect.json` holds what the apply made of every leaf that the plan does not know: `derivable` ones follow from the
 * configuration, `opaque` ones were chosen by the server.
 */
const folder = new URL('../../plans/applied/', import.meta.url)

/** Derivable, and yet left unknown. */
const OPEN: readonly (readonly [places: RegExp, because: string])[] = [
  [/^collections aws_cloudwatch_log_group\.o tags/, '`element` with a negative index depends on the version'],
  [/^container_definitions aws_ecs_task_definition\.t container_def/, 'the service adds to what is written'],
  [/^deferred_lookups \S+\.aws_cloudwatch_log_group\.g tags/, 'the description of a region'],
  [/^strings_and_directives aws_s3_object\.p content/, '`templatestring`, and the bytes of `base64gzip`'],
  [/^tags_of_providers .* tags(_all\.empty)?$/, 'a default tag is empty'],
  [/^templates aws_iam_role(_policy)?\.\S+ /, 'plan files do not hold templates'],
  [/^workspace_and_files aws_iam_policy\.p tags/, 'nor other files'],
]

function cases(): readonly Case[] {
  return readdirSync(folder).map((name) => ({
    name,
    plan: readFileSync(new URL(`${name}/plan.json`, folder)),
    archive: readFileSync(new URL(`${name}/tfplan`, folder)),
    expect: JSON.parse(readFileSync(new URL(`${name}/expect.json`, folder), 'utf8')),
  }))
}

function wrong(answers: readonly Answer[]): readonly string[] {
  return answers
    .filter(({ outcome }) => outcome === 'wrong')
    .map(({ place, because }) => `${place}: ${because}`)
}

test('what is predicted of a configuration is what the apply gave', (t) => {
  for (const given of cases()) {
    const answers = judgeCase(given, true)
    t.same(wrong(answers), [], `${given.name}, with the account id`)
    t.same(wrong(judgeCase(given, false)), [], `${given.name}, without it`)
    const left = answers
      .filter(({ class: kind, outcome }) => kind === 'derivable' && outcome === 'unknown')
      .map(({ place }) => `${given.name} ${place}`)
      .filter((place) => !OPEN.some(([places]) => places.test(place)))
    t.same(left, [], `${given.name}: nothing derivable is left unknown without a reason`)
  }
  t.end()
})
