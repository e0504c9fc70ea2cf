import { setTimeout as pause } from 'node:timers/promises'
import { one, openDatabase, sql } from '#platform'
import { makeChance } from '../dev/town/chance.ts'
import type { Extent, Fault } from './fault.ts'
import { gapAfter } from './gap.ts'
import type { Place } from './place.ts'
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
export const killFaults: readonly Fault[] = Object.entries(kills).map(([name, kill]) => ({
  name,
  whyNot: () => undefined,
  make: extent => underLoad(town => killAgainAndAgain(town, kill, extent)),
}))

async function killAgainAndAgain({ place, gap }: UnderLoad, kill: Kill, { seeds, firstSeed }: Extent): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    await pause(makeChance(seed).between(500, 3_000))
    gap(await gapAfter(place.site, () => kill(place)))
  }
}

async function someBackend(place: Place): Promise<number> {
  return asked(
    place,
    sql`select pid from pg_stat_activity where application_name = 'portico' and backend_type = 'client backend'
                            and pid <> pg_backend_pid() order by state = 'active' desc, random() limit 1`,
  )
}

/** The first process of that very server, which its own backend has as its parent. */
async function postmaster(place: Place): Promise<number> {
  return asked(place, sql`select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int as pid`)
}

async function asked(place: Place, statement: ReturnType<typeof sql>): Promise<number> {
  const db = openDatabase(await place.ownerUrl(), { size: 1, actor: 'system upkeep' })
  try {
    return (await one<{ pid: number }>({ db }, statement)).pid
  } finally {
    await db.close()
  }
}
