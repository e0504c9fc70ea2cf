import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Crowd } from './crowd.ts'
import { makeDisk } from './disk.ts'
import type { Extent, Fault, Seen } from './fault.ts'
import { gapAfter } from './gap.ts'
import { command, lacking, undoing } from './machine.ts'
import { type OwnPostgres, ownPostgres } from './own-postgres.ts'
import { openPlace, type Place } from './place.ts'
import { type UnderLoad, underLoad } from './under-load.ts'

const MEGABYTES = 400
const FULL_MS = 8_000
const PATIENCE_MS = 60_000
const MARGIN_BYTES = 64 * 1024

/** What a disk does besides vanishing: it fills up, and it says that it could not write. */
export const diskFaults: readonly Fault[] = [
  { name: 'disk-full', whyNot: lacking('root', 'loop disks'), make: diskFull },
  { name: 'fsync-fails', whyNot: lacking('root', 'strace'), make: fsyncFails },
]

async function diskFull({ seeds }: Extent): Promise<Seen> {
  return onOwnDisk(async ({ place, fault, gap, figure, crowd }, { folder }) => {
    for (let round = 0; round < seeds; round++) {
      const ballast = join(folder, 'ballast')
      const { bavail, bsize } = await statfs(folder)
      await command('fallocate', '-l', String(bavail * bsize - MARGIN_BYTES), ballast)
      const { length: before } = crowd.receipts
      await pause(FULL_MS)
      figure('receiptsWhileFull', crowd.receipts.length - before)
      for (const sentence of await whatIsServed(place)) fault(`with the disk full, ${sentence}`)
      await command('rm', ballast)
      gap(await untilNextReceipt(crowd))
    }
  })
}

/** Milliseconds. */
async function untilNextReceipt({ receipts }: Crowd): Promise<number> {
  const [before, began] = [receipts.length, performance.now()]
  while (receipts.length === before) {
    if (performance.now() - began > PATIENCE_MS) throw new Error('nobody was told a receipt within a minute of its end')
    await pause(20)
  }
  return performance.now() - began
}

/** A full disk takes no new request, and that is said; what needs no room goes on. */
async function whatIsServed({ site }: Place): Promise<string[]> {
  const pages: Readonly<Record<string, readonly number[]>> = {
    '/': [200],
    '/services/warm-home-grant': [200],
    '/health/live': [200],
    '/health/ready': [200, 503],
    '/sign-in?then=%2F': [200, 302, 303, 503],
  }
  const faults: string[] = []
  for (const [path, allowed] of Object.entries(pages)) {
    const answer = await fetch(new URL(path, site), { redirect: 'manual', signal: AbortSignal.timeout(10_000) }).catch(
      () => undefined,
    )
    if (!answer || !allowed.includes(answer.status)) faults.push(`${path} was answered with ${answer?.status ?? 'nothing'}`)
  }
  return faults
}

/** PostgreSQL must not go on as if it had written: it stops, and reads its log again from the last place it is sure of. */
async function fsyncFails({ seeds }: Extent): Promise<Seen> {
  return onOwnDisk(async ({ place, gap, figure }, { postgres }) => {
    let panics = 0
    for (let round = 0; round < seeds; round++) {
      gap(
        await gapAfter(place.site, async () => {
          panics += await refuseOneSync(postgres)
        }),
      )
      await pause(2_000)
    }
    figure('panics', panics)
  })
}

const INJECT = 'inject=fdatasync:error=EIO:when=3'

/** Lets the third write to the disk of some backend fail. @returns 1 when a process ended of it */
async function refuseOneSync(postgres: OwnPostgres): Promise<number> {
  const backends = postgres.backends()
  const tracer = spawn(
    'strace',
    ['-qq', '-e', 'trace=fdatasync', '-e', INJECT, ...backends.flatMap(pid => ['-p', String(pid)])],
    {
      stdio: 'ignore',
    },
  )
  await Promise.race([once(tracer, 'exit'), pause(15_000)])
  const isOver = tracer.exitCode !== null
  tracer.kill('SIGTERM')
  return isOver ? 1 : 0
}

async function onOwnDisk(
  breakIt: (town: UnderLoad, own: { folder: string; postgres: OwnPostgres }) => Promise<void>,
): Promise<Seen> {
  const { later, undo } = undoing()
  try {
    const disk = await makeDisk(MEGABYTES)
    later(disk.remove)
    const postgres = await ownPostgres(disk.folder)
    later(postgres.stop)
    const place = await openPlace({ DATABASE_URL: postgres.url, DATABASE_OWNER_URL: postgres.ownerUrl })
    later(place.close)
    return await underLoad(town => breakIt(town, { folder: disk.folder, postgres }), { place })
  } finally {
    await undo()
  }
}
