import { existsSync } from 'node:fs'
import { rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { keysFrom, one, openDatabase, openLog, sql } from '#platform'
import { forkDepartment } from '../dev/department/fork-department.ts'
import { registerDepartment } from '../dev/department/register.ts'
import { checkJournal } from '../dev/receipts/check-journal.ts'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { walkOne } from './crowd.ts'
import type { Fault, Seen } from './fault.ts'
import { lacking, undoing } from './machine.ts'
import { openPlace, type Place } from './place.ts'
import { type UnderLoad, underLoad } from './under-load.ts'

const LIBRARY = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
].find(existsSync)
const BACK_WITHIN_MS = 20_000
const MINUTES = 60_000
const JUMPS: readonly { readonly to: string; readonly by?: number; readonly at?: string }[] = [
  { to: 'three hours back', by: -180 * MINUTES },
  { to: 'twenty minutes ahead', by: 20 * MINUTES },
  { to: 'the night in which clocks go back', at: '2027-10-31T00:59:55Z' },
  { to: 'the last second before a leap day', at: '2028-02-28T23:59:57Z' },
]
const FIRST_PERSON = 6_200
const LATE = 400
const TWO_DAYS_MS = 48 * 60 * MINUTES

/** The program's own clock jumps while it works; its database's does not. */
export const clockFaults: readonly Fault[] = [
  {
    name: 'clock-jumps',
    whyNot: () => whyNoClock(),
    make: () => withOwnClock((place, set) => underLoad(town => jumpAbout(town, set), { place })),
  },
  {
    name: 'late-by-two-days',
    whyNot: () => whyNoClock(),
    make: () => withOwnClock((place, set) => underLoad(town => sentAgainLate(town, set), { place })),
  },
]

function whyNoClock(): string | undefined {
  return lacking('faketime')() ?? (LIBRARY ? undefined : 'the library of faketime is not where it is looked for')
}

/** Brings up a place whose program has a clock of its own, which `set` puts as many milliseconds ahead as it is told. */
async function withOwnClock(make: (place: Place, set: (ms: number) => Promise<void>) => Promise<Seen>): Promise<Seen> {
  const { later, undo } = undoing()
  try {
    const file = join(await newFolder('portico-clock-'), 'offset')
    const set = async (ms: number) => {
      await writeFile(file, `${ms < 0 ? '-' : '+'}${Math.abs(ms / 1_000).toFixed(3)}s`)
      await utimes(file, new Date(), new Date())
    }
    await set(0)
    const place = await openPlace({
      LD_PRELOAD: LIBRARY!,
      FAKETIME_TIMESTAMP_FILE: file,
      // Timers run on the clock that only goes forward, and that one no jump may touch.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_CACHE_DURATION: '1',
    })
    later(place.close)
    return await make(place, set)
  } finally {
    await undo()
  }
}

async function jumpAbout({ place, crowd, fault, figure }: UnderLoad, set: (ms: number) => Promise<void>): Promise<void> {
  for (const [number, { to, by, at }] of JUMPS.entries()) {
    const person = await walkOne(place, FIRST_PERSON + number)
    await set(by ?? new Date(at!).getTime() - Date.now())
    await pause(3_000)
    // A jump of years ends every session, as it should; one of minutes or back must end none.
    if (by !== undefined && !(await person.send()).receipt)
      fault(`${to}: somebody signed in could not send what they had answered`)
    person.close()
    // Nobody new can sign in meanwhile: what the identity provider signs is of another time, and is refused.
    await set(0)
    await pause(1_000)
    const before = crowd.receipts.length
    for (const until = performance.now() + BACK_WITHIN_MS; crowd.receipts.length === before; await pause(100))
      if (performance.now() > until) return fault(`${to}: nobody was told a receipt once the clock was right again`)
  }
  figure('jumps', JUMPS.length)
  if ((await outOfOrder(place)) > 0) fault('the log is not in the order in which things were done')
}

/** A department's system that hears no answer sends again what it sent two days before, with the same keys. */
async function sentAgainLate({ place, fault, figure }: UnderLoad, set: (ms: number) => Promise<void>): Promise<void> {
  let aheadMs = 0
  const db = openDatabase(await place.ownerUrl(), { size: 1, actor: 'system upkeep' })
  const now = () => new Date(Date.now() + aheadMs)
  const world = { db, now, log: openLog('silent'), keys: keysFrom('only the database is used by this world') }
  const folder = await newFolder('portico-late-')
  const department = await forkDepartment(join(folder, 'journal'))
  try {
    const token = await registerDepartment(world, { site: place.site, name: 'Late department' })
    const send = async () =>
      department.send({ site: place.site, token: await token(), seed: 'late', from: 0, to: LATE, lines: 8, decided: false })
    const first = await send()
    aheadMs = TWO_DAYS_MS
    await set(aheadMs)
    await pause(3_000)
    const again = await send()
    for (const sentence of [...first.faults, ...again.faults]) fault(sentence)
    const { faults, receipts, unanswered } = await checkJournal({ db }, join(folder, 'journal'))
    for (const sentence of faults) fault(sentence)
    if (receipts !== LATE || unanswered > 0) fault(`of ${LATE} requests ${receipts} have a receipt`)
    figure('sentAgain', again.receipts)
  } finally {
    await set(0)
    await department.stop()
    await db.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Entries of one request whose numbers are not in the order of what was done, whatever the clock said. */
async function outOfOrder(place: Place): Promise<number> {
  const db = openDatabase(await place.ownerUrl(), { size: 1, actor: 'system upkeep' })
  try {
    const { count } = await one<{ count: number }>(
      { db },
      sql`select count(*) as count from platform.event opened join platform.event decided on decided.about = opened.about
          where opened.kind = 'case.opened' and decided.kind = 'case.decided' and decided.seq < opened.seq`,
    )
    return count
  } finally {
    await db.close()
  }
}
