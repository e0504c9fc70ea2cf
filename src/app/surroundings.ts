import { dayOf, writableOf } from '#platform'
import { checkDatabase, startPostgres } from '#platform/postgres'
import type { Config } from './config.ts'
import type { Undo } from './running.ts'
import { type StandIn, startIdentityProvider, startRegisters } from './stand-ins.ts'

/** What the processes of one machine lean on, as it can be told from one to another. */
export interface Surroundings {
  readonly databaseUrl: string
  /** As the database's owner, who alone may change tables; undefined where somebody else has done that. */
  readonly ownerUrl: string | undefined
  /** Addresses of the development stand-ins; undefined where the operator named the real thing. */
  readonly identityProvider: string | undefined
  readonly registers: string | undefined
}

export type StandIns = Pick<Surroundings, 'identityProvider' | 'registers'>

/** Brings up what is missing of database and outside. @throws StartFault */
export async function bringSurroundings(config: Config, tell: (sentence: string) => void, undo: Undo): Promise<Surroundings> {
  // Side by side: neither needs the other, and both take about a second.
  const [database, standIns] = await bothOrNeither(databaseFor(config, tell, undo), standInsFor(config, undo))
  return { ...database, ...standIns }
}

/** As `Promise.all`, but when one fails the other has ended too, so that what it brought up can be taken down. */
async function bothOrNeither<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b])
  return [await a, await b]
}

async function databaseFor(
  { databaseUrl, databaseOwnerUrl: ownerUrl, dataDir, backup }: Config,
  tell: (sentence: string) => void,
  undo: Undo,
): Promise<Pick<Surroundings, 'databaseUrl' | 'ownerUrl'>> {
  if (databaseUrl) {
    if (ownerUrl) await checkDatabase(await writableOf(ownerUrl), 'owner')
    await checkDatabase(await writableOf(databaseUrl), 'application')
    return { databaseUrl, ownerUrl }
  }
  const postgres = await startPostgres({ dataDir, archive: backup, say: tell })
  undo.push(() => postgres.stop())
  return { databaseUrl: postgres.url, ownerUrl: postgres.ownerUrl }
}

async function standInsFor(config: Config, undo: Undo): Promise<StandIns> {
  const kept = ({ url, stop }: StandIn) => {
    undo.push(stop)
    return url.href
  }
  const [identityProvider, registers] = await Promise.all([
    config.openIds.length > 0 ? undefined : startIdentityProvider(config.publicUrl, config.port + 1).then(kept),
    config.xRoad ? undefined : startRegisters(dayOf(new Date())).then(kept),
  ])
  return { identityProvider, registers }
}
