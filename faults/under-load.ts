import { setTimeout as pause } from 'node:timers/promises'
import { type Burden, burdenOf, laysDown } from './burden.ts'
import { type Crowd, openCrowd } from './crowd.ts'
import type { Seen } from './fault.ts'
import { judge } from './judge.ts'
import { openPlace, type Place } from './place.ts'

export interface UnderLoad {
  readonly place: Place
  readonly crowd: Crowd
  /** Notes how long there was no service. */
  readonly gap: (ms: number) => void
  /** Adds a figure of its own. */
  readonly figure: (name: string, value: number) => void
  /** Says what did not hold. */
  readonly fault: (sentence: string) => void
}

const PEOPLE = 4
const FIRST_RECEIPTS = 8
const FIRST_WITHIN_MS = 60_000

/** A town at work, broken by `breakIt` and then looked at: receipts, halves, the sealed log, and whether everything was laid down again. */
export async function underLoad(
  breakIt: (town: UnderLoad) => Promise<void>,
  { people = PEOPLE, place: opened }: { people?: number; place?: Place } = {},
): Promise<Seen> {
  const place = opened ?? (await openPlace())
  const gaps: number[] = []
  const figures: Record<string, number> = {}
  const faults: string[] = []
  try {
    const crowd = openCrowd(place, { people })
    let before: Burden
    try {
      await untilFirstReceipts(crowd)
      before = await burdenOf(place)
      await breakIt({
        ...{ place, crowd, gap: ms => void gaps.push(ms), fault: sentence => void faults.push(sentence) },
        figure: (name, value) => {
          figures[name] = value
        },
      })
    } finally {
      await crowd.stop()
    }
    faults.push(...(await laysDown(place, before)))
    const judged = await judge({ ownerUrl: await place.ownerUrl(), receipts: crowd.receipts, witness: place.witness })
    figures.givenUp = crowd.givenUp()
    for (const [status, times] of crowd.broken) {
      figures[`answered${status}`] = times
      if (status !== 503) faults.push(`somebody was answered with ${status}, and not with 503`)
    }
    return {
      ...judged,
      ...(gaps.length > 0 && { gapMs: Math.round(Math.max(...gaps)) }),
      figures,
      faults: [...judged.faults, ...crowd.contradictions, ...faults],
    }
  } finally {
    if (!opened) await place.close()
  }
}

/** Before that, breaking anything would show little. */
export async function untilFirstReceipts({ receipts }: Crowd): Promise<void> {
  for (const until = performance.now() + FIRST_WITHIN_MS; receipts.length < FIRST_RECEIPTS; await pause(50))
    if (performance.now() > until) throw new Error('nobody was told a receipt within a minute, before anything was broken')
}
