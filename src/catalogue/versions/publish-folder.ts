import { as, transaction, type World } from '#platform'
import type { Catalogue } from '../catalogue.ts'
import { CatalogueFaults } from '../faults.ts'
import type { CatalogueFiles } from '../load/check-catalogue.ts'
import { runExamples } from '../run-examples.ts'
import { changedSince, newVersion } from './new-version.ts'
import { lockReleases, publishedVersions } from './store.ts'
import { writeVersions } from './write-versions.ts'

/** Who publishes what the program finds in its folder when it starts. */
const BY_FOLDER = 'folder'

/**
 * Publishes whatever a folder holds in a version that was not published yet, and releases it to everybody. What was published
 * before, also in a later version than the folder's, stays as it is.
 * @throws {CatalogueFaults} when a published version says something else by now, or an example of a new one fails
 */
export async function publishFolder(
  world: World,
  { files, folder }: { files: CatalogueFiles; folder: Catalogue },
): Promise<void> {
  const all = [...folder.services.values()].map(service => {
    return newVersion(service, files.services.find(({ name }) => name === service.file)!, files)
  })
  await transaction(as(world, 'system catalogue.publish'), async tx => {
    await lockReleases(tx)
    const known = Map.groupBy(await publishedVersions(tx), ({ service }) => service)
    const faults = all.flatMap(one => {
      const same = known.get(one.service.id)?.find(({ version }) => version === one.service.version)
      return same && same.fingerprint !== one.fingerprint ? [changedSince(one, known.get(one.service.id)!.at(-1)!.version)] : []
    })
    const fresh = all.filter(({ service }) => !known.get(service.id)?.some(({ version }) => version >= service.version))
    faults.push(...fresh.flatMap(({ service }) => runExamples(service)))
    if (faults.length > 0) throw new CatalogueFaults(faults)
    await writeVersions(tx, fresh, { files, share: 100, by: BY_FOLDER })
  })
}
