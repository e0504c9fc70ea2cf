import type { Service } from '../service.ts'
import type { Words } from '../words.ts'
import { calendarDays } from './calendar-days.ts'
import { currencyNode, languageNode, levelNode, statusNode } from './code-lists.ts'
import { describeChannels } from './describe-channels.ts'
import { describeRules } from './describe-rules.ts'
import { lawNode, lifeEventNode, type Publication, serviceNode, sharedNode, topicWords } from './publication.ts'
import { about, node, type Triple, text, texts } from './triple.ts'
import { paymentWords, said, words } from './words.ts'

/** A service with all that belongs to it alone. Other services are named only when `described` holds them too. */
export function describeService(publication: Publication, service: Service, described: ReadonlySet<string>): Triple[] {
  return [
    ...describeItself(publication, service, described),
    ...describeRules(publication, service),
    ...describeChannels(publication, service),
    ...describeOutputs(publication, service),
    ...describeTasks(publication, service),
    ...describeCost(publication, service),
  ]
}

function describeItself(publication: Publication, service: Service, described: ReadonlySet<string>): Triple[] {
  const part = (name: string) => serviceNode(publication, service.id, name)
  const others = (ids: readonly string[]) => ids.filter(id => described.has(id)).map(id => serviceNode(publication, id))
  const { related, required } = neighbours(publication, service)
  return about(serviceNode(publication, service.id), ['cpsv:PublicService'], {
    'dct:identifier': [text(service.id)],
    'dct:title': texts(service.name),
    'dct:description': texts(said(service.summary, service.name)),
    'dcat:keyword': service.topics.flatMap(topic => texts(topicWords(publication, topic))),
    'cv:thematicArea': service.topics.map(topic => sharedNode(publication, `topic-${topic}`)),
    'dct:audience': [sharedNode(publication, `audience-${service.audience}`)],
    'adms:status': [statusNode(service.status)],
    'owl:versionInfo': [text(String(service.version))],
    'dct:language': service.languages.map(languageNode),
    'dct:spatial': [sharedNode(publication, 'country')],
    'cv:processingTime': [text(calendarDays(service.decideWithin.days), 'xsd:duration')],
    'cv:hasCompetentAuthority': [sharedNode(publication, `agency-${service.owner}`)],
    'cv:hasLegalResource': service.law.map(law => lawNode(publication, service.id, law)),
    'cv:isGroupedBy': service.lifeEvents.map(id => lifeEventNode(publication, id)),
    'cv:isClassifiedBy': [levelNode(service.identity)],
    'cv:holdsRequirement': service.eligible.map(rule => part(`requirement-${rule.id}`)),
    'cpsv:follows': [part('rule')],
    'cpsv:hasInput': service.know.map(lookup => part(`evidence-${lookup.from}`)),
    'cv:hasChannel': service.channels.map(channel => part(`channel-${channel}`)),
    'cpsv:produces': outputsOf(service).map(({ id }) => part(`output-${id}`)),
    'cv:hasParticipation': service.tasks.map(task => part(`task-${task.id}`)),
    'cv:hasCost': [part('cost')],
    'cv:contactPoint': [sharedNode(publication, `contact-${service.owner}`)],
    'cv:relatedService': others(related),
    'dct:requires': others(required),
    'foaf:page': [node(`${publication.base}/services/${service.id}`)],
    'rdfs:seeAlso': [node(`${publication.base}/services/${service.id}/answers.schema.json`)],
  })
}

/** Services offered after this one, and those it comes after in a life event. */
function neighbours({ catalogue }: Publication, { id, offers }: Service) {
  const parts = [...catalogue.lifeEvents.values()].flatMap(lifeEvent => lifeEvent.services)
  return {
    related: offers.map(offer => offer.service),
    required: parts.flatMap(part => (part.service === id && part.after ? [part.after] : [])),
  }
}

function outputsOf({ gives, pays }: Service): { id: string; name: Words }[] {
  return [
    { id: 'decision', name: words.decision },
    ...(gives ? [{ id: gives.document, name: gives.name }] : []),
    ...(pays ? [{ id: 'payment', name: paymentWords[pays.every] }] : []),
  ]
}

function describeOutputs(publication: Publication, service: Service): Triple[] {
  return outputsOf(service).flatMap(({ id, name }) =>
    about(serviceNode(publication, service.id, `output-${id}`), ['cv:Output'], {
      'dct:identifier': [text(`${service.id}/${id}`)],
      'dct:title': texts(name),
      'dct:language': service.languages.map(languageNode),
    }),
  )
}

function describeTasks(publication: Publication, service: Service): Triple[] {
  return service.tasks.flatMap(task =>
    about(serviceNode(publication, service.id, `task-${task.id}`), ['cv:Participation'], {
      'dct:identifier': [text(`${service.id}/${task.id}`)],
      'dct:description': texts(said(task.words, words.task)),
      'cv:hasParticipant': [sharedNode(publication, `agency-${task.agency}`)],
      'cv:role': [sharedNode(publication, 'role-task')],
    }),
  )
}

function describeCost(publication: Publication, service: Service): Triple[] {
  return about(serviceNode(publication, service.id, 'cost'), ['cv:Cost'], {
    'dct:identifier': [text(`${service.id}/cost`)],
    'dct:description': texts(words.free),
    'cv:hasValue': [text('0.0E0', 'xsd:double')],
    'cv:currency': [currencyNode(publication.catalogue.government.currency)],
    'cv:isDefinedBy': [sharedNode(publication, `agency-${service.owner}`)],
  })
}
