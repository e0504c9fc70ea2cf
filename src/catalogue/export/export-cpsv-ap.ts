import type { Service } from '../service.ts'
import { describeCatalogue, describeServices } from './cpsv-ap.ts'
import { writeJsonLd } from './json-ld.ts'
import type { Publication } from './publication.ts'
import type { Triple } from './triple.ts'
import { writeTurtle } from './turtle.ts'

/** The same statements in either syntax. */
export interface Exported {
  turtle(): string
  jsonLd(): object
}

/** The whole catalogue in CPSV-AP 3.2. */
export function exportCatalogue(publication: Publication): Exported {
  return exported(describeCatalogue(publication))
}

/** One service in CPSV-AP 3.2, with all it refers to. */
export function exportService(publication: Publication, service: Service): Exported {
  return exported(describeServices(publication, [service]))
}

function exported(triples: readonly Triple[]): Exported {
  return { turtle: () => writeTurtle(triples), jsonLd: () => writeJsonLd(triples) }
}
