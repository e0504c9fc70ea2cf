import { type ExportFormat, exportFormats, loadCatalogue } from '#catalogue'
import { publicationOf } from '#journeys'
import { readArguments } from './read-arguments.ts'

const FORMATS = Object.keys(exportFormats) as ExportFormat[]

export const EXPORT_USAGE = `portico services export FORMAT [SERVICE] [--dir DIR] [--url URL]   print services in the field's own standards
  FORMAT      ${FORMATS.join(', ')}
  SERVICE     one service's id; the whole catalogue when it is left out, in cpsv-ap alone
  --dir DIR   the government's folder, which holds agencies.yaml; the current one when it is left out
  --url URL   where people reach the website: every address in the document begins with it`

const URL_WITHOUT_WEBSITE = 'http://localhost:3000'

/** `services export`: prints one document. @returns the exit code @throws CatalogueFaults */
export async function exportServices(rest: string[]): Promise<number> {
  const read = readArguments(rest, { dir: 'text', url: 'text' })
  if (typeof read === 'string') return misunderstood(read)
  const [format, id, ...more] = read.named
  if (!isFormat(format) || more.length > 0) return misunderstood(format ? `There is no format “${format}”.` : undefined)
  const { url = URL_WITHOUT_WEBSITE, dir = '.' } = read.text
  if (!URL.canParse(url)) return misunderstood(`“${url}” is no address; write it with https:// in front.`)
  const publication = publicationOf(await loadCatalogue(dir), url)
  const { service: writeOne, catalogue: writeAll } = exportFormats[format]
  if (id === undefined) {
    if (!writeAll) return misunderstood(`${format} describes one service; say which.`)
    return printed(writeAll(publication))
  }
  const service = publication.catalogue.services.get(id)
  if (!service) return misunderstood(`There is no service “${id}” in ${dir}.`)
  return printed(writeOne(publication, service))
}

function isFormat(word: string | undefined): word is ExportFormat {
  return FORMATS.some(format => format === word)
}

function printed(document: string): number {
  console.log(document.trimEnd())
  return 0
}

function misunderstood(sentence: string | undefined): number {
  console.error(sentence ? `${sentence}\n\n${EXPORT_USAGE}` : EXPORT_USAGE)
  return 2
}
