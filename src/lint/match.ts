import type { Location } from '../diagnostic.ts'
import { typesOfView } from '../evaluate/match.ts'
import type { ResourceMode } from '../plan/address.ts'
import { parseAddressPattern } from '../plan/address-pattern.ts'
import { isGlob, matchesGlob } from '../plan/glob.ts'
import { type InstanceMatch, type Match, typesOf, type ViewMatch } from '../policy/condition.ts'
import { didYouMean, nearest } from '../policy/suggest.ts'
import { SCHEMA_PROVIDER, type SchemaMode, typesOfProvider } from '../provider/aws/schema.ts'
import { enumerate, type Problems, quote } from '../validate/problems.ts'
import type { Site } from './site.ts'

/** The types of this provider have a shipped schema; of all others nothing is said. */
const PREFIX = 'aws_'
/** Two letters: what differs more may be a type of a newer provider. */
const SLIP = 3

/** The resources that a match selects; reports types that the provider does not have, and what contradicts itself. */
export function siteOfMatch(match: Match, problems: Problems): Site | undefined {
  if (match.kind === 'view') checkView(match, problems)
  return match.kind === 'instances' ? siteOfInstances(match, problems) : undefined
}

/** The resources that contribute the rows of a view. */
export function siteOfOwners(match: Match, problems: Problems): Site | undefined {
  return match.kind === 'view' ? siteOfTypes(typesOfView(match), 'managed', match.at, problems) : undefined
}

function checkView(match: ViewMatch, problems: Problems): void {
  const { view, at } = match
  const all = typesOfView({ kind: 'view', view, at })
  for (const type of typesOf(match)) {
    if (all.some((known) => matchesGlob(type, known))) continue
    problems.error(
      'match-never',
      at,
      `${quote(type)} contributes nothing to the view \`${view}\``,
      didYouMean(type, all) ?? `it shows ${enumerate(all, 'and')}`,
    )
  }
}

function siteOfInstances(match: InstanceMatch, problems: Problems): Site | undefined {
  const { mode, types, address, actions, at } = match
  const pattern = address === undefined ? undefined : parseAddressPattern(address)
  if (pattern !== undefined && pattern.mode !== mode) {
    problems.error(
      'match-never',
      at,
      `this match is for ${nameOf(mode)}, and its address is one of ${nameOf(pattern.mode)}`,
      `write \`mode: ${pattern.mode}\` if they are meant`,
    )
  } else if (pattern !== undefined && !types.some((type) => mayBe(type, pattern.type))) {
    problems.error(
      'match-never',
      at,
      `an instance at ${quote(address ?? '')} never has the type ${types.map(quote).join(' or ')}`,
    )
  }
  if (mode === 'managed' && actions !== undefined && actions.every((action) => action === 'read')) {
    problems.error('match-never', at, 'only data sources are read', 'write `mode: data` if they are meant')
  }
  return siteOfTypes(types, mode, at, problems)
}

/** Whether two globs can mean one type; where both have wildcards it is not worth finding out. */
function mayBe(a: string, b: string): boolean {
  return (isGlob(a) && isGlob(b)) || matchesGlob(a, b) || matchesGlob(b, a)
}

function nameOf(mode: ResourceMode): string {
  return { managed: 'resources', data: 'data sources', ephemeral: 'ephemeral resources' }[mode]
}

/** Resources of these types; undefined where nothing is known of one of them. */
export function siteOfTypes(
  types: readonly string[],
  mode: SchemaMode,
  at: Location,
  problems: Problems,
): Site | undefined {
  const known = typesOfProvider(mode)
  const found = types.map((type) =>
    isGlob(type) ? known.filter((name) => matchesGlob(type, name)) : known.filter((name) => name === type),
  )
  for (const [index, type] of types.entries()) {
    if (found[index]?.length === 0 && type.startsWith(PREFIX)) reportType(type, mode, at, problems)
  }
  const isTold = found.every((names, index) => names.length > 0 && types[index]?.startsWith(PREFIX) === true)
  return isTold
    ? { types: [...new Set(found.flat())], mode, path: [], isListed: !types.some(isGlob) }
    : undefined
}

function reportType(type: string, mode: SchemaMode, at: Location, problems: Problems): void {
  const other = mode === 'managed' ? 'data' : 'managed'
  const near = isGlob(type) ? undefined : nearest(type, typesOfProvider(mode))
  const isSlip = nearest(type, typesOfProvider(mode), SLIP) !== undefined
  const isOther = typesOfProvider(other).includes(type)
  const report = isSlip || isOther || isGlob(type) ? problems.error : problems.warning
  const help = isOther
    ? `it is a type of ${nameOf(other)}`
    : near === undefined
      ? 'perhaps another version of the provider has it'
      : `did you mean \`${near}\`?`
  report(
    'unknown-type',
    at,
    `${SCHEMA_PROVIDER} has no ${mode === 'data' ? 'data source' : 'resource'} ${quote(type)}`,
    help,
  )
}
