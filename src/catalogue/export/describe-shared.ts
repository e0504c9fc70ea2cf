import type { LifeEvent } from '../life-event.ts'
import type { Agency } from '../register.ts'
import type { Service } from '../service.ts'
import type { Words } from '../words.ts'
import { currencyNode, languageNode, levelNode, statusNode } from './code-lists.ts'
import { describeAlways } from './describe-channels.ts'
import { lifeEventNode, type Publication, serviceNode, sharedNode, topicWords } from './publication.ts'
import { about, type Node, node, type Triple, text, texts } from './triple.ts'
import { audienceWords, channelWords, said, words } from './words.ts'

/** What the services stand on together: agencies, life events, the country, and the concepts they are sorted by. */
export function describeShared(publication: Publication, services: readonly Service[]): Triple[] {
  return [
    ...agenciesOf(publication, services).flatMap(agency => describeAgency(publication, agency)),
    ...lifeEventsOf(publication, services).flatMap(lifeEvent => describeLifeEvent(publication, lifeEvent, services)),
    ...describeCountry(publication),
    ...describeConcepts(publication, services),
    ...describeAlways(publication),
  ]
}

function agenciesOf({ catalogue }: Publication, services: readonly Service[]): Agency[] {
  const ids = new Set(services.flatMap(({ owner, tasks }) => [owner, ...tasks.map(task => task.agency)]))
  return [...ids].flatMap(id => catalogue.agencies.get(id) ?? [])
}

/** Organisation, agent and point of contact at once: the profile asks a name of the first two by different properties. */
function describeAgency(publication: Publication, { id, name, url }: Agency): Triple[] {
  const help = node(url ?? `${publication.base}/help/about`)
  return [
    ...about(sharedNode(publication, `agency-${id}`), ['cv:PublicOrganisation', 'org:Organization', 'foaf:Agent'], {
      'dct:identifier': [text(id)],
      'dct:title': texts(name),
      'skos:prefLabel': texts(name),
      'dct:spatial': [sharedNode(publication, 'country')],
    }),
    ...about(sharedNode(publication, `contact-${id}`), ['cv:ContactPoint'], { 'cv:contactPage': [help] }),
    ...about(help, ['foaf:Document']),
  ]
}

function lifeEventsOf({ catalogue }: Publication, services: readonly Service[]): LifeEvent[] {
  const ids = new Set(services.flatMap(service => service.lifeEvents))
  return [...ids].flatMap(id => catalogue.lifeEvents.get(id) ?? [])
}

/** Both classes, since the shapes ask for an Event and no reader need know that a life event is one. */
function describeLifeEvent(publication: Publication, { id, name, summary }: LifeEvent, services: readonly Service[]): Triple[] {
  const grouped = services.filter(service => service.lifeEvents.includes(id))
  return about(lifeEventNode(publication, id), ['cv:LifeEvent', 'cv:Event'], {
    'dct:identifier': [text(id)],
    'dct:title': texts(name),
    'dct:description': texts(said(summary, name)),
    'cv:hasRelatedService': grouped.map(service => serviceNode(publication, service.id)),
  })
}

function describeCountry(publication: Publication): Triple[] {
  const { country, name } = publication.catalogue.government
  return about(sharedNode(publication, 'country'), ['dct:Location'], {
    'dct:identifier': [text(country)],
    'skos:prefLabel': texts(name),
  })
}

function describeConcepts(publication: Publication, services: readonly Service[]): Triple[] {
  const concepts: [Node, Words][] = [
    [sharedNode(publication, 'role-task'), words.task],
    [currencyNode(publication.catalogue.government.currency), {}],
    ...services.flatMap(service => conceptsOf(publication, service)),
  ]
  const languages = new Set(services.flatMap(service => service.languages))
  return [
    ...concepts.flatMap(([concept, name]) => about(concept, ['skos:Concept'], { 'skos:prefLabel': texts(name) })),
    ...[...languages].flatMap(language => about(languageNode(language), ['dct:LinguisticSystem'])),
    ...services.flatMap(({ id }) => about(node(`${publication.base}/services/${id}`), ['foaf:Document'])),
  ]
}

/** Concepts with what we call them; those of others’ lists keep the names their owners gave them. */
function conceptsOf(publication: Publication, service: Service): [Node, Words][] {
  return [
    ...service.topics.map((id): [Node, Words] => [sharedNode(publication, `topic-${id}`), topicWords(publication, id)]),
    ...service.channels.map((id): [Node, Words] => [sharedNode(publication, `channel-${id}`), channelWords[id]]),
    [sharedNode(publication, `audience-${service.audience}`), audienceWords[service.audience]],
    [levelNode(service.identity), {}],
    [statusNode(service.status), {}],
  ]
}
