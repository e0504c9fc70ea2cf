import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { keepSealing, keysFrom, migrate, openDatabase, openLog, pause, rows, sql } from '#platform'
import { testDatabase } from '../src/platform/postgres/testing.ts'
import { logKey } from '../src/platform/sealed-log/log-keys.ts'
import { type SealingWorld, sealNext } from '../src/platform/sealed-log/seal.ts'
import { headsAfter, newestHead } from '../src/platform/sealed-log/store.ts'
import { act } from '../src/platform/sealed-log/testing/sealed-log.ts'
import { checkLog } from '../src/platform/sealed-log/verify/check-log.ts'
import { openHashers } from '../src/platform/sealed-log/verify/hashers.ts'
import { openLogAt } from '../src/platform/sealed-log/verify/open-log.ts'
import { type Extent, type Figure, quantile } from './measure.ts'

const ENTRIES = 1_000_000
const WRITTEN_AT_ONCE = 250_000
const THREADS = 2
const ACTS = 150
const ACT_EVERY_MS = 100
const MIGRATIONS = join(import.meta.dirname, '../migrations')

/** A log as it grows, each entry as long as ours are: sealed from the first entry on, then verified as the operator does. */
export async function* logVerify({ entries: wanted }: Extent): AsyncIterable<Figure> {
  const entries = Number(wanted ?? ENTRIES)
  const { url, drop } = await testDatabase(async to => {
    const database = openDatabase(to)
    await migrate(database, MIGRATIONS)
    await database.close()
  }, 'log-verify')
  await write(url, entries)
  const world = worldOn(url)
  const sealed = await timed(() => sealAll(world))
  yield { measure: 'log-seal', value: entries / sealed.seconds, unit: 'entries/s', n: entries }
  const heads = await headsAfter(world, 0, entries)
  const [hashers, log] = [openHashers(THREADS), await openLogAt(url)]
  const before = process.cpuUsage()
  const verified = await timed(() => checkLog(log, { witnessed: heads.map(({ note }) => note), keys: [] }, hashers))
  if (verified.result.entries !== entries || verified.result.findings.length > 0) throw new Error('the log is not whole')
  yield { measure: 'log-verify', value: entries / verified.seconds, unit: 'entries/s', n: entries }
  const { user, system } = process.cpuUsage(before)
  yield { measure: 'log-verify-cpu', value: entries / ((user + system) / 1e6), unit: 'entries/s of CPU', n: entries }
  yield { measure: 'log-verify-10-million', value: (verified.seconds * 10_000_000) / entries, unit: 's', n: entries, target: 60 }
  const delays = await delaysOf(world)
  yield { measure: 'log-seal-delay-median', value: quantile(delays, 0.5), unit: 's', n: delays.length }
  yield { measure: 'log-seal-delay-longest', value: quantile(delays, 1), unit: 's', n: delays.length, target: 10 }
  await Promise.all([hashers.close(), log.close(), world.db.close()])
  await drop()
}

/** From when an entry is written until it is sealed, while people act and the program seals as it does. */
async function delaysOf(world: SealingWorld): Promise<number[]> {
  const before = (await newestHead(world))!
  const running = keepSealing(world, [])
  for (let turn = 0; turn < ACTS; turn++) {
    await act(world, 1)
    await pause(ACT_EVERY_MS, new AbortController().signal)
  }
  await running.stop()
  const found = await rows<{ delay: number }>(
    world,
    sql`select extract(epoch from (select min(h.sealed_at) from platform.log_head h where (h.last_tx_id, h.last_seq) >= (e.tx_id, e.seq)) - e.at)::float8 as delay
        from platform.event e where (e.tx_id, e.seq) > (${before.lastTxId}::text::xid8, ${before.lastSeq}::bigint)`,
  )
  return found.map(({ delay }) => delay)
}

async function write(url: string, entries: number): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  // Neither sealing nor verifying goes by these two, and keeping them up takes longer than both.
  await client.query('drop index platform.event_about, platform.event_person')
  for (let from = 0; from < entries; from += WRITTEN_AT_ONCE)
    await client.query(
      `insert into platform.event (at, kind, about, person_id, by, facts)
       select now(), 'lookup.made', gen_random_uuid()::text, gen_random_uuid(), gen_random_uuid()::text,
         jsonb_build_object('query', 'population.household', 'facts', array['parent.name', 'home.address'], 'agency', 'civil-registry',
           'service', 'birth-registration', 'law', 'Population Register Act, s. 12', 'outcome', 'found', 'reason', null)
       from generate_series(1, ${Math.min(WRITTEN_AT_ONCE, entries - from)})`,
    )
  await client.query('vacuum analyze platform.event')
  await client.end()
}

function worldOn(url: string): SealingWorld & { readonly db: ReturnType<typeof openDatabase> } {
  const key = logKey(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }))
  return {
    db: openDatabase(url),
    now: () => new Date(),
    log: openLog('silent'),
    keys: keysFrom('a root secret only ever used for measuring'),
    sealing: { origin: 'portico.example/log', keys: [key] },
  }
}

async function sealAll(world: SealingWorld): Promise<void> {
  while ((await sealNext(world)) > 0) {}
}

async function timed<Result>(act: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const started = performance.now()
  const result = await act()
  return { result, seconds: (performance.now() - started) / 1000 }
}
