import type { Catalogue } from '../catalogue.ts'
import type { Law, ServiceId } from '../service.ts'
import type { Words } from '../words.ts'
import { type Node, node } from './triple.ts'

/** What is published, and where: every address in an export begins with `base`. */
export interface Publication {
  readonly catalogue: Catalogue
  /** Where people reach the website, `https://service.example`, without a slash at its end. */
  readonly base: string
  /** What the topics of service files are called; a topic without words is called by its id. */
  readonly topics: Readonly<Record<string, Words>>
}

/** The service itself, as the page about it stands for it. */
export function serviceNode({ base }: Publication, service: ServiceId, part = 'service'): Node {
  return node(`${base}/services/${service}#${part}`)
}

export function lifeEventNode({ base }: Publication, id: string): Node {
  return node(`${base}/life-events/${id}#life-event`)
}

/** What services share: `agency-tax-office`, `topic-family`. */
export function sharedNode({ base }: Publication, name: string): Node {
  return node(`${base}/catalogue#${name}`)
}

/** A law by its own address, or by ours when it has none. */
export function lawNode(publication: Publication, service: ServiceId, law: Law): Node {
  return law.url ? node(law.url) : serviceNode(publication, service, `law-${law.id}`)
}

export function topicWords({ topics }: Publication, id: string): Words {
  return topics[id] ?? { en: id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ') }
}
