import { Ajv, type ErrorObject } from 'ajv'
import type { Static, TSchema } from 'typebox'
import type { FileFault } from '../faults.ts'
import { closest, didYouMean } from '../feel/vocabulary.ts'
import { type Path, type SourceFile, sayPath } from './source-file.ts'

// To optimise its code Ajv makes an object for each name in it, more than a thousand: V8 then has no room left to remember what objects of ours look like
// that begin empty or with a spread, makes each a kind by itself, and is slower for it as long as the program runs.
const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, code: { optimize: false } })

/** Tells whether a file has the shape it should, with a fault for everything that has not. */
export function shapeChecker<T extends TSchema>(schema: T): (source: SourceFile, faults: FileFault[]) => Static<T> | undefined {
  const validate = ajv.compile(schema)
  return (source, faults) => {
    if (source.faults.length > 0) faults.push(...source.faults)
    else if (validate(source.value)) return source.value as Static<T>
    else faults.push(...withoutEchoes((validate.errors ?? []).filter(isPlain)).map(error => shapeFault(error, source)))
    return undefined
  }
}

/** One mistake makes several errors where a value may have several forms; the last one says it for all. */
function isPlain({ keyword, schemaPath }: ErrorObject): boolean {
  return !/\/anyOf\/\d+\//.test(schemaPath) && keyword !== 'propertyNames' && keyword !== 'if'
}

/** A key that is mistyped is also missing: said once, as mistyped. */
function withoutEchoes(errors: readonly ErrorObject[]): ErrorObject[] {
  const extra = errors.filter(({ keyword }) => keyword === 'additionalProperties')
  return errors.filter(({ keyword, instancePath, params }) => {
    const meant = (other: ErrorObject) => closest(String(other.params.additionalProperty), [String(params.missingProperty)])
    return keyword !== 'required' || !extra.some(other => other.instancePath === instancePath && meant(other))
  })
}

function shapeFault(error: ErrorObject, source: SourceFile): FileFault {
  const path = pathOf(error.instancePath, source.value)
  const { extra } = { extra: error.params.additionalProperty as string | undefined }
  const place = extra === undefined ? source.place(path) : source.placeOfKey([...path, extra])
  return { severity: 'fault', file: source.name, ...place, ...said(error, path) }
}

function pathOf(pointer: string, root: unknown): Path {
  const steps = pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  let value = root
  return steps.map(step => {
    const key = Array.isArray(value) ? Number(step) : step
    value = (value as Record<string | number, unknown>)?.[key]
    return key
  })
}

function said(error: ErrorObject, path: Path): { message: string; hint: string } {
  const name = path.length > 0 ? `“${sayPath(path)}”` : 'The file'
  const schema = (error.parentSchema ?? {}) as { description?: string; properties?: Record<string, { description?: string }> }
  const hint = schema.description ?? ''
  const say = sayings[error.keyword]
  return say ? say({ error, name, hint, properties: schema.properties ?? {} }) : { message: `${name} ${error.message}.`, hint }
}

interface Said {
  error: ErrorObject
  name: string
  hint: string
  properties: Record<string, { description?: string }>
}

const TYPES: Record<string, string> = {
  string: 'text',
  object: 'a group of keys and values',
  array: 'a list',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
}

const sayings: Readonly<Record<string, (said: Said) => { message: string; hint: string }>> = {
  required: ({ error, name, properties }) => {
    const missing = String(error.params.missingProperty)
    return { message: `${name} lacks “${missing}”.`, hint: properties[missing]?.description ?? `Add ${missing}: …` }
  },
  additionalProperties: ({ error, name, hint, properties }) => {
    const extra = String(error.params.additionalProperty)
    const all = Object.keys(properties)
    const otherwise = hint || (all.length > 0 ? `It may hold: ${all.join(', ')}.` : 'Take it out.')
    const unquoted = /\s/.test(extra) ? 'Put text that holds a comma into quotation marks.' : undefined
    return { message: `${name} cannot hold “${extra}”.`, hint: unquoted ?? didYouMean(extra, all, otherwise) }
  },
  type: ({ error, name, hint }) => {
    const isShare = typeof error.data === 'number' && String(error.parentSchema?.pattern ?? '').endsWith('%$')
    if (isShare) return { message: `${name} cannot be ${error.data}.`, hint: `Write ${error.data} %.` }
    return { message: `${name} must be ${TYPES[String(error.params.type)] ?? 'something else'}.`, hint }
  },
  enum: ({ error, name }) => {
    const allowed = (error.params.allowedValues as unknown[]).map(String)
    return {
      message: `${name} cannot be “${String(error.data)}”.`,
      hint: didYouMean(String(error.data), allowed, `It may be: ${allowed.join(', ')}.`),
    }
  },
  anyOf: ({ error, name, hint }) =>
    amountAsText(name, error.data) ?? {
      message: hint ? `${name} is written in another way.` : `${name} must be text or a number.`,
      hint,
    },
  pattern: ({ error, name, hint }) => ({ message: `${name} cannot be “${String(error.data).slice(0, 60)}”.`, hint }),
}

const MONEY = /^(?:(\p{Sc}|[A-Z]{3}) ?)?(\d+)(?:[.,](\d\d))?(?: ?(\p{Sc}|[A-Z]{3}))?$/u

/** `€25`, where a rate is a number: rates of money are in the smallest coins. */
function amountAsText(name: string, data: unknown): { message: string; hint: string } | undefined {
  const [, before, whole, cents, after] = (typeof data === 'string' && MONEY.exec(data)) || []
  if (whole === undefined) return undefined
  const isMoney = before ?? after ?? cents
  const hint = isMoney
    ? `Write an amount in cents, without a sign: ${Number(`${whole}${cents ?? '00'}`)}.`
    : `Write it without quotation marks: ${whole}.`
  return { message: `${name} cannot be “${String(data)}”.`, hint }
}
