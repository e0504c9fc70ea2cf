import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin'
import { feel, NOTHING } from '../src/catalogue/dmn/feel.ts'
import type { Model } from '../src/catalogue/dmn/model.ts'
import { readModel } from '../src/catalogue/dmn/read-model.ts'
import { type Given, type Running, running } from '../src/catalogue/dmn/run-model.ts'
import { all, first, readXml, type XmlElement } from '../src/catalogue/dmn/xml.ts'

interface Failure {
  /** The kit's folder: one feature of the language. */
  readonly feature: string
  readonly test: string
  readonly result: string
  readonly expected: unknown
  readonly got: unknown
}

interface Result {
  readonly suite: 'dmn-tck'
  readonly passed: number
  readonly total: number
  readonly failures: readonly Failure[]
  /** Features of the language by the results that are not as stated, the most first. */
  readonly reasons: readonly { readonly reason: string; readonly times: number }[]
}

/**
 * The decision model and notation technology compatibility kit, levels 2 and 3 (github.com/dmn-tck/tck): a case passes when
 * every result it states is what our engine gives, numbers within 1e-8 as the kit's own runner has it.
 */
export async function run(data: string): Promise<Result> {
  const folder = join(data, 'dmn-tck/TestCases')
  const files = globSync('compliance-level-{2,3}/*/*.xml', { cwd: folder }).sort()
  const cases = files.flatMap(file => casesOf(folder, file))
  const failures = cases.flat()
  const passed = cases.filter(failed => failed.length === 0).length
  return { suite: 'dmn-tck', passed, total: cases.length, failures, reasons: byFeature(failures) }
}

/** Whether the kit is on this machine. */
export function isPresent(data: string): boolean {
  return existsSync(join(data, 'dmn-tck/TestCases'))
}

function byFeature(failures: readonly Failure[]): Result['reasons'] {
  const counted = Map.groupBy(failures, ({ feature }) => feature)
  const reasons = [...counted].map(([reason, all]) => ({ reason, times: all.length }))
  return reasons.sort((a, b) => b.times - a.times)
}

/** The failures of each case in a file. */
function casesOf(folder: string, file: string): Failure[][] {
  const root = xmlOf(join(folder, file))
  const modelName = first(root, 'modelName')?.text.trim() ?? ''
  const model = modelIn(join(folder, dirname(file)), modelName)
  return all(root, 'testCase').map(each => failuresOf(each, model, file))
}

function xmlOf(path: string): XmlElement {
  const read = readXml(readFileSync(path, 'utf8'))
  if ('fault' in read) throw new Error(`${path}:${read.fault.line} ${read.fault.message}`)
  return read.root
}

function modelIn(folder: string, name: string): Running {
  const models = globSync('*.dmn', { cwd: folder }).map(file => ({ file, model: modelOf(join(folder, file)) }))
  const main = models.find(({ file }) => file === name) ?? models[0]
  return running(
    main!.model,
    models.filter(each => each !== main).map(({ model }) => model),
  )
}

function modelOf(path: string): Model {
  const read = readModel(readFileSync(path, 'utf8'))
  if ('fault' in read) throw new Error(`${path}:${read.fault.line} ${read.fault.message}`)
  return read.model
}

function failuresOf(element: XmlElement, model: Running, file: string): Failure[] {
  const { type, invocableName, id = '' } = element.attributes
  const given = all(element, 'inputNode').map(givenBy)
  return all(element, 'resultNode').flatMap(node => {
    const name = node.attributes.name ?? ''
    const got = asked(model, { type: type ?? 'decision', name, invocable: invocableName ?? '', given })
    const expected = valueIn(first(node, 'expected'))
    return isSame(got, expected)
      ? []
      : [{ feature: dirname(file).split('/').at(-1)!, test: id, result: name, expected: shown(expected), got: shown(got) }]
  })
}

function asked(
  model: Running,
  { type, name, invocable, given }: { type: string; name: string; invocable: string; given: Given[] },
): unknown {
  if (type === 'decision') return model.decision(name, given)
  if (type === 'bkm') return model.knowledge(invocable, given)
  const result = model.service(invocable, given)
  return isPlain(result) && Object.hasOwn(result, name) ? result[name] : result
}

function givenBy(node: XmlElement): Given {
  const { name = '', namespace } = node.attributes
  return { name, value: valueIn(node), ...(namespace && { namespace }) }
}

function valueIn(element: XmlElement | undefined): unknown {
  if (!element || element.attributes['xsi:nil'] === 'true') return null
  const list = first(element, 'list')
  if (list) return list.attributes['xsi:nil'] === 'true' ? null : all(list, 'item').map(valueIn)
  const components = all(element, 'component')
  if (components.length > 0) return Object.fromEntries(components.map(each => [each.attributes.name ?? '', valueIn(each)]))
  const value = first(element, 'value')
  if (!value || value.attributes['xsi:nil'] === 'true') return null
  return typed(value.attributes['xsi:type'] ?? '', value.text) ?? UNREADABLE
}

/** A value our engine cannot even read is never as expected. */
const UNREADABLE = Symbol('unreadable')

function typed(type: string, text: string): unknown {
  switch (type.split(':').at(-1)) {
    case 'string':
      return text
    case 'boolean':
      return text.trim() === 'true'
    case 'date':
      return feel(`date("${text.trim()}")`, NOTHING)
    case 'time':
      return feel(`time("${text.trim()}")`, NOTHING)
    case 'dateTime':
      return feel(`date and time("${text.trim()}")`, NOTHING)
    case 'duration':
      return feel(`duration("${text.trim()}")`, NOTHING)
    case 'decimal':
    case 'double':
    case 'integer':
      return Number(text)
    default:
      return text
  }
}

const CLOSE = 1e-8

function isSame(got: unknown, expected: unknown): boolean {
  if (typeof expected === 'number')
    return typeof got === 'number' && (Math.abs(got - expected) < CLOSE || Object.is(got, expected))
  if (expected === null || typeof expected !== 'object') return (got ?? null) === expected
  if (Array.isArray(expected))
    return Array.isArray(got) && got.length === expected.length && expected.every((each, at) => isSame(got[at], each))
  if (isPlain(expected)) {
    const names = Object.keys(expected)
    return (
      isPlain(got) && Object.keys(got).length === names.length && names.every(name => isSame(got[name] ?? null, expected[name]))
    )
  }
  return isMoment(expected) && expected.constructor === got?.constructor && String(got) === String(expected)
}

function isMoment(value: unknown): value is FeelDate | FeelTime | FeelDateTime | FeelDuration {
  return value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDateTime || value instanceof FeelDuration
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function shown(value: unknown): string {
  return value === UNREADABLE ? 'a value we cannot read' : (JSON.stringify(value) ?? String(value))
}
