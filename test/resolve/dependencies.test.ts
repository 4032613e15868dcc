import { test } from 'tap'
import { existsAfter } from '../../src/plan/plan.ts'
import type { SourceTree } from '../../src/plan/source-tree.ts'
import { indexDependencies, type Precedence } from '../../src/resolve/dependencies.ts'
import { indexModuleSources } from '../../src/resolve/symbolic/module-source.ts'
import { instanceAt, planOf, readPlan, readText } from './read-plan.ts'

const plan = readPlan('dependencies')
const { pathFrom } = indexDependencies(plan)
const precedence = (later: string, earlier: string): Precedence =>
  pathFrom(instanceAt(plan, later), instanceAt(plan, earlier))

/** `lifecycle` leaves no trace in plan JSON. */
const INVISIBLE = new Set(['terraform_data.by_precondition', 'terraform_data.by_trigger'])

test('agrees with the graph of `terraform graph -plan` about every pair of instances', (t) => {
  const waitsFor = readGraph(readText('dependencies/apply-graph.dot'))
  const counts = { certain: 0, none: 0, unknown: 0 }
  for (const later of plan.instances.filter(existsAfter)) {
    const reached = reach(waitsFor, later.addressText)
    for (const earlier of plan.instances.filter(existsAfter)) {
      if (later === earlier) continue
      const answer = pathFrom(later, earlier)
      counts[answer.kind] += 1
      const pair = `${later.addressText} after ${earlier.addressText}`
      if (answer.kind === 'certain' && !reached.has(earlier.addressText)) t.fail(pair)
      if (answer.kind === 'none' && reached.has(earlier.addressText) && !INVISIBLE.has(later.addressText)) {
        t.fail(pair)
      }
    }
  }
  t.comment(JSON.stringify(counts))
  t.ok(counts.certain > 50 && counts.none > 50)
  t.end()
})

test('with the sources, agrees with that graph exactly', (t) => {
  const module = (directory: string) => ({
    directory,
    files: [{ name: 'main.tf', text: readText(`dependencies/${directory}/main.tf`) }],
  })
  const tree: SourceTree = {
    origin: 'plan-file',
    modules: new Map([
      ['', module('.')],
      ['box', module('box')],
      ['box.inner', module('box/inner')],
      ['chain', module('chain')],
      ['label', module('label')],
    ]),
  }
  const withSources = indexDependencies(plan, indexModuleSources(tree))
  const waitsFor = readGraph(readText('dependencies/apply-graph.dot'))
  for (const later of plan.instances.filter(existsAfter)) {
    const reached = reach(waitsFor, later.addressText)
    for (const earlier of plan.instances.filter(existsAfter)) {
      if (later === earlier) continue
      const { kind } = withSources.pathFrom(later, earlier)
      const pair = `${later.addressText} after ${earlier.addressText}`
      t.equal(kind, reached.has(earlier.addressText) ? 'certain' : 'none', pair)
    }
  }
  t.end()
})

test('gives the path, for people to read', (t) => {
  t.same(precedence('terraform_data.transitive', 'terraform_data.counted[1]'), {
    kind: 'certain',
    path: ['terraform_data.transitive', 'terraform_data.of_all', 'terraform_data.counted'],
  })
  t.same(precedence('terraform_data.of_waiting', 'terraform_data.base'), {
    kind: 'certain',
    path: [
      'terraform_data.of_waiting',
      'module.chain.waiting',
      'module.chain.terraform_data.waiting',
      'module.chain.var.waiting',
      'terraform_data.base',
    ],
  })
  t.same(precedence('module.box["a"].module.inner.terraform_data.deep', 'terraform_data.alone'), {
    kind: 'certain',
    path: [
      'module.box.module.inner.terraform_data.deep',
      'module.box.module.inner',
      'module.box',
      'terraform_data.alone',
    ],
  })
  t.end()
})

test('an output waits for what it names only, a module as a whole for everything in it', (t) => {
  t.same(precedence('terraform_data.of_idle', 'terraform_data.base'), { kind: 'none' })
  t.equal(precedence('terraform_data.of_module', 'terraform_data.base').kind, 'certain')
  t.equal(precedence('terraform_data.of_explicit', 'terraform_data.base').kind, 'certain')
  t.end()
})

test('a reference to one instance ties to that one alone, unless the plan leaves it as it is', (t) => {
  t.equal(precedence('terraform_data.of_one', 'terraform_data.counted[0]').kind, 'certain')
  t.same(precedence('terraform_data.of_one', 'terraform_data.counted[1]'), { kind: 'none' })
  const steady = {
    ...plan,
    instances: plan.instances.map((instance) =>
      instance.addressText === 'terraform_data.counted[0]' ? { ...instance, actions: ['no-op'] } : instance,
    ),
  }
  t.match(
    indexDependencies(steady).pathFrom(
      instanceAt(steady, 'terraform_data.of_one'),
      instanceAt(steady, 'terraform_data.counted[1]'),
    ),
    { kind: 'unknown', because: [/another instance/] },
  )
  t.end()
})

test('what plan JSON does not show makes the absence of a path uncertain', (t) => {
  t.same(precedence('terraform_data.by_local', 'terraform_data.base'), {
    kind: 'unknown',
    because: ['plan JSON does not show what `local.base` is'],
  })
  t.end()
})

const change = (address: string, after: object): object => ({
  address,
  mode: 'managed',
  type: 'x',
  name: address.slice(2),
  provider_name: 'p',
  change: { actions: ['create'], before: null, after, after_unknown: {} },
})
const block = (address: string, more: object): object => ({
  address,
  mode: 'managed',
  type: 'x',
  name: address.slice(2),
  provider_config_key: 'x',
  ...more,
})
function madeUp(
  configuration: object,
  changes: readonly object[],
): (later: string, earlier: string) => Precedence {
  const document = { format_version: '1.2', planned_values: {}, resource_changes: changes, configuration }
  const made = planOf(JSON.parse(JSON.stringify(document)))
  const dependencies = indexDependencies(made)
  return (later, earlier) => dependencies.pathFrom(instanceAt(made, later), instanceAt(made, earlier))
}

test('a resource waits for what its provider configuration names', (t) => {
  const between = madeUp(
    {
      provider_config: {
        y: { name: 'y', expressions: { host: { references: ['x.cluster.host', 'x.cluster'] } } },
      },
      root_module: { resources: [block('x.cluster', {}), block('x.app', { provider_config_key: 'y' })] },
    },
    [change('x.cluster', {}), change('x.app', {})],
  )
  t.same(between('x.app', 'x.cluster'), { kind: 'certain', path: ['x.app', 'provider y', 'x.cluster'] })
  t.same(between('x.cluster', 'x.app'), { kind: 'none' })
  t.end()
})

test('a `dynamic` block that the plan betrays makes absence uncertain; so does a block that is not there', (t) => {
  const between = madeUp(
    {
      root_module: {
        resources: [block('x.a', {}), block('x.b', { expressions: { of: { references: ['x.c'] } } })],
      },
    },
    [change('x.a', { rule: [{ n: 1 }] }), change('x.b', {}), change('x.d', {})],
  )
  t.match(between('x.a', 'x.b'), { kind: 'unknown', because: [/`dynamic` block makes `rule` of `x\.a`/] })
  t.match(between('x.b', 'x.a'), { kind: 'unknown', because: [/`x\.c` is not in the configuration/] })
  t.match(between('x.d', 'x.a'), { kind: 'unknown', because: [/`x\.d` is not in the configuration/] })
  t.end()
})

test('provisioners count, and a cycle that no Terraform would write ends', (t) => {
  const between = madeUp(
    {
      root_module: {
        resources: [
          block('x.a', {
            provisioners: [{ type: 'local-exec', expressions: { command: { references: ['x.b'] } } }],
          }),
          block('x.b', { depends_on: ['x.a'] }),
          block('x.c', {}),
        ],
      },
    },
    [change('x.a', {}), change('x.b', {}), change('x.c', {})],
  )
  t.same(between('x.a', 'x.b'), { kind: 'certain', path: ['x.a', 'x.b'] })
  t.same(between('x.a', 'x.c'), { kind: 'none' })
  t.end()
})

/** The edges of a graph in the DOT language, as `terraform graph` writes them. */
function readGraph(dot: string): ReadonlyMap<string, readonly string[]> {
  const edges = new Map<string, string[]>()
  for (const [, from, to] of dot.matchAll(
    /^\s*"\[root\] ((?:[^"\\]|\\.)*)" -> "\[root\] ((?:[^"\\]|\\.)*)"/gm,
  )) {
    if (from === undefined || to === undefined) continue
    const name = from.replaceAll('\\"', '"')
    edges.set(name, [...(edges.get(name) ?? []), to.replaceAll('\\"', '"')])
  }
  return edges
}

function reach(edges: ReadonlyMap<string, readonly string[]>, start: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const pending = [start]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const next of edges.get(node) ?? []) {
      if (reached.has(next)) continue
      reached.add(next)
      pending.push(next)
    }
  }
  return reached
}
