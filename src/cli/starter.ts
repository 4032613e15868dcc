/** What is known of where plangate will be used: from a plan, if there is one. */
export interface Surroundings {
  /** Shipped sets that fit: `plangate:aws/cloudtrail`. */
  readonly sets: readonly string[]
  /** Shipped sets that do not fit, or may. */
  readonly otherSets: readonly string[]
  /** The plan's most frequent type that carries tags. */
  readonly taggedType?: string
}

export interface StarterFile {
  /** From the folder that is set up. */
  readonly path: string
  readonly text: string
}

/** A configuration with its reasons, and one policy of one's own that fits. */
export function starterFiles(surroundings: Surroundings): readonly StarterFile[] {
  return [
    { path: 'plangate.yaml', text: configurationText(surroundings) },
    {
      path: 'policies/own.yaml',
      text: surroundings.taggedType === undefined ? DELETIONS : tagPolicy(surroundings.taggedType),
    },
  ]
}

function configurationText({ sets, otherSets }: Surroundings): string {
  const listed = [
    '  - policies/ # yours: `plangate test policies/` runs their examples',
    ...sets.map((set) => `  - ${set} # shipped: \`plangate list ${set}\` shows its rules`),
    ...otherSets.map((set) => `  # - ${set}`),
  ]
  return `# What plangate judges plans by, in this folder and below. The last word has the command line: \`plangate check --help\`.

# Files, folders, globs, and sets that are shipped with plangate.
policies:
${listed.join('\n')}

# What a fail does. advisory: it is reported. soft-mandatory: it blocks, and can be waived. hard-mandatory: it blocks, cannot be waived,
# and so does whatever cannot be known.
enforcement:
  default: soft-mandatory
  severity: { low: advisory, info: advisory }
  # rules: { cloudtrail-multi-region: hard-mandatory }

# What a rule does that cannot be decided before the apply: report, or block.
unknown: report

# Numbers and names that rules leave to you; each rule's page says which.
# parameters: { required_tags: [ManagedBy, Owner] }

# Facts that a plan may not hold, by provider configuration.
# context: { aws: { account_id: "111122223333" } }

# Fails that somebody answers for, until a day: \`plangate schema waivers\` describes the file.
# waivers: waivers.yaml

# Stop at incomplete plans, at rules that matched nothing, and at needless waivers too.
strict: false
`
}

function tagPolicy(type: string): string {
  return `# A policy of your own. Change it, and see what it says: \`plangate test policies/own.yaml\`.
policy: own
title: What we ask of our resources

parameters:
  owner_tag:
    type: string
    default: Owner
    description: the tag that says who answers for a resource

rules:
  - id: own-owner-tag
    title: Somebody answers for each resource
    severity: low
    match: ${type}
    # \`tags_all\` are the tags of the resource and the \`default_tags\` of its provider.
    require:
      tags_all: { has_keys: ["\${params.owner_tag}"] }
    message: "nobody answers for \${self}: it has no tag \${params.owner_tag}"
    why: Whoever finds a resource in the account should know whom to ask.
    fix: Add the tag to the resource, or to \`default_tags\` of the provider.
    examples:
      - pass: it has an owner
        resources:
          ${type}.example: { tags_all: { Owner: platform } }
      - fail: it has other tags only
        resources:
          ${type}.example: { tags_all: { Name: example } }
      - unknown: its tags are known after the apply
        resources:
          ${type}.example: { tags: !unknown , tags_all: !unknown }
`
}

const DELETIONS = `# A policy of your own. Change it, and see what it says: \`plangate test policies/own.yaml\`.
policy: own
title: What we ask of our plans

rules:
  - id: own-deletions-are-seen
    title: Nothing is deleted without anybody looking
    severity: low
    match: { type: "*", actions: [create, update, replace, delete, no-op] }
    forbid:
      $change.actions: { contains: delete }
    message: "\${self} will be deleted"
    why: What is deleted is gone with its data. Somebody should have seen it coming.
    fix: If it is meant to go, say so in the review; what must never go gets \`prevent_destroy\`.
    examples:
      - pass: it is created
        resources:
          example_thing.one: { name: one }
      - unknown_cannot_happen: what a plan does with a resource is always known
`
