import type { Service } from '../service.ts'
import { answersSchema } from './answers-schema.ts'
import { describeCatalogue, describeServices } from './cpsv-ap.ts'
import { writeJsonLd } from './json-ld.ts'
import { openApi } from './open-api.ts'
import type { Publication } from './publication.ts'
import { schemaOrg } from './schema-org.ts'
import type { Triple } from './triple.ts'
import { writeTurtle } from './turtle.ts'

export type ExportFormat = 'cpsv-ap.ttl' | 'cpsv-ap.jsonld' | 'schema-org.jsonld' | 'answers.schema.json' | 'openapi.json'

interface Format {
  /** Its media type. */
  readonly type: string
  /** One service, or the whole catalogue where the format can hold it. */
  readonly service: (publication: Publication, service: Service) => string
  readonly catalogue?: (publication: Publication) => string
}

const turtle = (triples: readonly Triple[]) => writeTurtle(triples)
const jsonLd = (triples: readonly Triple[]) => written(writeJsonLd(triples))

/** The standards in which services are published, by the name under which each document stands. */
export const exportFormats: Readonly<Record<ExportFormat, Format>> = {
  'cpsv-ap.ttl': {
    type: 'text/turtle; charset=utf-8',
    service: (publication, service) => turtle(describeServices(publication, [service])),
    catalogue: publication => turtle(describeCatalogue(publication)),
  },
  'cpsv-ap.jsonld': {
    type: 'application/ld+json',
    service: (publication, service) => jsonLd(describeServices(publication, [service])),
    catalogue: publication => jsonLd(describeCatalogue(publication)),
  },
  'schema-org.jsonld': { type: 'application/ld+json', service: (...about) => written(schemaOrg(...about)) },
  'answers.schema.json': { type: 'application/schema+json', service: (_, service) => written(answersSchema(service)) },
  'openapi.json': { type: 'application/json', service: (...about) => written(openApi(...about)) },
}

function written(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`
}
