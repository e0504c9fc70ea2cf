import type { World } from '#platform'
import type { Catalogue } from '../catalogue.ts'
import type { FileFault } from '../faults.ts'
import { type CatalogueFiles, foundationOf, readPublished } from '../load/check-catalogue.ts'
import { readSource } from '../load/source-file.ts'
import type { AssuranceLevel, Service, ServiceId } from '../service.ts'
import { foundationDigest } from './new-version.ts'
import {
  type FoundationTexts,
  foundationTexts,
  publishedVersions,
  type StoredVersion,
  storedVersions,
  type VersionName,
} from './store.ts'

interface Read {
  readonly service?: Service
  readonly faults: readonly FileFault[]
}

export interface PublishedReader {
  /** Fetches the texts of versions published since. */
  readNew(): Promise<void>
  /** A published version, compiled when it is first asked for; with faults when this program can read it no more. */
  version(service: ServiceId, version: number): Read
  /** How sure each published version asks to be of a person. */
  levels(): ReadonlySet<AssuranceLevel>
}

/** Reads published versions. They never change, so each is fetched once and compiled at most once. */
export function publishedReader(world: World, { files, folder }: { files: CatalogueFiles; folder: Catalogue }): PublishedReader {
  const texts = new Map<string, StoredVersion>()
  const levels = new Set<AssuranceLevel>()
  const compiled = new Map<string, Read>()
  const around = new Map<string, Catalogue | undefined>([[foundationDigest(files), folder]])

  async function readNew() {
    const missing = (await publishedVersions(world)).filter(one => !texts.has(nameOf(one)))
    if (missing.length === 0) return
    const found = await storedVersions(world, missing)
    const digests = [...new Set(found.map(({ foundation }) => foundation))].filter(digest => !around.has(digest))
    for (const { digest, ...kept } of await foundationTexts(world, digests)) around.set(digest, surroundings(folder, kept))
    for (const one of found) {
      texts.set(nameOf(one), one)
      levels.add(one.identity)
    }
  }

  function compile(name: string): Read {
    const stored = texts.get(name)
    const catalogue = stored && around.get(stored.foundation)
    if (!stored || !catalogue) return { faults: stored ? [foundationLost(stored)] : [] }
    // What the folder says is compiled already.
    const same = folder.services.get(stored.service)
    if (catalogue === folder && same && textOf(same) === stored.source) return { service: same, faults: [] }
    return readPublished(catalogue, readSource(stored.file, stored.source))
  }

  function textOf({ file }: Service) {
    return files.services.find(({ name }) => name === file)?.text
  }

  return {
    readNew,
    levels: () => levels,
    version(service, version) {
      const name = nameOf({ service, version })
      const found = compiled.get(name) ?? compile(name)
      if (texts.has(name)) compiled.set(name, found)
      return found
    },
  }
}

function nameOf({ service, version }: VersionName): string {
  return `${service}@${version}`
}

/** The catalogue as it stood around a version: the dictionary and registers of then, the services and life events of now. */
function surroundings(folder: Catalogue, { agencies, facts, registers }: FoundationTexts): Catalogue | undefined {
  const foundation = foundationOf({
    agencies: readSource('agencies.yaml', agencies),
    facts: readSource('facts.yaml', facts),
    registers: readSource('registers.yaml', registers),
  })
  return foundation && { ...folder, ...foundation }
}

function foundationLost({ file, service, version }: StoredVersion): FileFault {
  return {
    ...{ severity: 'fault', file, line: 1, column: 1 },
    message: `What version ${version} of “${service}” leans on, as it was published, cannot be read by this program any more.`,
    hint: 'Publish a new version of it.',
  }
}
