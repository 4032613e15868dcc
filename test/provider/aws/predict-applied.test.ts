/**
 * The truth test of identifiers.yaml: what is predicted for an attribute, from the other attributes as they were applied and from
 * them as they were planned, is what the apply made of it. Applied states are Terraform's own, of provider 5.100.0.
 */
import { test } from 'tap'
import type { Value } from '../../../src/plan/value.ts'
import { typeFacts } from '../../../src/provider/aws/identifiers.ts'
import { predictAttribute } from '../../../src/provider/aws/predict.ts'
import { type AppliedInstance, allows, type Leaf, readAppliedCases, valueFrom } from './applied-cases.ts'

const cases = readAppliedCases()
const FORMATS = /^(format|region|account|same-as-.*)$/

test('predictions against every applied case', {
  skip: cases === undefined && '../shared/cases/aws is missing',
}, (t) => {
  const missing = new Map<string, number>()
  let [checked, wanted, predicted] = [0, 0, 0]
  for (const { name, instances } of cases ?? []) {
    for (const instance of instances) {
      const { type } = instance
      const facts = typeFacts(type)
      for (const attribute of new Set([
        ...Object.keys(facts?.attributes ?? {}),
        ...Object.keys(facts?.shapes ?? {}),
      ])) {
        if (instance.values[attribute] === undefined) continue
        const leaf = leafOf(instance, attribute)
        for (const read of [appliedReader(instance, attribute), plannedReader(instance)]) {
          const value = predictAttribute(type, attribute, read, instance.context, isConfigured(instance))
          if (value === undefined || leaf?.configured === true) continue
          if (isMadeByEmulator(leaf)) continue
          checked += 1
          const truth = leaf?.class === 'moto-artifact' ? leaf.real : instance.values[attribute]
          if (!allows(value, truth))
            t.match({ name, address: instance.address, attribute, value }, { value: truth }, 'as applied')
        }
      }
      for (const leaf of instance.leaves) {
        if (leaf.class !== 'derivable' || leaf.path.length !== 1 || !FORMATS.test(leaf.why)) continue
        wanted += 1
        const attribute = String(leaf.path[0])
        const isPredicted = [appliedReader(instance, attribute), plannedReader(instance)].some(
          (read) =>
            predictAttribute(type, attribute, read, instance.context, isConfigured(instance))?.kind ===
            'known',
        )
        if (isPredicted) predicted += 1
        else missing.set(`${type}.${attribute}`, (missing.get(`${type}.${attribute}`) ?? 0) + 1)
      }
    }
  }
  for (const [attribute, count] of missing) t.comment(`not predicted: ${attribute} × ${count}`)
  t.comment(`${checked} predictions checked; ${predicted} of ${wanted} documented formats predicted`)
  t.ok(checked > 2000, 'the cases were read')
  t.ok(predicted / wanted >= 0.97, 'at least 97 % of the documented formats are predicted')
  t.end()
})

function leafOf(instance: AppliedInstance, attribute: string): Leaf | undefined {
  return instance.leaves.find(({ path }) => path.length === 1 && path[0] === attribute)
}

/** The attribute itself is unknown; everything else is as applied. */
function appliedReader(instance: AppliedInstance, attribute: string): (name: string) => Value {
  return (name) => {
    const id = `${instance.address}.${name}`
    return name === attribute
      ? { kind: 'unknown', unknown: { id, waitsFor: [id] } }
      : valueFrom(instance.values[name], id)
  }
}

function plannedReader(instance: AppliedInstance): (name: string) => Value {
  const { after, unknown } = instance.planned
  return (name) => {
    const id = `${instance.address}.${name}`
    if (Reflect.get(unknown, name) === true) return { kind: 'unknown', unknown: { id, waitsFor: [id] } }
    return valueFrom(Reflect.get(after, name), id)
  }
}

function isConfigured(instance: AppliedInstance): (attribute: string) => boolean | undefined {
  return (attribute) => leafOf(instance, attribute)?.configured
}

/** What the emulator makes up is not of the shape that AWS gives it. */
function isMadeByEmulator(leaf: Leaf | undefined): boolean {
  return leaf?.why === 'random-in-aws'
}
