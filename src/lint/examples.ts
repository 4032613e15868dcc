import type { Change } from '../plan/plan-document.ts'
import type { Example } from '../policy/policy.ts'
import { didYouMean } from '../policy/suggest.ts'
import { attributeNames } from '../provider/aws/schema.ts'
import { type Problems, quote } from '../validate/problems.ts'
import { exists } from './site.ts'

/** Reports what keeps examples of one rule from showing something: attributes that a type does not have, and one written twice. */
export function checkExamples(examples: readonly Example[], problems: Problems): void {
  const seen = new Map<string, Example>()
  for (const example of examples) {
    checkExample(example, problems)
    const content = JSON.stringify(
      [example.source, example.parameters.map(({ name, value }) => [name, value])],
      withoutPlaces,
    )
    const before = seen.get(content)
    seen.set(content, before ?? example)
    if (before !== undefined) {
      problems.warning(
        'duplicate-example',
        example.location,
        'this example shows the same resources as another one of this rule',
        `the other one is ${quote(`${before.kind}: ${before.title}`)} in line ${before.location.line}`,
      )
    }
  }
}

/** Where something is written does not make it different. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'location' ? undefined : value
}

function checkExample({ source, location }: Example, problems: Problems): void {
  if (source.kind !== 'document') return
  for (const { address, type, mode, change } of source.document.resource_changes ?? []) {
    if (mode !== 'managed' && mode !== 'data') continue
    for (const name of namesIn(change)) {
      if (exists(type, [name], mode)) continue
      problems.warning(
        'no-such-attribute',
        location,
        `the example gives ${quote(address)} the attribute ${quote(name)}, which its type does not have`,
        didYouMean(name, attributeNames(type, [], mode) ?? []),
      )
    }
  }
}

function namesIn({ before, after, after_unknown: unknown }: Change): ReadonlySet<string> {
  return new Set(
    [before, after, unknown].flatMap((object) =>
      typeof object === 'object' && object !== null ? Object.keys(object) : [],
    ),
  )
}
