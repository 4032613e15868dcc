import type { Plan, ResourceInstance } from '../plan/plan.ts'
import type { Json } from '../plan/plan-document.ts'
import { containsTrue, isObject } from '../plan/planned-value.ts'
import type { Step } from '../plan/value.ts'
import { attributeFacts } from '../provider/aws/schema.ts'
import type { Place } from './document-place.ts'

/** Whether one step leads to a secret. */
export type IsHidden = (place: Place, step: Step) => boolean

/** What holds a secret by its name, where no schema tells: the plan has none of provider blocks. */
const SECRET =
  /(?:^|[_-])(?:pass(?:word|wd|phrase)?|secret|token|private_?key|(?:access|secret|api|account|shared|client|auth|encryption)_?key|credentials?|wo)$/i

/**
 * The parts of the configuration and the variables that must not be shown. Their values stand in clear text and have no mask of
 * their own (Terraform marks the resource's value, not the constant it was written as).
 */
export function hiddenArguments({ instances, document }: Plan): IsHidden {
  const byBlock = new Map<unknown, ResourceInstance[]>()
  for (const instance of instances) {
    const { configuration } = instance
    if (configuration === undefined) continue
    const known = byBlock.get(configuration)
    if (known === undefined) byBlock.set(configuration, [instance])
    else known.push(instance)
  }
  const inputs = document.configuration.root_module?.variables as Json | undefined
  return (place, step) => {
    if (typeof step !== 'string') return false
    switch (place.part) {
      case 'variables':
        return isMarked(memberOf(inputs, step)) || isSecretName(step)
      case 'input':
        return step === 'default' && isMarked(place.json)
      case 'output':
        return step === 'expression' && isMarked(place.json)
      case 'block':
        return isSecretName(step) || isHiddenArgument(place.owner, step, byBlock)
      case 'inputs':
      case 'outputs':
      case 'plain':
      case 'constant':
        return isSecretName(step)
      default:
        return false
    }
  }
}

/** `clientSecret` reads as `client_secret`. */
function isSecretName(name: string): boolean {
  return SECRET.test(name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2'))
}

/** An argument of a resource that the plan or the schema marks, or of a module whose variable is sensitive. */
function isHiddenArgument(
  owner: Place | undefined,
  name: string,
  byBlock: ReadonlyMap<unknown, readonly ResourceInstance[]>,
): boolean {
  if (owner?.part === 'call') {
    return isMarked(memberOf(memberOf(memberOf(owner.json, 'module'), 'variables'), name))
  }
  if (owner?.part !== 'resource') return false
  const type = memberOf(owner.json, 'type')
  const mode = memberOf(owner.json, 'mode') === 'data' ? 'data' : 'managed'
  const facts = typeof type === 'string' ? attributeFacts(type, [name], mode) : undefined
  if (facts !== undefined && facts !== 'no-such-attribute' && (facts.sensitive || facts.writeOnly))
    return true
  return (byBlock.get(owner.json) ?? []).some(({ change }) =>
    [change.after_sensitive, change.before_sensitive].some(
      (mask) => mask === true || containsTrue(memberOf(mask, name)),
    ),
  )
}

function isMarked(json: Json | undefined): boolean {
  return memberOf(json, 'sensitive') === true
}

function memberOf(json: Json | undefined, name: string): Json | undefined {
  return isObject(json) && Object.hasOwn(json, name) ? json[name] : undefined
}
