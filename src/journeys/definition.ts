import { type Catalogue, type Composition, composeLifeEvent, type LifeEvent, type Service, type Words } from '#catalogue'
import type { Draft } from './draft.ts'
import { closed, notThere } from './refusals.ts'

/** What a journey is made of: one service, or a life event's services composed. */
export interface Definition extends Composition {
  readonly name: Words
  readonly summary: Words
  readonly lifeEvent?: LifeEvent
}

type Subject = Pick<Draft, 'kind' | 'subject' | 'chosen'>

// A catalogue does not change while it is held, and a journey is composed anew for each of its pages otherwise.
const composed = new WeakMap<Catalogue, Map<string, Definition>>()

/** The definition a draft goes by now. @throws a Refusal when the service was withdrawn or never was */
export function definitionOf(catalogue: Catalogue, draft: Subject): Definition {
  const known = composed.get(catalogue) ?? new Map<string, Definition>()
  composed.set(catalogue, known)
  const key = `${draft.kind} ${draft.subject} ${draft.chosen?.join() ?? '*'}`
  const definition = known.get(key) ?? compose(catalogue, draft)
  known.set(key, definition)
  return definition
}

function compose(catalogue: Catalogue, draft: Subject): Definition {
  return draft.kind === 'service' ? ofService(catalogue, draft.subject) : ofLifeEvent(catalogue, draft)
}

function ofService(catalogue: Catalogue, id: string): Definition {
  const service = liveService(catalogue, id)
  const { version, name, summary, languages, file } = service
  const services = [{ service: id, optional: false, mode: 'apply' as const }]
  return { ...composeLifeEvent(catalogue, { id, version, name, summary, languages, file, services }, []), name, summary }
}

function ofLifeEvent(catalogue: Catalogue, { subject, chosen }: Pick<Draft, 'subject' | 'chosen'>): Definition {
  const lifeEvent = catalogue.lifeEvents.get(subject)
  if (!lifeEvent) throw notThere()
  const offered = offeredIn(catalogue, lifeEvent)
  const wanted = offered.filter(service => chosen?.includes(service) ?? true)
  const composition = composeLifeEvent(catalogue, lifeEvent, wanted)
  for (const service of composition.services) liveService(catalogue, service.id)
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

/** A service that people may start. @throws a Refusal otherwise */
export function liveService(catalogue: Catalogue, id: string): Service {
  const service = catalogue.services.get(id)
  if (!service) throw notThere()
  if (service.status === 'withdrawn') throw closed(service)
  return service
}
