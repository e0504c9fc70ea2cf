import { rows, run, sql, type Tx, type World } from '#platform'
import type { AssuranceLevel, ServiceId } from '../service.ts'
import type { ReleaseEntry } from './standing.ts'

/** The three files that services lean on, as text. */
export interface FoundationTexts {
  readonly agencies: string
  readonly facts: string
  readonly registers: string
}

export interface VersionName {
  readonly service: ServiceId
  readonly version: number
}

/** A version as it is kept; `foundation` is the digest of what it leans on. */
export interface StoredVersion extends VersionName {
  readonly file: string
  readonly source: string
  readonly foundation: string
  readonly fingerprint: string
  readonly identity: AssuranceLevel
  readonly publishedAt: Date
  readonly publishedBy: string
}

export interface StoredRelease extends VersionName, ReleaseEntry {
  readonly releasedAt: Date
  readonly releasedBy: string
}

const LOCK = 70_726_975
/** Every machine has read a release by the time that it counts, so nobody is sent on to one that has not. */
const SETTLED_AFTER = '2 seconds'

/** Publishing and releasing happen one after the other, over all machines. */
export async function lockReleases(tx: Tx): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(${LOCK}::bigint)`)
}

export async function insertFoundation(tx: Tx, digest: string, { agencies, facts, registers }: FoundationTexts): Promise<void> {
  await run(
    tx,
    sql`insert into catalogue.foundation (digest, agencies, facts, registers) values (${digest}, ${agencies}, ${facts}, ${registers})
        on conflict do nothing`,
  )
}

export async function insertVersions(tx: Tx, versions: readonly StoredVersion[]): Promise<void> {
  await run(
    tx,
    sql`insert into catalogue.service_version (service, version, file, source, foundation, fingerprint, identity, published_at, published_by)
        select service, version, file, source, foundation, fingerprint, identity, "publishedAt", "publishedBy"
        from jsonb_to_recordset(${JSON.stringify(versions)}::jsonb)
          as v(service text, version int, file text, source text, foundation text, fingerprint text, identity text, "publishedAt" timestamptz, "publishedBy" text)`,
  )
}

export async function insertReleases(tx: Tx, releases: readonly (VersionName & ReleaseEntry)[], by: string): Promise<void> {
  await run(
    tx,
    sql`insert into catalogue.release (service, version, share, released_by)
        select service, version, share, ${by} from jsonb_to_recordset(${JSON.stringify(releases)}::jsonb) as r(service text, version int, share smallint)`,
  )
}

/** Every version there is, by name, without its text. */
export function publishedVersions(
  world: World,
): Promise<Pick<StoredVersion, 'service' | 'version' | 'fingerprint' | 'identity'>[]> {
  return rows(world, sql`select service, version, fingerprint, identity from catalogue.service_version order by service, version`)
}

export function storedVersions(world: World, wanted: readonly VersionName[]): Promise<StoredVersion[]> {
  return rows(
    world,
    sql`select v.* from catalogue.service_version v
        join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(service text, version int) using (service, version)`,
  )
}

export function foundationTexts(world: World, digests: readonly string[]): Promise<(FoundationTexts & { digest: string })[]> {
  return rows(world, sql`select * from catalogue.foundation where digest = any(${digests}::text[])`)
}

/** Every release in the order in which they were made, and whether it counts everywhere by now. */
export function allReleases(world: World): Promise<(VersionName & ReleaseEntry & { isSettled: boolean })[]> {
  return rows(
    world,
    sql`select service, version, share, released_at < clock_timestamp() - ${SETTLED_AFTER}::interval as is_settled
        from catalogue.release order by id`,
  )
}

/** Grows with every release; nothing else changes what is live. */
export async function countReleases(world: World): Promise<number> {
  const [found] = await rows<{ count: number }>(world, sql`select count(*) as count from catalogue.release`)
  return found!.count
}

/** The releases of one service, the first first. */
export function releasesOf(world: World, service: ServiceId): Promise<StoredRelease[]> {
  return rows(
    world,
    sql`select service, version, share, released_at, released_by from catalogue.release where service = ${service} order by id`,
  )
}

/** The versions of one service, the latest first. */
export function versionsOf(world: World, service: ServiceId): Promise<StoredVersion[]> {
  return rows(world, sql`select * from catalogue.service_version where service = ${service} order by version desc`)
}
