import {
  type Catalogue,
  type Composition,
  composeLifeEvent,
  type LifeEvent,
  type Page,
  type Service,
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

/** The definition a draft goes by now. @throws a Refusal when the service was withdrawn or never was */
export function definitionOf(catalogue: Catalogue, draft: Pick<Draft, 'kind' | 'subject' | 'chosen'>): Definition {
  return draft.kind === 'service' ? ofService(catalogue, draft.subject) : ofLifeEvent(catalogue, draft)
}

function ofService(catalogue: Catalogue, id: string): Definition {
  const service = liveService(catalogue, id)
  const alone = { services: [{ service: id, optional: false, mode: 'apply' }] } as unknown as LifeEvent
  return { ...composeLifeEvent(catalogue, alone, []), name: service.name, summary: service.summary }
}

function ofLifeEvent(catalogue: Catalogue, { subject, chosen }: Pick<Draft, 'subject' | 'chosen'>): Definition {
  const lifeEvent = catalogue.lifeEvents.get(subject)
  if (!lifeEvent) throw notThere()
  const wanted = chosen ?? lifeEvent.services.map(part => part.service)
  const composition = composeLifeEvent(catalogue, lifeEvent, wanted)
  for (const service of composition.services) if (service.status === 'withdrawn') throw closed(service)
  return { ...composition, name: lifeEvent.name, summary: lifeEvent.summary, lifeEvent }
}

/** A service that people may start. @throws a Refusal otherwise */
export function liveService(catalogue: Catalogue, id: string): Service {
  const service = catalogue.services.get(id)
  if (!service) throw notThere()
  if (service.status === 'withdrawn') throw closed(service)
  return service
}

/** Words for one entry of a repeated page, such as "Child". */
export function entryWords(page: Page): Words {
  return page.repeat?.words ?? {}
}
