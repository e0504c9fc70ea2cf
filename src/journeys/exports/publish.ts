import { type Catalogue, type ExportFormat, exportFormats, type Publication, type Service } from '#catalogue'
import { data, type Reply } from '#platform'
import { topicWords } from '../start/topic-words.ts'
import type { JourneysWorld } from '../world.ts'

/** Exports say where they stand. */
export type ExportsWorld = JourneysWorld & { readonly publicUrl: string }

const MINUTES_KEPT = 5

/** For everybody's programs, other websites' scripts too: it is public, and the same for all. */
const HEADERS = {
  'cache-control': `public, max-age=${MINUTES_KEPT * 60}`,
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
}

/** What is published of a catalogue under an address. */
export function publicationOf(catalogue: Catalogue, publicUrl: string): Publication {
  return { catalogue, base: publicUrl.replace(/\/+$/, ''), topics: topicWords }
}

/** One document; the whole catalogue's when no service is given. */
export function publish({ catalogue, publicUrl }: ExportsWorld, format: ExportFormat, service?: Service): Reply {
  const { type, ...write } = exportFormats[format]
  const text = kept(catalogue, `${publicUrl} ${format} ${service?.id ?? ''}`, () => {
    const publication = publicationOf(catalogue, publicUrl)
    return service ? write.service(publication, service) : write.catalogue!(publication)
  })
  return { ...data(type, text), headers: HEADERS }
}

const shelves = new WeakMap<Catalogue, Map<string, string>>()

/** A catalogue never changes, so each of its documents is written once, however often it is fetched. */
function kept(catalogue: Catalogue, name: string, write: () => string): string {
  const shelf = shelves.get(catalogue) ?? new Map<string, string>()
  shelves.set(catalogue, shelf)
  const text = shelf.get(name) ?? write()
  shelf.set(name, text)
  return text
}
