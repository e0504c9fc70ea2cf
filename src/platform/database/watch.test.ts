import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Client, Pool } from 'pg'
import { logFailure, openLog } from '../log.ts'
import { testWorld } from '../testing/index.ts'
import { openDatabase } from './connection.ts'
import { watchDatabase } from './watch.ts'

const world = await testWorld()

test('who is told to stop while dialling leaves no connection behind, which would keep the program from ending', async () => {
  const pool = world.appDb.pool as Pool & { Client: typeof Client }
  const Plain = pool.Client
  const [dialling, goOn] = [Promise.withResolvers<Client>(), Promise.withResolvers<void>()]
  pool.Client = class extends Plain {
    override connect(): Promise<Client>
    override connect(callback: (error: Error) => void): void
    override connect(): unknown {
      dialling.resolve(this)
      return goOn.promise.then(() => super.connect())
    }
  }
  try {
    const watch = watchDatabase(world.appDb, { log: world.log })
    const client = await dialling.promise
    const ended = new Promise<boolean>(resolve => client.once('end', () => resolve(true)))
    const stopped = watch.stop()
    goOn.resolve()
    await stopped
    assert.ok(await Promise.race([ended, pause(5_000, false)]), 'its connection is still open')
  } finally {
    pool.Client = Plain
  }
})

test('that the database is away is said once, and not by everybody who tries again', async () => {
  const said: string[] = []
  const away = Promise.withResolvers<void>()
  const log = openLog('info', {
    write(line) {
      const { code, msg } = JSON.parse(line)
      said.push(code ?? msg)
      if (code === 'DATABASE_AWAY') away.resolve()
    },
  })
  // Nobody listens at the first port.
  const db = openDatabase('postgres://portico@127.0.0.1:1/portico')
  const tryOnce = () =>
    db.query({ name: '', text: 'select', values: [] }).catch(fault => logFailure(log, fault, { message: 'tried in vain' }))
  await tryOnce()
  const watch = watchDatabase(db, { log })
  await away.promise
  await tryOnce()
  await tryOnce()
  await watch.stop()
  await db.close()
  assert.deepEqual(said, ['tried in vain', 'DATABASE_AWAY'])
})
