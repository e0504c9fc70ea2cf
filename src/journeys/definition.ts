import {
  atVersions,
  type Catalogue,
  type Composition,
  composeLifeEvent,
  type LifeEvent,
  type Service,
  type Versions,
  versionsToStart,
  type Words,
} from '#catalogue'
import type { Draft } from './draft.ts'
import { closed, notThere } from './refusals.ts'

/** What a journey is made of: one service, or a life event's services composed. */
export interface Definition extends Composition {
  readonly name: Words
  readonly summary: Words
  readonly lifeEvent?: LifeEvent
}

/** What of a draft says which definition it goes by. */
export type Subject = Pick<Draft, 'kind' | 'subject' | 'chosen' | 'versions'>

// A catalogue does not change while it is held, and a journey is composed anew for each of its pages otherwise.
const composed = new WeakMap<Catalogue, Map<string, Definition>>()

/** The definition a draft goes by: that of the versions it began with. @throws a Refusal when the service was withdrawn or never was */
export function definitionOf(catalogue: Catalogue, draft: Subject): Definition {
  const known = composed.get(catalogue) ?? new Map<string, Definition>()
  composed.set(catalogue, known)
  const key = JSON.stringify([draft.kind, draft.subject, draft.chosen, draft.versions])
  const definition = known.get(key) ?? compose(catalogue, draft)
  known.set(key, definition)
  return definition
}

function compose(live: Catalogue, draft: Subject): Definition {
  const catalogue = atVersions(live, draft.versions)
  const definition = draft.kind === 'service' ? ofService(catalogue, draft.subject) : ofLifeEvent(catalogue, draft, live)
  // A service that was withdrawn takes nothing more, under whichever version it was begun.
  for (const service of definition.services) liveService(live, service.id)
  return definition
}

/** The versions that a journey which this person begins now goes by. */
export function versionsFor(
  catalogue: Catalogue,
  { kind, subject, personId }: Pick<Draft, 'kind' | 'subject' | 'personId'>,
): Versions {
  const services =
    kind === 'service' ? [subject] : (catalogue.lifeEvents.get(subject)?.services ?? []).map(({ service }) => service)
  return versionsToStart(catalogue, services, personId)
}

function ofService(catalogue: Catalogue, id: string): Definition {
  const service = liveService(catalogue, id)
  const { version, name, summary, languages, file } = service
  const services = [{ service: id, optional: false, mode: 'apply' as const }]
  return { ...composeLifeEvent(catalogue, { id, version, name, summary, languages, file, services }, []), name, summary }
}

function ofLifeEvent(catalogue: Catalogue, { subject, chosen }: Subject, live: Catalogue): Definition {
  const lifeEvent = catalogue.lifeEvents.get(subject)
  if (!lifeEvent) throw notThere()
  const offered = offeredIn(live, lifeEvent)
  const wanted = offered.filter(service => chosen?.includes(service) ?? true)
  const composition = composeLifeEvent(catalogue, lifeEvent, wanted)
  return { ...composition, name: lifeEvent.name, summary: lifeEvent.summary, lifeEvent }
}

/** The services of a life event that a person may choose or leave; one that was withdrawn is not offered. */
export function offeredIn({ services }: Catalogue, lifeEvent: LifeEvent | undefined): string[] {
  const optional = lifeEvent?.services.filter(part => part.optional) ?? []
  return optional.map(part => part.service).filter(id => services.get(id)?.status === 'live')
}

/** What a journey is about, by name, also when it can no longer be walked. */
export function subjectOf({ services, lifeEvents }: Catalogue, { kind, subject }: Pick<Draft, 'kind' | 'subject'>): Words {
  return (kind === 'service' ? services : lifeEvents).get(subject)?.name ?? {}
}

/** Which services a journey is for, also when it can no longer be walked. */
export function servicesOf(catalogue: Catalogue, { kind, subject, chosen }: Subject): string[] {
  if (kind === 'service') return [subject]
  const parts = catalogue.lifeEvents.get(subject)?.services ?? []
  return parts.filter(part => !part.optional || (chosen?.includes(part.service) ?? true)).map(part => part.service)
}

/** A service that people may start. @throws a Refusal otherwise */
export function liveService(catalogue: Catalogue, id: string): Service {
  const service = catalogue.services.get(id)
  if (!service) throw notThere()
  if (service.status === 'withdrawn') throw closed(service)
  return service
}
