import type { Service } from '../service.ts'
import type { Words } from '../words.ts'
import { calendarDays } from './calendar-days.ts'
import { type Publication, serviceNode, sharedNode, topicWords } from './publication.ts'
import { audienceWords, channelWords, paymentWords, words } from './words.ts'

/** A service as search engines read it. @see https://schema.org/GovernmentService */
export function schemaOrg(publication: Publication, service: Service): object {
  const { government, agencies } = publication.catalogue
  const agency = agencies.get(service.owner)
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentService',
    '@id': serviceNode(publication, service.id).iri,
    identifier: service.id,
    url: pageOf(publication, service),
    name: texts(service.name),
    description: texts(service.summary),
    category: service.topics.flatMap(topic => texts(topicWords(publication, topic))),
    audience: { '@type': 'Audience', audienceType: texts(audienceWords[service.audience]) },
    areaServed: { '@type': 'Country', identifier: government.country, name: texts(government.name) },
    provider: {
      '@type': 'GovernmentOrganization',
      '@id': sharedNode(publication, `agency-${service.owner}`).iri,
      name: texts(agency?.name ?? {}),
      ...(agency?.url && { url: agency.url }),
    },
    availableChannel: service.channels.map(channel => channelOf(publication, service, channel)),
    offers: { '@type': 'Offer', price: 0, priceCurrency: government.currency },
    serviceOutput: outputsOf(service).map(name => ({ '@type': 'Thing', name: texts(name) })),
  }
}

function channelOf(publication: Publication, service: Service, channel: Service['channels'][number]): object {
  return {
    '@type': 'ServiceChannel',
    name: texts(channelWords[channel]),
    availableLanguage: service.languages,
    processingTime: calendarDays(service.decideWithin.days),
    ...(channel === 'web' && { serviceUrl: pageOf(publication, service) }),
  }
}

function outputsOf({ gives, pays }: Service): Words[] {
  return [words.decision, ...(gives ? [gives.name] : []), ...(pays ? [paymentWords[pays.every]] : [])]
}

function pageOf({ base }: Publication, { id }: Service): string {
  return `${base}/services/${id}`
}

function texts(said: Words): object[] {
  return Object.entries(said).map(([language, text]) => ({ '@language': language, '@value': text }))
}
