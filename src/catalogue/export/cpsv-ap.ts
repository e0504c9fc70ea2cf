import type { Service } from '../service.ts'
import { describeService } from './describe-service.ts'
import { describeShared } from './describe-shared.ts'
import { type Publication, serviceNode, sharedNode } from './publication.ts'
import { about, node, type Triple, text, texts } from './triple.ts'
import { before, words } from './words.ts'

/**
 * Services as CPSV-AP 3.2 says them, with all they refer to, so that each document is whole by itself.
 * @see https://semiceu.github.io/CPSV-AP/releases/3.2.0/
 */
export function describeServices(publication: Publication, services: readonly Service[]): Triple[] {
  const described = new Set(services.map(service => service.id))
  return [
    ...services.flatMap(service => describeService(publication, service, described)),
    ...describeShared(publication, services),
  ]
}

/** The whole catalogue as a dataset, published by the government, of every service it has. */
export function describeCatalogue(publication: Publication): Triple[] {
  const { catalogue, base } = publication
  const services = [...catalogue.services.values()]
  const dataset = node(`${base}/catalogue`)
  const government = sharedNode(publication, 'government')
  const title = before(words.catalogue, catalogue.government.name)
  return [
    ...about(dataset, ['dcat:Dataset'], {
      'dct:identifier': [text(dataset.iri)],
      'dct:title': texts(title),
      'dct:description': texts(title),
      'dct:publisher': [government],
      'dcat:landingPage': [node(`${base}/services`)],
      'dct:hasPart': services.map(service => serviceNode(publication, service.id)),
    }),
    ...about(government, ['foaf:Agent'], {
      'dct:identifier': [text(catalogue.government.country)],
      'dct:title': texts(catalogue.government.name),
    }),
    ...about(node(`${base}/services`), ['foaf:Document']),
    ...services.flatMap(service => about(serviceNode(publication, service.id), [], { 'dct:isPartOf': [dataset] })),
    ...describeServices(publication, services),
  ]
}
