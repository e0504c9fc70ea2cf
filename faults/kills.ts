import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { addressIn } from '#platform/postgres'
import { makeChance } from '../dev/town/chance.ts'
import { freePort } from '../dev/visitor/program.ts'
import { serve } from '../dev/visitor/surroundings.ts'
import { homeIn } from '../src/platform/postgres/start-postgres.ts'
import type { Extent, Fault, Seen } from './fault.ts'
import { gapAfter } from './gap.ts'
import { undoing } from './machine.ts'
import { openPlace, type Place } from './place.ts'
import { type UnderLoad, underLoad } from './under-load.ts'

/** How a place is killed; resolves once what its operator's supervisor would do is done. */
type Kill = (place: Place) => Promise<void>

const kills: Readonly<Record<string, Kill>> = {
  'kill-program': async place => {
    await place.program().kill('SIGKILL')
    await place.start()
  },
  'kill-backend': async place => void process.kill(await someBackend(place), 'SIGKILL'),
  'kill-database': async place => void process.kill(await postmaster(place), 'SIGKILL'),
  'kill-both': async place => {
    process.kill(await postmaster(place), 'SIGKILL')
    await place.program().kill('SIGKILL')
    await place.start()
  },
}

/** `kill -9` of each process there is, at moments that the seed names, while people send. */
export const killFaults: readonly Fault[] = [
  ...Object.entries(kills).map(([name, kill]) => ({
    name,
    whyNot: () => undefined,
    make: (extent: Extent) => underLoad(town => killAgainAndAgain(town, kill, extent)),
  })),
  { name: 'kill-worker', whyNot: () => undefined, make: killWorkers },
]

/** Who serves and who works are two programs here, and only the second is killed: no answer may be missing. */
async function killWorkers(extent: Extent): Promise<Seen> {
  const { later, undo } = undoing()
  try {
    const place = await openPlace({ ROLE: 'web' })
    later(place.close)
    const start = async () =>
      serve({
        env: { ...place.env, ROLE: 'worker', PORT: String(await freePort()), DATABASE_URL: await addressIn(place.dataDir) },
      })
    let worker = await start()
    later(() => worker.kill('SIGTERM'))
    const killAndStart: Kill = async () => {
      await worker.kill('SIGKILL')
      worker = await start()
    }
    return await underLoad(town => killAgainAndAgain(town, killAndStart, extent), { place })
  } finally {
    await undo()
  }
}

async function killAgainAndAgain({ place, gap }: UnderLoad, kill: Kill, { seeds, firstSeed }: Extent): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    await pause(makeChance(seed).between(500, 3_000))
    gap(await gapAfter(place.site, () => kill(place)))
  }
}

/** One that the program is using just now, where there is one; after the last kill it may still be on its way back. */
async function someBackend({ dataDir }: Place): Promise<number> {
  const client = new pg.Client(await addressIn(dataDir, 'administrator'))
  await client.connect()
  try {
    for (let tries = 0; tries < 50; tries++) {
      const { rows } = await client.query<{ pid: number }>(
        "select pid from pg_stat_activity where application_name like 'portico/%' order by state = 'active' desc, random() limit 1",
      )
      if (rows[0]) return rows[0].pid
      await pause(100)
    }
    throw new Error('the program has no connection to its database')
  } finally {
    await client.end()
  }
}

async function postmaster({ dataDir }: Place): Promise<number> {
  const { cluster } = await homeIn(dataDir)
  return Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0])
}
