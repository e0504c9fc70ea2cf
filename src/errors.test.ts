import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const sources = globSync('src/**/*.{ts,tsx}', { cwd: ROOT }).filter(file => !/\.test\.tsx?$|\/testing\//.test(file))

/** Whatever makes a refusal: the classes, what extends them, and the makers by the convention of their names. */
const MAKER = /\b(?:(?:new )?(?:Refusal|Unavailable|StartFault|SignInRefused)|super|refusal|badForm)\(\s*([^,()]*)/g
/** A table of codes and their statuses, a member of a union of codes. */
const LISTED = /^\s+([A-Z]+(?:_[A-Z]+)+): [45]\d\d,$|^\s+\| '([A-Z]+(?:_[A-Z]+)+)'$/gm
const CODE = /'([A-Z]+(?:_[A-Z]+)+)'/g

function codesIn(text: string): string[] {
  const made = [...text.matchAll(MAKER)].flatMap(([, first = '']) => [...first.matchAll(CODE)].map(match => match[1]!))
  const listed = [...text.matchAll(LISTED)].map(match => (match[1] ?? match[2])!)
  return [...made, ...listed]
}

const documented = [...read('docs/errors.md').matchAll(/^\| `([A-Z_]+)` +\| ([^|]*?) *\|([^|]*)\|([^|]*)\|$/gm)]

test('every error code of the program stands in docs/errors.md, and no other does', () => {
  const used = [...new Set(sources.flatMap(file => codesIn(read(file))))].sort()
  assert.deepEqual(documented.map(match => match[1]!).sort(), used)
})

test('every code says when it comes and what can be done', () => {
  for (const [, code, status, when, remedy] of documented) {
    assert.match(status!, /^(–|[45]\d\d(, [45]\d\d)*)$/, code)
    assert.ok(when!.trim().length > 10 && remedy!.trim().length > 5, code)
  }
})

test('a status told is the status given', () => {
  const told = new Map(documented.map(([, code, status]) => [code!, status!]))
  const given = sources.flatMap(file => [...read(file).matchAll(/(?:Refusal|refusal|super)\(\s*'([A-Z_]+)',\s*(\d{3})\b/g)])
  assert.ok(given.length > 10)
  for (const [, code, status] of given) assert.ok(told.get(code!)?.includes(status!), `${code} is answered with ${status}`)
})

test('a code is noticed however it is thrown', () => {
  const ways = [
    "throw new Refusal('NEW_CODE', 409, say)",
    "throw new Unavailable(\n  'NEW_CODE', {})",
    "throw refusal('NEW_CODE', 409)",
    "new Refusal(status === 413 ? 'NEW_CODE' : 'x', status)",
    "super('NEW_CODE', 409, say)",
    'const statusOf = {\n  NEW_CODE: 409,\n}',
    "type StartFaultCode =\n  | 'NEW_CODE'\n",
  ]
  for (const text of ways) assert.deepEqual(codesIn(text), ['NEW_CODE'], text)
})
