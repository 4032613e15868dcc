import type { Location } from '../diagnostic.ts'
import { printPath, type Step } from '../plan/value.ts'
import type { Path } from '../policy/path.ts'
import { didYouMean, nearest } from '../policy/suggest.ts'
import { attributeFacts, attributeNames, SCHEMA_PROVIDER } from '../provider/aws/schema.ts'
import { enumerate, quote } from '../validate/problems.ts'
import type { Context } from './context.ts'
import { exists, type Site } from './site.ts'

/** The members of roots that have a fixed set of them. */
const MEMBERS: { readonly [root: string]: readonly string[] } = {
  change: ['actions', 'replace_paths'],
  provider: ['alias', 'account_id', 'region', 'partition', 'version'],
  config: ['count', 'for_each', 'depends_on'],
}

/** A difference of more letters is no slip of the pen, but perhaps something that another provider version has. */
const SLIP = 3

/** Version 6.0 of the provider gave it to nearly every type; the shipped schema is older. */
const NEWER_THAN_SCHEMA = 'region'

/**
 * Where a path leads. Reports one that leads nowhere; `tolerant` paths may, for provider versions that lack the attribute,
 * unless their name is nearly that of another.
 */
export function follow(path: Path, at: Location, tolerant: boolean, context: Context): Site | undefined {
  const members = MEMBERS[path.root.kind]
  if (members !== undefined) return checkMember(path, members, at, context)
  const start = startOf(path, context)
  return start === undefined ? undefined : walk(start, path, at, tolerant, context)
}

function startOf({ root }: Path, context: Context): Site | undefined {
  switch (root.kind) {
    case 'here':
    case 'value':
      return context.here
    case 'before':
      return context.instance
    case 'bound':
      return context.bound.get(root.name)
    default:
      return undefined
  }
}

function checkMember(path: Path, members: readonly string[], at: Location, { problems }: Context): undefined {
  const [first] = path.steps
  if (typeof first !== 'string' || members.includes(first)) return undefined
  return problems.error(
    'no-such-attribute',
    at,
    `\`$${path.root.kind}\` has no ${quote(first)}`,
    didYouMean(first, members) ?? `it has ${enumerate(members, 'and')}`,
  )
}

function walk(start: Site, path: Path, at: Location, tolerant: boolean, context: Context): Site | undefined {
  let site = start
  for (const step of path.steps) {
    const next = [...site.path, step]
    const types = site.types.filter((type) => exists(type, next, site.mode))
    if (types.length === 0) {
      reportStep(site, step, path, at, tolerant, context)
      return undefined
    }
    if (types.length < site.types.length) reportSome(site, types, path, at, tolerant, context)
    site = { ...site, types, path: next }
  }
  return site
}

/** A run answers `error` for instances of the types that lack it, unless something keeps the question from being asked. */
function reportSome(
  { types, isListed }: Site,
  having: readonly string[],
  path: Path,
  at: Location,
  tolerant: boolean,
  { problems, isGuarded }: Context,
): void {
  const lacking = types.filter((type) => !having.includes(type))
  if (tolerant || isGuarded || !isListed) return
  problems.warning(
    'no-such-attribute',
    at,
    `${enumerate(lacking, 'and')} ${lacking.length === 1 ? 'has' : 'have'} no ${quote(path.text)}, and this asks it of each of the types`,
    'ask it of those that have it: `when: { $type: … }`',
  )
}

function reportStep(
  site: Site,
  step: Step,
  path: Path,
  at: Location,
  tolerant: boolean,
  { problems }: Context,
): void {
  const [type = ''] = site.types
  const place = printPath(site.path)
  const facts = site.path.length === 0 ? undefined : attributeFacts(type, site.path, site.mode)
  const kind = facts === undefined || facts === 'no-such-attribute' ? undefined : facts.type.kind
  if ((kind === 'list' || kind === 'set') && typeof step === 'string') {
    problems.error(
      'path-through-list',
      at,
      `\`${place}\` of \`${type}\` is a ${kind}, so ${quote(path.text)} does not say which of its elements is meant`,
      `write \`${place}: { some: { … } }\`, \`each\` or \`none\``,
    )
  } else if (typeof step === 'number') {
    problems.error(
      'path-not-a-list',
      at,
      `\`${place}\` of \`${type}\` is no list, so it has no \`[${step}]\``,
    )
  } else if (kind === 'string' || kind === 'number' || kind === 'bool') {
    problems.error(
      'path-through-scalar',
      at,
      `\`${place}\` of \`${type}\` is a single ${kind}; there is nothing inside it`,
    )
  } else {
    reportName(site, step, place, at, tolerant, problems)
  }
}

function reportName(
  site: Site,
  name: string,
  place: string,
  at: Location,
  tolerant: boolean,
  problems: Context['problems'],
): void {
  if (place === '' && name === NEWER_THAN_SCHEMA) return
  const [type = ''] = site.types
  const names = attributeNames(type, site.path, site.mode) ?? []
  const near = tolerant ? nearest(name, names, SLIP) : nearest(name, names)
  const inside = place === '' ? '' : ` in \`${place}\``
  const report = tolerant ? problems.warning : problems.error
  const longer = names.filter((known) => known.startsWith(`${name}_`))
  if (tolerant && near === undefined && longer.length === 0) return
  const help = site.types.includes(name)
    ? 'a path starts at the attributes of the resource itself: leave the type out'
    : near !== undefined
      ? `did you mean \`${near}\`?`
      : longer.length > 0 && longer.length < 4
        ? `did you mean ${enumerate(longer, 'or')}?`
        : `so says the schema of ${SCHEMA_PROVIDER}`
  report(
    'no-such-attribute',
    at,
    site.types.length === 1
      ? `\`${type}\` has no attribute ${quote(name)}${inside}`
      : `none of the types has an attribute ${quote(name)}${inside}`,
    help,
  )
}
