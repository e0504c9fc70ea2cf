import { as, transaction, type World } from '#platform'
import type { FileFault } from '../faults.ts'
import { checkService } from '../load/check-catalogue.ts'
import { readSource } from '../load/source-file.ts'
import { runExamples } from '../run-examples.ts'
import type { Service } from '../service.ts'
import type { Library } from './library.ts'
import { changedSince, type NewVersion, newVersion } from './new-version.ts'
import { standingOf } from './standing.ts'
import { lockReleases, releasesOf, type StoredVersion, versionsOf } from './store.ts'
import { writeVersions } from './write-versions.ts'

export interface Publishing {
  /** The service file's text, and its name for the faults. */
  readonly text: string
  readonly file: string
  readonly around: Library['around']
  /** Whole percent of new starts, 1 to 100. */
  readonly share: number
  /** An officer's id, or `operator`. */
  readonly by: string
  /** Refuses a service that this officer may not publish; left out when anybody's may be. */
  readonly mayPublish?: (service: Service) => boolean
}

/** What came of publishing: a version that is kept for good, or what keeps it from being one. */
export type Published =
  | { readonly service: Service; readonly share: number; readonly warnings: readonly FileFault[] }
  | { readonly faults: readonly FileFault[] }
  /** It is whole, and somebody else's. */
  | { readonly notYours: Service }

/**
 * Publishes one version of a service and releases it to a share of new starts: checked, its examples run, kept unchanged for
 * good. The same text again changes nothing.
 */
export async function publishVersion(world: World, publishing: Publishing): Promise<Published> {
  const { text, file, around, share, mayPublish = () => true } = publishing
  const source = readSource(file, text)
  const { service, faults, warnings } = checkService(around.catalogue, source)
  if (!service) return { faults }
  if (!mayPublish(service)) return { notYours: service }
  const version = newVersion(service, source, around.files)
  const failed = runExamples(version.service)
  if (failed.length > 0) return { faults: failed }
  return transaction(as(world, 'system catalogue.publish'), async tx => {
    await lockReleases(tx)
    const before = await versionsOf(tx, service.id)
    const same = before.find(one => one.version === service.version)
    const refused = same ? isOther(version, same, before) : cannotFollow(version, before)
    if (refused) return { faults: [refused] }
    if (same) return { service, share, warnings }
    const stands = standingOf(await releasesOf(tx, service.id))
    if (!stands && share < 100) return { faults: [firstForAll(version)] }
    await writeVersions(tx, [version], { files: around.files, share, by: publishing.by })
    return { service, share, warnings }
  })
}

function isOther(version: NewVersion, { fingerprint }: StoredVersion, [latest]: readonly StoredVersion[]): FileFault | undefined {
  return fingerprint === version.fingerprint ? undefined : changedSince(version, latest!.version)
}

function cannotFollow({ service, source }: NewVersion, [latest]: readonly StoredVersion[]): FileFault | undefined {
  if (!latest || service.version > latest.version) return undefined
  return {
    ...{ severity: 'fault', file: source.name, ...source.place(['version']) },
    message: `Version ${latest.version} of “${service.id}” was published before: ${service.version} would be an older one.`,
    hint: `Write version: ${latest.version + 1}.`,
  }
}

function firstForAll({ service, source }: NewVersion): FileFault {
  return {
    ...{ severity: 'fault', file: source.name, ...source.place(['version']) },
    message: `Nothing of “${service.id}” is live, so whoever is not in the share would find no service.`,
    hint: 'Release its first version to everybody: a share of 100.',
  }
}
