import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { parse } from 'yaml'
import { compileIdentifiers } from '../../../scripts/provider-facts/identifiers.ts'
import {
  identifyingAttributes,
  isNeverEmpty,
  nameScope,
  settlesAtApply,
  typeFacts,
  typesWithFacts,
  uniqueAttributes,
} from '../../../src/provider/aws/identifiers.ts'
import { readVersions } from '../../../src/provider/aws/provider-version.ts'
import { type AttributeFacts, attributeFacts, attributeNames } from '../../../src/provider/aws/schema.ts'
import { readTemplate } from '../../../src/provider/aws/template.ts'
import { readAppliedCases } from './applied-cases.ts'

const CONTEXT = ['partition', 'region', 'account', 'dns_suffix', 'unpredictable']
/** Attributes that only version 6 has. */
const SINCE_6 = ['bucket_region']

function schemaOf(type: string, attribute: string): AttributeFacts | undefined {
  const facts = attributeFacts(type, [attribute])
  return facts === 'no-such-attribute' ? undefined : facts
}

test('identifiers.json is what identifiers.yaml says', (t) => {
  const folder = new URL('../../../src/provider/aws/', import.meta.url)
  const written = parse(readFileSync(new URL('identifiers.yaml', folder), 'utf8'))
  const compiled = JSON.parse(readFileSync(new URL('identifiers.json', folder), 'utf8'))
  t.same(
    compileIdentifiers(written, (type) => attributeNames(type) ?? []),
    compiled,
  )
  t.end()
})

test('every row names types, attributes, versions and functions that exist', (t) => {
  t.ok(typesWithFacts().length >= 100, 'the 100 most used types, at least')
  for (const type of typesWithFacts()) {
    const facts = typeFacts(type)
    if (facts === undefined) throw new Error(`${type} has no facts`)
    const names = [...facts.identifies, ...facts.unique, ...Object.keys(facts.shapes), ...facts.settles]
    for (const [attribute, alternatives] of Object.entries(facts.attributes)) {
      names.push(attribute)
      for (const { value, versions, when } of alternatives) {
        if (versions !== undefined) t.ok(readVersions(versions), `${type}.${attribute}: ${versions}`)
        names.push(...Object.keys(when ?? {}))
        for (const piece of readTemplate(value)) {
          if (typeof piece === 'string') continue
          if (piece.name === 'unpredictable')
            t.ok(facts.shapes[attribute], `${type}.${attribute} has a shape`)
          else if (!CONTEXT.includes(piece.name)) names.push(piece.name)
        }
      }
    }
    for (const name of names) {
      if (!SINCE_6.includes(name))
        t.ok(schemaOf(type, name) ?? attributeFacts(type, [name, 0]), `${type}.${name}`)
    }
  }
  t.end()
})

test('only computed attributes are predicted, and arguments only while nobody writes them', (t) => {
  for (const type of typesWithFacts()) {
    for (const [attribute, alternatives] of Object.entries(typeFacts(type)?.attributes ?? {})) {
      const schema = schemaOf(type, attribute)
      if (schema === undefined) continue
      t.ok(schema.computed, `${type}.${attribute} is computed`)
      const isArgument = schema.optional && attribute !== 'id'
      if (isArgument)
        t.ok(
          alternatives.every(({ unwritten }) => unwritten),
          `${type}.${attribute} is an argument`,
        )
    }
  }
  t.end()
})

test('no fact rests on itself', (t) => {
  for (const type of typesWithFacts()) {
    const attributes = typeFacts(type)?.attributes ?? {}
    const follow = (attribute: string, path: readonly string[]): void => {
      if (path.includes(attribute)) {
        t.fail(`${type}: ${[...path, attribute].join(' → ')}`)
        return
      }
      for (const { value, when } of attributes[attribute] ?? []) {
        const used = readTemplate(value).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.name]))
        for (const name of [...used, ...Object.keys(when ?? {})]) {
          if (!CONTEXT.includes(name)) follow(name, [...path, attribute])
        }
      }
    }
    for (const attribute of Object.keys(attributes)) follow(attribute, [])
  }
  t.pass('no circles')
  t.end()
})

test('how instances are told apart', (t) => {
  t.same(identifyingAttributes('aws_s3_bucket'), ['id', 'arn', 'bucket'])
  t.same(uniqueAttributes('aws_s3_bucket'), ['id', 'arn', 'bucket'])
  t.same(uniqueAttributes('aws_iam_role'), ['arn'], 'names repeat in other accounts')
  t.same(uniqueAttributes('aws_kms_key'), ['id', 'key_id', 'arn'])
  t.same(uniqueAttributes('aws_sns_topic_policy'), [], 'its arn is the topic')
  t.same(identifyingAttributes('aws_nothing'), [])
  t.same(identifyingAttributes('__proto__'), [])
  t.equal(nameScope('aws_s3_bucket'), 'everywhere')
  t.equal(nameScope('aws_iam_role'), 'account')
  t.equal(nameScope('aws_sns_topic'), 'region')
  t.ok(isNeverEmpty('aws_sns_topic', 'arn'))
  t.ok(isNeverEmpty('aws_xray_group', 'id'))
  t.notOk(isNeverEmpty('aws_dynamodb_table', 'stream_arn'), 'only with a stream')
  t.notOk(isNeverEmpty('aws_sns_topic', 'display_name'))
  t.end()
})

const cases = readAppliedCases()

test('what settles when it is applied is listed', {
  skip: cases === undefined && '../shared/cases/aws is missing',
}, (t) => {
  for (const { name, plan, expect } of cases ?? []) {
    for (const { address, path, planned } of expect.changed_on_apply) {
      const type = plan.instances.find(({ addressText }) => addressText === address)?.address.type ?? ''
      t.ok(
        settlesAtApply(type, String(path[0])),
        `${name}: ${address} ${path.join('.')} was ${JSON.stringify(planned)}`,
      )
    }
  }
  t.end()
})

test('what is never empty was not', {
  skip: cases === undefined && '../shared/cases/aws is missing',
}, (t) => {
  const empty = [null, undefined, '']
  for (const { instances } of cases ?? []) {
    for (const { address, type, values } of instances) {
      for (const attribute of attributeNames(type) ?? []) {
        if (isNeverEmpty(type, attribute) && empty.includes(values[attribute] as null))
          t.fail(`${address}.${attribute}`)
      }
    }
  }
  t.pass('read')
  t.end()
})
