import { Refusal } from '../errors.ts'
import { words } from './words.ts'

/** The fields of one form: names ending in `[]` may repeat and are read with `all`, every other name at most once. */
export interface Fields {
  readonly one: Readonly<Record<string, string | undefined>>
  readonly names: readonly string[]
  all(name: string): readonly string[]
  /** Files by the name of their field; none where a route takes none. */
  readonly files: ReadonlyMap<string, SentFile>
}

/** A file as a form brought it. Its name is whatever the sender says; of one that is larger than the route takes, no bytes are kept. */
export interface SentFile {
  readonly name: string
  readonly bytes: Buffer
  readonly isTooLarge: boolean
}

const noFiles: Fields['files'] = new Map()
export const noFields: Fields = { one: Object.freeze(Object.create(null)), names: [], all: () => [], files: noFiles }

export const FIELDS_MAX = 400
export const NAME_MAX = 200

/**
 * Reads `application/x-www-form-urlencoded` bytes.
 * Refuses invalid UTF-8, NUL, too many fields and a field sent twice: our own pages send none of these.
 */
export function readFields(body: Buffer): Fields {
  return fieldsFrom(readParts(body.toString('latin1')))
}

/** Fields and files that were read already, under the same rules. */
export function fieldsFrom(parts: Iterable<readonly [name: string, value: string]>, files = noFiles): Fields {
  const values = gathered(parts)
  const names = [...new Set([...values.keys(), ...files.keys()])]
  return { one: firstOf(values), names, all: name => values.get(name) ?? [], files }
}

/** Reads the part of an address behind `?`, by the same rules. */
export function readQuery(search: string): Fields['one'] {
  return firstOf(gathered(readParts(search)))
}

/** @param text  each character one byte, as both Node's request line and `latin1` have it */
function readParts(text: string): [name: string, value: string][] {
  const parts = text.split('&', FIELDS_MAX + 1)
  if (parts.length > FIELDS_MAX) throw badForm('FORM_TOO_MANY_FIELDS', 413)
  return parts.filter(part => part !== '').map(readPart)
}

function gathered(parts: Iterable<readonly [string, string]>): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>()
  for (const [name, value] of parts) {
    const before = values.get(name)
    if (before && !name.endsWith('[]')) throw badForm('FORM_FIELD_TWICE')
    if (before) before.push(value)
    else values.set(name, [value])
  }
  return values
}

// Without a prototype, `__proto__` and `constructor` are names like any other.
function firstOf(values: ReadonlyMap<string, readonly string[]>): Fields['one'] {
  const one = Object.create(null) as Record<string, string>
  for (const [name, all] of values) one[name] = all[0]!
  return one
}

function readPart(part: string): [string, string] {
  const at = part.indexOf('=')
  const name = decode(at < 0 ? part : part.slice(0, at))
  if (name.length > NAME_MAX) throw badForm('FORM_FIELD_NAME_TOO_LONG')
  return [name, at < 0 ? '' : decode(part.slice(at + 1))]
}

function decode(encoded: string): string {
  return withoutNul(percentDecoded(encoded))
}

/** Bytes as text. Refuses what is not UTF-8, and NUL. */
export function textOf(bytes: Buffer): string {
  try {
    return withoutNul(strict.decode(bytes))
  } catch {
    throw badForm('FORM_NOT_TEXT')
  }
}

function withoutNul(text: string): string {
  if (text.includes('\0')) throw badForm('FORM_NOT_TEXT')
  return text
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function percentDecoded(encoded: string): string {
  if (/^[\x20-\x24\x26-\x2a\x2c-\x7e]*$/.test(encoded)) return encoded
  try {
    return decodeURIComponent(
      encoded.replaceAll('+', ' ').replace(/[\x80-\xff]+/g, raw => strict.decode(Buffer.from(raw, 'latin1'))),
    )
  } catch {
    throw badForm('FORM_NOT_TEXT')
  }
}

/** The refusal of a form that no page of ours can have sent. */
export function badForm(code: string, status = 400): Refusal {
  return new Refusal(code, status, language => words(language)(status === 413 ? 'form-too-large' : 'form-not-ours'))
}

/** The value if it is one of those offered; a page of ours can send no other. */
export function oneOf<const Value extends string>(value: string | undefined, offered: readonly Value[]): Value {
  if (!offered.includes(value as Value)) throw badForm('FORM_VALUE_NOT_OFFERED')
  return value as Value
}
