import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { after, mock, test } from 'node:test'
import { as, newId, openDatabase, rows, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'

const { appUrl, ...others } = await testWorld()
const db = openDatabase(appUrl, { size: 1 })
after(() => db.close())
const nobody = { ...others, db }
const somebody = as(nobody, `person ${newId()}`)
const statement = sql`select 1 as one`

/** How often something is sent to the database until it is done. */
async function tripsOf(act: () => Promise<unknown>): Promise<number> {
  await act()
  const client = await db.pool.connect()
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  client.release()
  const sending = [mock.method(stream, '_write'), mock.method(stream, '_writev' as '_write')]
  await act()
  for (const one of sending) one.mock.restore()
  return sending.reduce((sum, one) => sum + one.mock.callCount(), 0)
}

test('asking for somebody takes no more trips to the database than asking for nobody', async () => {
  const alone = (world: typeof nobody) => () => rows(world, statement)
  const together = (world: typeof nobody) => () =>
    transaction(world, tx => Promise.all([rows(tx, statement), rows(tx, statement), rows(tx, statement)]))
  assert.deepEqual([await tripsOf(alone(nobody)), await tripsOf(alone(somebody))], [1, 1])
  assert.deepEqual([await tripsOf(together(nobody)), await tripsOf(together(somebody))], [2, 2])
})
