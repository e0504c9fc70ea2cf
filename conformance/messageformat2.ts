import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { MessageError, MessageFormat } from 'messageformat'
import { DraftFunctions } from 'messageformat/functions'
import { testFunctions } from './messageformat2-functions.ts'

/** One case of the suite, its file's defaults filled in. */
interface Case {
  readonly src: string
  readonly locale: string
  readonly bidiIsolation?: 'default' | 'none'
  readonly params?: readonly { readonly name: string; readonly type?: 'datetime'; readonly value: unknown }[]
  readonly exp?: string
  readonly expParts?: readonly object[]
  readonly expErrors?: readonly { readonly type: string }[]
}

interface Failure {
  readonly file: string
  readonly message: string
  readonly expected: unknown
  readonly got: unknown
}

/**
 * Unicode's own MessageFormat 2 suite (unicode-org/message-format-wg, test/), run against the library that says all our words:
 * a case passes when text, parts and errors are what it states.
 */
export async function run(
  data: string,
): Promise<{ suite: 'messageformat2'; passed: number; total: number; failures: Failure[] }> {
  const folder = join(data, 'messageformat2/test/tests')
  const files = globSync('**/*.json', { cwd: folder }).sort()
  const cases = files.flatMap(file => casesIn(join(folder, file)).map(each => ({ file, each })))
  const failures = cases.flatMap(({ file, each }) => {
    const failure = failureOf(each)
    return failure ? [{ file, message: each.src, ...failure }] : []
  })
  return { suite: 'messageformat2', passed: cases.length - failures.length, total: cases.length, failures }
}

/** Whether the suite is on this machine. */
export function isPresent(data: string): boolean {
  return existsSync(join(data, 'messageformat2/test/tests'))
}

function casesIn(path: string): Case[] {
  const { defaultTestProperties, tests } = JSON.parse(readFileSync(path, 'utf8'))
  return tests.map((each: Case) => ({ ...defaultTestProperties, ...each }))
}

/** The first thing that is not as stated: errors, then text, then parts. */
function failureOf({ exp, expParts, expErrors = [], ...message }: Case): Omit<Failure, 'file' | 'message'> | undefined {
  const { text, parts, errors } = said(message)
  const expected = expErrors.map(({ type }) => type)
  if (!isDeepStrictEqual(errors, expected)) return { expected, got: errors }
  if (exp !== undefined && text !== exp) return { expected: exp, got: text }
  return expParts && !covers(parts, expParts) ? { expected: expParts, got: parts } : undefined
}

/** What the library makes of a message: its text and parts, and the errors it met on the way to the text. */
function said({ src, locale, bidiIsolation, params = [] }: Case): { text?: string; parts: readonly object[]; errors: string[] } {
  const given = Object.fromEntries(
    params.map(({ name, type, value }) => [name, type === 'datetime' ? new Date(String(value)) : value]),
  )
  const errors: string[] = []
  try {
    const functions = { ...DraftFunctions, ...testFunctions }
    const message = new MessageFormat(locale, src, { ...(bidiIsolation && { bidiIsolation }), functions })
    const text = message.format(given, error => errors.push(typeOf(error)))
    return { text, parts: message.formatToParts(given, () => {}), errors }
  } catch (error) {
    return { parts: [], errors: [typeOf(error)] }
  }
}

/** The suite's names for the library's own. */
const NAMES: Readonly<Record<string, string>> = {
  'key-mismatch': 'variant-key-mismatch',
  'missing-fallback': 'missing-fallback-variant',
}
const NAMED = [
  'duplicate-declaration',
  'duplicate-option-name',
  'duplicate-variant',
  'missing-selector-annotation',
  'unresolved-variable',
  'unknown-function',
  'bad-selector',
  'bad-operand',
  'bad-option',
  'bad-variant-key',
]

function typeOf(error: unknown): string {
  const type = error instanceof MessageError ? error.type : String(error)
  return NAMES[type] ?? (NAMED.includes(type) || !(error instanceof SyntaxError || isSyntax(error)) ? type : 'syntax-error')
}

function isSyntax(error: unknown): boolean {
  return error instanceof MessageError && 'start' in error
}

/** Whether parts say at least what is expected of each. */
function covers(parts: readonly object[], expected: readonly object[]): boolean {
  return parts.length === expected.length && expected.every((each, at) => says(parts[at], each))
}

function says(value: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return value === expected
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(expected).every(([name, each]) => says((value as Record<string, unknown>)[name], each))
}
