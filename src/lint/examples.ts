import type { Change } from '../plan/plan-document.ts'
import type { Example } from '../policy/policy.ts'
import { didYouMean } from '../policy/suggest.ts'
import { attributeNames } from '../provider/aws/schema.ts'
import { type Problems, quote } from '../validate/problems.ts'
import { exists } from './site.ts'

/** Reports attributes that an example gives to a resource and its type does not have: such an example shows nothing. */
export function checkExample({ source, location }: Example, problems: Problems): void {
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
