import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeChance } from '../dev/town/chance.ts'
import type { Settings } from '../src/platform/postgres/settings.ts'
import { type Crowd, openCrowd } from './crowd.ts'
import { type Disk, makeDisk } from './disk.ts'
import type { Extent, Fault, Seen } from './fault.ts'
import { commitTooSoon } from './hasty-commits.ts'
import { judge } from './judge.ts'
import { lacking, undoing } from './machine.ts'
import { type OwnPostgres, ownPostgres } from './own-postgres.ts'
import { openPlace, type Place } from './place.ts'
import { untilFirstReceipts } from './under-load.ts'

const MEGABYTES = 1_024
const PEOPLE = 4
const REST_MS = 100
// A database that grows for ever would make every later cut slower to look at.
const CUTS_PER_DISK = 50
// A commit that does not wait is lost only when the cut comes within half a second of it.
const CUTS_TO_CATCH = 20

interface Planted {
  readonly settings?: Partial<Settings>
  readonly isHasty?: boolean
}

const whyNot = lacking('root', 'loop disks')

/** The current is cut off at a moment that the seed names, while people send; then the same with bugs that it must notice. */
export const powerCuts: readonly Fault[] = [
  { name: 'power-cut', whyNot, make: extent => cuts(extent) },
  { name: 'power-cut-fsync-off', isPlanted: true, whyNot, make: extent => cuts(extent, { settings: { fsync: 'off' } }) },
  {
    ...{ name: 'power-cut-async-commit', isPlanted: true, whyNot },
    make: extent => cuts(extent, { settings: { synchronous_commit: 'off' } }),
  },
  { name: 'power-cut-hasty-receipt', isPlanted: true, whyNot, make: extent => cuts(extent, { isHasty: true }) },
]

async function cuts({ seeds: wanted, firstSeed }: Extent, planted?: Planted): Promise<Seen> {
  const seeds = planted ? CUTS_TO_CATCH : wanted
  let seen: Seen = { receipts: 0, lost: 0, doubled: 0, torn: 0, faults: [], figures: { cuts: 0, checked: 0, longestRecovery: 0 } }
  for (let from = firstSeed; from < firstSeed + seeds; from += CUTS_PER_DISK) {
    const some = { firstSeed: from, seeds: Math.min(CUTS_PER_DISK, firstSeed + seeds - from) }
    seen = added(seen, await cutsOnOneDisk(some, planted))
    if (planted && seen.faults.length > 0) return seen
  }
  return seen
}

async function cutsOnOneDisk({ seeds, firstSeed }: Extent, planted: Planted | undefined): Promise<Seen> {
  const { later, undo } = undoing()
  try {
    const disk = await makeDisk(MEGABYTES)
    later(disk.remove)
    const postgres = await ownPostgres(disk.folder, planted?.settings)
    later(postgres.stop)
    const place = await openPlace(await databaseOf(postgres, { isHasty: planted?.isHasty === true, later }))
    later(place.close)
    const crowd = openCrowd(place, { people: PEOPLE, restMs: REST_MS })
    later(crowd.stop)
    await untilFirstReceipts(crowd)
    const seen: Seen[] = []
    for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
      await pause(makeChance(seed).between(300, 1_500))
      seen.push(await cut({ disk, postgres, place, crowd, seed }))
      if (planted && seen.at(-1)!.faults.length > 0) break
    }
    const total = seen.reduce(added)
    return { ...total, receipts: crowd.receipts.length, faults: [...total.faults, ...crowd.contradictions] }
  } finally {
    await undo()
  }
}

async function databaseOf(
  { url, ownerUrl, socketFolder }: OwnPostgres,
  { isHasty, later }: { isHasty: boolean; later: (step: () => unknown) => void },
): Promise<Record<string, string>> {
  if (!isHasty) return { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl }
  const hasty = await commitTooSoon(socketFolder)
  later(hasty.close)
  const through = url.replace(encodeURIComponent(socketFolder), encodeURIComponent(hasty.folder))
  return { DATABASE_URL: through, DATABASE_OWNER_URL: ownerUrl }
}

interface Cutting {
  readonly disk: Disk
  readonly postgres: OwnPostgres
  readonly place: Place
  readonly crowd: Crowd
  readonly seed: number
}

/** What people were told by now is what the disk must hold by now; the town itself lives on. */
async function cut({ disk, postgres, place, crowd, seed }: Cutting): Promise<Seen> {
  postgres.freeze()
  let [copy, receipts]: [Disk?, string[]?] = []
  const witness = join(place.dataDir, 'witness-at-the-cut.jsonl')
  try {
    receipts = [...crowd.receipts]
    await copyFile(place.witness, witness).catch(() => {})
    copy = await disk.copy()
  } finally {
    postgres.thaw()
  }
  try {
    return await lookAt(copy, { receipts, witness })
  } catch (error) {
    const [why] = (error as Error).message.split('\n')
    const faults = [`seed ${seed}: what the disk holds cannot be used: ${why}`]
    return {
      receipts: receipts.length,
      lost: receipts.length,
      doubled: 0,
      torn: 0,
      faults,
      figures: { cuts: 1, checked: receipts.length },
    }
  } finally {
    await copy.remove()
  }
}

async function lookAt(copy: Disk, { receipts, witness }: { receipts: readonly string[]; witness: string }): Promise<Seen> {
  const began = performance.now()
  const recovered = await ownPostgres(copy.folder)
  const longestRecovery = Math.round(performance.now() - began)
  try {
    const seen = await judge({ ownerUrl: recovered.ownerUrl, receipts, witness })
    const verified = await recovered.verify()
    return { ...seen, figures: { cuts: 1, checked: receipts.length, longestRecovery, verified } }
  } finally {
    await recovered.stop()
  }
}

function added(a: Seen, b: Seen): Seen {
  const figures: Record<string, number> = { ...a.figures }
  for (const [name, value] of Object.entries(b.figures ?? {}))
    figures[name] = name.startsWith('longest') ? Math.max(figures[name] ?? 0, value) : (figures[name] ?? 0) + value
  return {
    receipts: a.receipts + b.receipts,
    lost: a.lost + b.lost,
    doubled: a.doubled + b.doubled,
    torn: a.torn + b.torn,
    faults: [...a.faults, ...b.faults],
    figures,
  }
}
