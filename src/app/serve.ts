import { keepConsidering } from '#journeys'
import {
  bidFarewell,
  buildServer,
  type Farewell,
  type Figures,
  keepSealing,
  listen,
  ownFigures,
  type Presence,
  workJobs,
} from '#platform'
import { listenToMembers } from '#registers'
import type { Config, ProviderConfig } from './config.ts'
import type { Undo } from './running.ts'
import { healthSiteFor, siteFor } from './site.ts'
import { jobs, nightly, subscriptions } from './wiring.ts'
import { type AppWorld, certificatesFor, type Outside, type RunningWorld, witnessesOf } from './world.ts'

/** What one process is to do, and what it does it with. */
interface Serving {
  readonly config: Config
  readonly outside: Outside
  readonly undo: Undo
  readonly does: 'all' | 'web' | 'worker'
  /** False where others of this machine answer for its health. */
  readonly listens?: boolean
  /** The figures of all processes that serve together; this one's alone when not said. */
  readonly figures?: () => Promise<readonly Figures[]>
}

/** Serves people, does the work behind it, or both, until what is in `undo` is done. @returns how its server says farewell */
export async function serve(world: RunningWorld, serving: Serving): Promise<(farewell: Farewell) => Promise<void>> {
  const { config, undo, does, listens = true } = serving
  const leave = listens ? await open(world, serving) : async () => {}
  const keysKeptUp = world.keys.keepUp(world.log)
  undo.push(() => keysKeptUp.stop())
  const keepingUp = world.library.keepUp()
  undo.push(() => keepingUp.stop())
  if (config.provider && does !== 'worker') await provide(world, config.provider, undo)
  if (does !== 'web') await work(world, config, undo)
  return leave
}

/** What people and programs call; a worker that is alone on its machine answers for its health and nothing else. */
async function open(world: AppWorld, { config, outside, undo, does, figures }: Serving) {
  const presence: Presence = { isLeaving: false }
  const telling = { ...config, presence, figures: figures ?? (async () => [await ownFigures()]) }
  const issuers = outside.openIds.map(({ issuer }) => issuer.origin)
  const server = buildServer(world, does === 'worker' ? healthSiteFor(world, telling) : siteFor(world, telling, issuers))
  await server.listen({ host: config.host, port: config.port })
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
