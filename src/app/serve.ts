import { keepConsidering } from '#journeys'
import { keepReporting } from '#operations'
import {
  bidFarewell,
  buildServer,
  type Crowd,
  type Farewell,
  type Figures,
  keepSealing,
  listen,
  openCrowd,
  ownFigures,
  type Presence,
  type Watch,
  workJobs,
} from '#platform'
import { listenToMembers } from '#registers'
import type { Config, ProviderConfig } from './config.ts'
import type { Undo } from './running.ts'
import { healthSiteFor, siteFor } from './site.ts'
import { jobs, nightly, subscriptions } from './wiring.ts'
import { type AppWorld, certificatesFor, type Outside, type RunningWorld, witnessesOf } from './world.ts'

// As many as Linux keeps for a program that has not come to them yet: of Node's 511 a rush of eight hundred a second lost some, who tried again seconds later.
const BACKLOG = 4_096

/** What one process is to do, and what it does it with. */
interface Serving {
  readonly config: Config
  readonly outside: Outside
  readonly watch: Watch
  readonly undo: Undo
  readonly does: 'all' | 'web' | 'worker'
  /** False where others of this machine answer for its health. */
  readonly listens?: boolean
  /** The figures of all processes that serve together; this one's alone when not said. */
  readonly figures?: () => Promise<readonly Figures[]>
}

interface Served {
  readonly crowd: Crowd
  bidFarewell(farewell: Farewell): Promise<void>
}

/** Serves people, does the work behind it, or both, until what is in `undo` is done. @returns how its server says farewell, and who watches over those who come */
export async function serve(world: RunningWorld, serving: Serving): Promise<Served> {
  const { config, watch, undo, does, listens = true } = serving
  const crowd = openCrowd(world, config)
  undo.push(() => crowd.stop())
  undo.push(() => world.tracer?.stop())
  const bidFarewell = listens ? await open(world, { ...serving, crowd }) : async () => {}
  const reporting = keepReporting(world, { crowd, watch, consumers: subscriptions })
  undo.push(() => reporting.stop())
  const keysKeptUp = world.keys.keepUp(world.log)
  undo.push(() => keysKeptUp.stop())
  const keepingUp = world.library.keepUp()
  undo.push(() => keepingUp.stop())
  if (config.provider && does !== 'worker') await provide(world, config.provider, undo)
  if (does !== 'web') await work(world, config, undo)
  return { crowd, bidFarewell }
}

/** What people and programs call; a worker that is alone on its machine answers for its health and nothing else. */
async function open(world: AppWorld, { config, outside, undo, does, figures, crowd }: Serving & { crowd: Crowd }) {
  const presence: Presence = { isLeaving: false }
  const telling = { ...config, presence, figures: figures ?? (async () => [await ownFigures()]) }
  const formTargets = outside.openIds.map(({ issuer }) => issuer.origin)
  const { tracer } = world
  const site = { formTargets, crowd, ...(tracer ? { tracer } : {}) }
  const server = buildServer(world, does === 'worker' ? healthSiteFor(world, telling) : siteFor(world, telling, site))
  await server.listen({ host: config.host, port: config.port, backlog: BACKLOG })
  undo.push(() => server.close())
  return (farewell: Farewell) => bidFarewell(server, presence, farewell)
}

/** What is done by one machine at a time, whichever it is: the news, the outside, the night, the seals. */
async function work(world: AppWorld, config: Config, undo: Undo): Promise<void> {
  const listening = listen(world, subscriptions)
  undo.push(() => listening.stop())
  const considering = keepConsidering(world)
  undo.push(() => considering.stop())
  const working = await workJobs(world, jobs, nightly)
  undo.push(() => working.stop())
  const sealing = keepSealing(world, witnessesOf(config))
  undo.push(() => sealing.stop())
}

async function provide(world: AppWorld, { certificates, ...at }: ProviderConfig, undo: Undo): Promise<void> {
  const certificate = certificates.certificate ? { certificate: certificatesFor(certificates, world.log) } : {}
  const members = await listenToMembers(world, { ...at, ...certificate })
  undo.push(() => members.close())
}
