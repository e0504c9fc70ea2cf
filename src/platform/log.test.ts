import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testWorld } from '#platform/testing'
import { one } from './database/query.ts'
import { sql } from './database/sql.ts'
import { openLog, traceOf } from './log.ts'

const CANARY = 'Canary-19840229'
const world = await testWorld()
const caught = async (act: () => unknown): Promise<unknown> => {
  try {
    await act()
  } catch (error) {
    return error
  }
  return assert.fail('nothing was thrown')
}

test('no message of PostgreSQL, of a parser or of the language itself reaches the log', async () => {
  const quoting = [
    () => one(world, sql`select ${CANARY}::int as n`),
    () => JSON.parse(`{"name": ${CANARY}}`),
    () => new URL(`http://${CANARY}:x`),
    () => decodeURIComponent(`%${CANARY}`),
    () => new Intl.NumberFormat('en', { style: 'currency', currency: CANARY }),
    () => BigInt(CANARY),
    () => 'name' in (CANARY as never),
    () => new RegExp(`(${CANARY}`),
    () => (({}) as Record<string, () => void>)[CANARY]!(),
  ]
  for (const act of quoting) {
    const error = await caught(act)
    const { name, stack } = traceOf(error)
    assert.doesNotMatch(`${name}${stack}`, /Canary/, String(act))
    assert.match(stack, / at /, String(act))
    assert.match(name, /^\w+( \w+)?$/, String(act))
  }
})

test('the code of an error is kept, and a sentence of our own', async () => {
  assert.equal(traceOf(await caught(() => one(world, sql`select ${'x'}::int as n`))).name, 'error 22P02')
  assert.equal(traceOf(new Error('no row where one was certain')).name, 'Error: no row where one was certain')
  assert.deepEqual(traceOf('thrown text'), { name: 'thrown', stack: '' })
  assert.equal(traceOf(Object.assign(new Error('x'), { code: `${CANARY} typed` })).name, 'Error')
})

test('a message that looks like part of a stack is not taken for one', () => {
  const error = Object.assign(new Error(`x\n    at ${CANARY} (file:///x.ts:1:1)\n    at y (/z.ts:2:2)`), { code: 'X' })
  assert.doesNotMatch(traceOf(error).stack, /Canary|z\.ts/)
})

test('a log line is one line of JSON with its time, and no name of the machine', () => {
  const lines: string[] = []
  const log = openLog('info', { write: line => lines.push(line) })
  log.info({ route: '/x', ms: 3 }, 'answered\nand more')
  const line = JSON.parse(lines[0]!)
  assert.deepEqual(Object.keys(line).sort(), ['level', 'ms', 'msg', 'route', 'time'])
  assert.equal(lines[0]!.trimEnd().includes('\n'), false)
  openLog('error', { write: line => lines.push(line) }).info({}, 'not said')
  assert.equal(lines.length, 1)
})
