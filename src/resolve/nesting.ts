import type { Step } from '../plan/value.ts'
import { attributeFacts } from '../provider/aws/schema.ts'
import type { Nesting } from './written.ts'

/** How the attribute or block behind some names is nested, by the provider's schema; undefined where no schema tells. */
export const schemaNesting: Nesting = (type, names) => {
  const path: Step[] = []
  let nesting: ReturnType<Nesting>
  for (const name of names) {
    path.push(name)
    const facts = attributeFacts(type, path)
    if (facts === undefined || facts === 'no-such-attribute') return undefined
    switch (facts.nesting) {
      case 'list':
      case 'set':
        nesting = facts.nesting
        path.push(0)
        break
      case 'map':
        nesting = 'map'
        break
      case 'single':
      case 'group':
        nesting = 'single'
        break
      case 'attribute':
        // Written as blocks it may come from `dynamic` (SDK `ConfigModeAttr`): nothing tells.
        return holdsObjects(facts.type) ? undefined : 'attribute'
      case 'element':
        return undefined
    }
  }
  return nesting
}

/** An attribute that holds objects may be written as blocks. */
export function holdsObjects(type: {
  readonly kind: string
  readonly element?: { readonly kind: string }
}): boolean {
  return (type.kind === 'list' || type.kind === 'set') && type.element?.kind === 'object'
}
