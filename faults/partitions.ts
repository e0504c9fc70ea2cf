import { setTimeout as pause } from 'node:timers/promises'
import { newFolder } from '../dev/visitor/new-folder.ts'
import type { Extent, Fault, Seen } from './fault.ts'
import { gapAfter } from './gap.ts'
import { lacking, undoing } from './machine.ts'
import { makeNetwork, type Network } from './network.ts'
import { ownPostgres } from './own-postgres.ts'
import { openPlace } from './place.ts'
import { type UnderLoad, underLoad } from './under-load.ts'

const BROKEN_MS = 30_000
const FAILS_WITHIN_MS = 3_500
const HEALS_WITHIN_MS = 1_500
const GIVES_UP_MS = 20_000

type Rules = Parameters<Network['drop']>[0]

const kinds: Readonly<Record<string, { rules: Rules; isWhole: boolean }>> = {
  partition: { rules: { input: 'drop', output: 'drop' }, isWhole: true },
  'partition-one-way': { rules: { output: 'drop' }, isWhole: true },
  'packet-loss': {
    rules: { input: 'numgen random mod 100 < 30 drop', output: 'numgen random mod 100 < 30 drop' },
    isWhole: false,
  },
}

/** The network between program and database is cut, cut one way, or loses every third packet, for half a minute. */
export const partitions: readonly Fault[] = Object.entries(kinds).map(([name, { rules, isWhole }]) => ({
  name,
  whyNot: lacking('root', 'namespaces'),
  make: extent => across((town, network) => breakNetwork(town, { network, rules, isWhole, extent })),
}))

interface Breaking {
  readonly network: Network
  readonly rules: Rules
  /** Nothing comes through at all: then it must be said soon. */
  readonly isWhole: boolean
  readonly extent: Extent
}

async function breakNetwork(
  { place, gap, fault, figure }: UnderLoad,
  { network, rules, isWhole, extent }: Breaking,
): Promise<void> {
  const slowest: number[] = []
  for (let round = 0; round < extent.seeds; round++) {
    await network.drop(rules)
    slowest.push(await slowestAnswer(place.site, BROKEN_MS))
    gap(await gapAfter(place.site, () => network.drop({})))
    await pause(2_000)
  }
  const worst = Math.round(Math.max(...slowest))
  figure('slowestAnswerMs', worst)
  if (isWhole && worst > FAILS_WITHIN_MS) fault(`somebody waited ${worst} ms to read that the database is away`)
}

/** Asks for what needs the database, over and over. @returns the longest that an answer took, whatever it was; in milliseconds */
async function slowestAnswer(site: string, ms: number): Promise<number> {
  let slowest = 0
  for (const until = performance.now() + ms; performance.now() < until; await pause(100)) {
    const began = performance.now()
    const signal = AbortSignal.timeout(GIVES_UP_MS)
    await fetch(new URL('/health/ready', site), { signal }).then(
      answer => answer.text(),
      () => undefined,
    )
    slowest = Math.max(slowest, performance.now() - began)
  }
  return slowest
}

async function across(breakIt: (town: UnderLoad, network: Network) => Promise<void>): Promise<Seen> {
  const { later, undo } = undoing()
  try {
    const postgres = await ownPostgres(await newFolder('portico-across-'))
    later(postgres.remove)
    const network = await makeNetwork(postgres.socketFolder)
    later(network.remove)
    const over = (url: string) => url.replace(/@localhost\/([^?]+)\?.*$/, `@${network.host}:${network.port}/$1`)
    const place = await openPlace({ DATABASE_URL: over(postgres.url), DATABASE_OWNER_URL: over(postgres.ownerUrl) })
    later(place.close)
    const seen = await underLoad(town => breakIt(town, network), { place })
    const isSlow = (seen.gapMs ?? 0) > HEALS_WITHIN_MS
    return {
      ...seen,
      faults: [...seen.faults, ...(isSlow ? [`it took ${seen.gapMs} ms to serve again once the network was whole`] : [])],
    }
  } finally {
    await undo()
  }
}
