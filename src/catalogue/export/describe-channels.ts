import type { Channel, Service } from '../service.ts'
import { calendarDays } from './calendar-days.ts'
import { CONTINUOUS } from './code-lists.ts'
import { type Publication, serviceNode, sharedNode } from './publication.ts'
import { about, node, type Triple, text, texts } from './triple.ts'
import { channelWords, words } from './words.ts'

/** The ways in which a service can be asked for. Only the website's hours are known to the catalogue. */
export function describeChannels(publication: Publication, service: Service): Triple[] {
  return service.channels.flatMap(channel => describeChannel(publication, service, channel))
}

function describeChannel(publication: Publication, service: Service, channel: Channel): Triple[] {
  const isWeb = channel === 'web'
  return about(serviceNode(publication, service.id, `channel-${channel}`), ['cv:Channel'], {
    'dct:identifier': [text(`${service.id}/${channel}`)],
    'dct:type': [sharedNode(publication, `channel-${channel}`)],
    'dct:description': texts(channelWords[channel]),
    'cv:ownedBy': [sharedNode(publication, `agency-${service.owner}`)],
    'cv:processingTime': [text(calendarDays(service.decideWithin.days), 'xsd:duration')],
    'cpsv:hasInput': service.know.map(lookup => serviceNode(publication, service.id, `evidence-${lookup.from}`)),
    ...(isWeb && {
      'cv:openingHours': [sharedNode(publication, 'hours-always')],
      'foaf:page': [node(`${publication.base}/services/${service.id}`)],
    }),
  })
}

/** “At any hour, every day”, as a time. */
export function describeAlways(publication: Publication): Triple[] {
  return [
    ...about(sharedNode(publication, 'hours-always'), ['time:TemporalEntity'], {
      'dct:description': texts(words.always),
      'cv:frequency': [CONTINUOUS],
    }),
    ...about(CONTINUOUS, ['skos:Concept']),
  ]
}
