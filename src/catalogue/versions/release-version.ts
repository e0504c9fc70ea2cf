import { as, Refusal, record, type Tx, transaction, type World } from '#platform'
import type { ServiceId } from '../service.ts'
import { releaseWords } from './release-words.ts'
import { type Standing, standingOf } from './standing.ts'
import { insertReleases, lockReleases, releasesOf, type StoredRelease, type VersionName, versionsOf } from './store.ts'

interface Releasing extends VersionName {
  /** Whole percent of new starts, 1 to 100. */
  readonly share: number
  /** An officer's id, or `operator`. */
  readonly by: string
  /** Who answers for the service. */
  readonly agency: string
}

/** Releases a published version to a share of new starts; journeys and cases under way keep theirs. @throws Refusal */
export async function releaseVersion(world: World, releasing: Releasing): Promise<void> {
  await transaction(as(world, 'system catalogue.publish'), async tx => {
    await lockReleases(tx)
    const { service, version, share } = releasing
    if (!(await versionsOf(tx, service)).some(one => one.version === version)) throw versionNotFound(releasing)
    const stands = standingOf(await releasesOf(tx, service))
    if (share < 100 && (!stands || stands.version === version)) throw needsAnother()
    await write(tx, releasing)
  })
}

/** Whether something would still be live if what was released last were taken back. */
export function mayTakeBack(releases: readonly StoredRelease[]): boolean {
  const stands = standingOf(releases)
  const version = stands?.trial?.version ?? stands?.version
  return version !== undefined && standingOf([...releases, { version, share: 0 }]) !== undefined
}

/** Takes back what was released last: the trial when there is one, else the version that everybody gets. @returns its version @throws Refusal */
export async function takeBack(
  world: World,
  { service, by, agency }: Pick<Releasing, 'service' | 'by' | 'agency'>,
): Promise<number> {
  return transaction(as(world, 'system catalogue.publish'), async tx => {
    await lockReleases(tx)
    const releases = await releasesOf(tx, service)
    const stands = standingOf(releases)
    if (!stands) throw versionNotFound({ service, version: 0 })
    const version = stands.trial?.version ?? stands.version
    if (!mayTakeBack(releases)) throw onlyOne()
    await write(tx, { service, version, share: 0, by, agency })
    return version
  })
}

/** How a service stands now; undefined when nothing of it is live. */
export async function standing(world: World, service: ServiceId): Promise<Standing | undefined> {
  return standingOf(await releasesOf(world, service))
}

async function write(tx: Tx, { service, version, share, by, agency }: Releasing): Promise<void> {
  await insertReleases(tx, [{ service, version, share }], by)
  const facts = { service, version, agency, share }
  await record(tx, { kind: share === 0 ? 'service.taken-back' : 'service.released', about: service, by, facts })
}

function versionNotFound({ service, version }: VersionName): Refusal {
  return new Refusal('SERVICE_VERSION_NOT_FOUND', 404, language => releaseWords(language)('not-found', { service, version }))
}

/** A share needs another version for the rest. */
function needsAnother(): Refusal {
  return new Refusal('RELEASE_NEEDS_ANOTHER', 409, language => releaseWords(language)('needs-another'))
}

function onlyOne(): Refusal {
  return new Refusal('RELEASE_ONLY_ONE', 409, language => releaseWords(language)('only-one'))
}
