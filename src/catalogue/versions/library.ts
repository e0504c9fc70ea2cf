import { logFailure, pause, type World } from '#platform'
import type { Catalogue, Trial } from '../catalogue.ts'
import { CatalogueFaults, type FileFault } from '../faults.ts'
import { type CatalogueFiles, checkCatalogue } from '../load/check-catalogue.ts'
import { readFolder } from '../load-catalogue.ts'
import type { Service, ServiceId } from '../service.ts'
import type { LeanedOn } from './new-version.ts'
import { publishFolder } from './publish-folder.ts'
import { type PublishedReader, publishedReader } from './read-published.ts'
import { type ReleaseEntry, type Standing, standingOf } from './standing.ts'
import { allReleases, countReleases } from './store.ts'

/** The catalogue as it is live: what the folder says, and of every service the version that was released. */
export interface Library {
  /** Never changes while it is held; ask again for the next request. */
  readonly catalogue: Catalogue
  /** What a service file is checked against before it is published. */
  readonly around: { readonly files: LeanedOn; readonly catalogue: Catalogue }
  /** Reads what was published and released since. */
  refresh(): Promise<void>
  /** Goes on refreshing until stopped, so that what is published on any machine is live on this one within seconds. */
  keepUp(): { stop(): Promise<void> }
}

const EVERY_MS = 1000

/**
 * Opens a government's folder: publishes what is new in it, and reads what is live.
 * @throws {CatalogueFaults} with everything that is wrong, all at once; then nothing was published
 */
export async function openLibrary(world: World, dir: string): Promise<Library> {
  const read = await readChecked(dir)
  await publishFolder(world, read)
  return refreshed(libraryOf(world, read))
}

/** The library beside a program that runs: as `openLibrary`, and publishes nothing. @throws {CatalogueFaults} */
export async function readLibrary(world: World, dir: string): Promise<Library> {
  return refreshed(libraryOf(world, await readChecked(dir)))
}

interface CheckedFolder {
  readonly files: CatalogueFiles
  readonly folder: Catalogue
}

async function readChecked(dir: string): Promise<CheckedFolder> {
  const files = await readFolder(dir)
  const { catalogue: folder, faults } = checkCatalogue(files)
  if (!folder || faults.length > 0) throw new CatalogueFaults(faults)
  return { files, folder }
}

async function refreshed(library: Library): Promise<Library> {
  await library.refresh()
  return library
}

function libraryOf(world: World, { files, folder }: CheckedFolder): Library {
  const published = publishedReader(world, { files, folder })
  const seen = { catalogue: folder, releases: -1, areSettled: false }

  async function refresh() {
    const count = await countReleases(world)
    if (count === seen.releases && seen.areSettled) return
    const [releases] = await Promise.all([allReleases(world), published.readNew()])
    seen.catalogue = liveCatalogue(folder, standings(releases), published)
    seen.releases = releases.length
    seen.areSettled = releases.every(({ isSettled }) => isSettled)
  }

  return {
    get catalogue() {
      return seen.catalogue
    },
    get around() {
      return { files, catalogue: seen.catalogue }
    },
    refresh,
    keepUp: () => repeated(world, refresh),
  }
}

/** What is live of each service. A release that has not settled counts where nothing stood before it. */
function standings(releases: readonly (ReleaseEntry & { service: ServiceId; isSettled: boolean })[]): Map<ServiceId, Standing> {
  const byService = Map.groupBy(releases, ({ service }) => service)
  return new Map(
    [...byService].flatMap(([service, all]) => {
      const standing = standsBy(all)
      return standing ? [[service, standing]] : []
    }),
  )
}

function standsBy(all: readonly (ReleaseEntry & { isSettled: boolean })[]): Standing | undefined {
  const settled = all.filter(({ isSettled }) => isSettled).length
  const reaches = Array.from({ length: all.length - settled + 1 }, (_, more) => standingOf(all.slice(0, settled + more)))
  return reaches.find(standing => standing !== undefined)
}

function liveCatalogue(
  folder: Catalogue,
  standing: ReadonlyMap<ServiceId, Standing>,
  { version, levels }: PublishedReader,
): Catalogue {
  const faults: FileFault[] = []
  const read = (id: ServiceId, wanted: number): Service | undefined => {
    const found = version(id, wanted)
    faults.push(...found.faults)
    return found.service
  }
  const services = [...standing].flatMap(([id, stands]) => entry(id, read(id, stands.version)))
  const trials = [...standing].flatMap(([id, { trial }]) => {
    const service = trial && read(id, trial.version)
    return entry(id, service && ({ service, share: trial.share } satisfies Trial))
  })
  if (faults.length > 0) throw new CatalogueFaults(faults)
  const earlier = (id: ServiceId, wanted: number) => version(id, wanted).service
  return { ...folder, services: new Map(services.sort(byId)), trials: new Map(trials), earlier, levels: levels() }
}

function entry<T>(id: ServiceId, found: T | undefined): [ServiceId, T][] {
  return found ? [[id, found]] : []
}

function byId([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
}

function repeated(world: World, refresh: () => Promise<void>): { stop(): Promise<void> } {
  const ending = new AbortController()
  const loop = (async () => {
    while (!ending.signal.aborted) {
      await pause(EVERY_MS, ending.signal)
      // What is live stays as it was until the database answers again.
      if (!ending.signal.aborted)
        await refresh().catch(error => logFailure(world.log, error, { level: 'warn', message: 'the releases were not read' }))
    }
  })()
  return {
    async stop() {
      ending.abort()
      await loop
    },
  }
}
