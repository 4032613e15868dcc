import type { Diagnostic } from '../diagnostic.ts'
import type { ExampleOutcome, ExamplesReport } from '../examples/outcome.ts'
import { printLocation } from './code-frame.ts'
import { mismatchSentence, reasonsOf } from './examples-wording.ts'
import { escapeAttribute, escapeXml } from './xml.ts'

/** One test case as JUnit has it; `problem` is what is wrong. */
interface TestCase {
  readonly classname: string
  readonly name: string
  readonly problem?: { readonly kind: 'failure' | 'error'; readonly message: string; readonly text: string }
}

/**
 * JUnit XML: one suite for each file, one case for each example, and one for each problem with a file. Keeps to what both the
 * schema of Ant and that of Jenkins accept; names are made unique, for GitLab keeps only the first of equals. `timestamp` has
 * no zone: `2026-01-31T12:00:00`.
 */
export function examplesAsJunit({ outcomes, diagnostics }: ExamplesReport, timestamp: string): string {
  const suites = new Map<string, TestCase[]>()
  const add = (file: string, testCase: TestCase): void => {
    const others = suites.get(file)
    if (others === undefined) suites.set(file, [testCase])
    else others.push(testCase)
  }
  for (const outcome of outcomes) add(outcome.location.file, caseOf(outcome))
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === 'error') add(diagnostic.location?.file ?? 'plangate', problemCase(diagnostic))
  }
  const body = [...suites].map(([file, cases], id) => suiteLines(file, uniqueNames(cases), id, timestamp))
  return `${['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...body.flat(), '</testsuites>'].join('\n')}\n`
}

function caseOf(outcome: ExampleOutcome): TestCase {
  const { policy, rule, kind, title, status, mismatches, diagnostics, location } = outcome
  const about = { classname: `${policy}.${rule}`, name: `${kind}: ${title}` }
  if (status === 'pass') return about
  const lines = [
    printLocation(location),
    ...mismatches.flatMap((mismatch) => [
      mismatchSentence(mismatch),
      ...reasonsOf(mismatch).map((reason) => `  ${reason}`),
    ]),
    ...diagnostics.flatMap(diagnosticLines),
  ]
  const [first] = mismatches
  const message = first === undefined ? (diagnostics[0]?.message ?? 'not judged') : mismatchSentence(first)
  return {
    ...about,
    problem: { kind: status === 'error' ? 'error' : 'failure', message, text: lines.join('\n') },
  }
}

function problemCase(diagnostic: Diagnostic): TestCase {
  const { code, message, location } = diagnostic
  const place = location === undefined ? '' : `${printLocation(location)} `
  return {
    classname: 'plangate',
    name: `${place}${code}`,
    problem: { kind: 'error', message, text: diagnosticLines(diagnostic).join('\n') },
  }
}

function diagnosticLines({ code, message, help, location }: Diagnostic): readonly string[] {
  return [
    `${code}: ${message}`,
    ...(location === undefined ? [] : [`  at ${printLocation(location)}`]),
    ...(help === undefined ? [] : [`  help: ${help}`]),
  ]
}

function suiteLines(
  file: string,
  cases: readonly TestCase[],
  id: number,
  timestamp: string,
): readonly string[] {
  const count = (kind: 'failure' | 'error'): number =>
    cases.filter(({ problem }) => problem?.kind === kind).length
  const name = escapeAttribute(file)
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="0"`
  return [
    `  <testsuite name="${name}" package="${name}" id="${id}" timestamp="${timestamp}" hostname="localhost" ${counts} time="0">`,
    '    <properties/>',
    ...cases.flatMap(caseLines),
    '    <system-out/>',
    '    <system-err/>',
    '  </testsuite>',
  ]
}

function caseLines({ classname, name, problem }: TestCase): readonly string[] {
  const start = `    <testcase classname="${escapeAttribute(classname)}" name="${escapeAttribute(name)}" time="0"`
  if (problem === undefined) return [`${start}/>`]
  const { kind, message, text } = problem
  return [
    `${start}>`,
    `      <${kind} type="${kind}" message="${escapeAttribute(message)}">${escapeXml(text)}</${kind}>`,
    '    </testcase>',
  ]
}

function uniqueNames(cases: readonly TestCase[]): readonly TestCase[] {
  const taken = new Set<string>()
  return cases.map((testCase) => {
    let { name } = testCase
    for (let count = 2; taken.has(`${testCase.classname} ${name}`); count += 1)
      name = `${testCase.name} (${count})`
    taken.add(`${testCase.classname} ${name}`)
    return { ...testCase, name }
  })
}
