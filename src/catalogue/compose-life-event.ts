import type { Catalogue } from './catalogue.ts'
import type { FactName } from './fact.ts'
import type { LifeEvent } from './life-event.ts'
import type { Lookup } from './register.ts'
import type { Page, Service, ServiceId } from './service.ts'

/** A lookup of a composed journey, and the services it is made for. */
export interface SharedLookup extends Lookup {
  readonly services: readonly ServiceId[]
}

/** Several services as one journey. */
export interface Composition {
  /** In the order of the life event, each after the one it waits for. */
  readonly services: readonly Service[]
  readonly pages: readonly Page[]
  readonly know: readonly SharedLookup[]
}

/**
 * Makes one journey of the services a person chose in a life event: every fact asked once, every register asked once.
 * Services that are not optional are always in it; names the life event does not know are left out.
 */
export function composeLifeEvent(catalogue: Catalogue, lifeEvent: LifeEvent, chosen: readonly ServiceId[]): Composition {
  const wanted = lifeEvent.services.filter(part => !part.optional || chosen.includes(part.service))
  const services = inOrder(wanted).map(id => catalogue.services.get(id)!)
  return { services, pages: pagesOf(services), know: lookupsOf(services) }
}

function inOrder(parts: LifeEvent['services']): ServiceId[] {
  const placed: ServiceId[] = []
  const waiting = (id: ServiceId | undefined) => parts.some(part => part.service === id) && !placed.includes(id!)
  while (placed.length < parts.length) {
    const next = parts.find(part => !placed.includes(part.service) && !waiting(part.after))
    if (!next)
      throw new Error(`The services of this life event wait for each other: ${parts.map(part => part.service).join(', ')}`)
    placed.push(next.service)
  }
  return placed
}

function pagesOf(services: readonly Service[]): Page[] {
  const certain = new Set<FactName>()
  return services
    .flatMap(service => service.pages.map(page => ({ ...page, id: `${service.id}.${page.id}` })))
    .flatMap(page => {
      const facts = page.facts.filter(fact => !certain.has(fact.name))
      if (!page.when) for (const fact of facts) certain.add(fact.name)
      return facts.length > 0 || page.facts.length === 0 ? [{ ...page, facts }] : []
    })
}

function lookupsOf(services: readonly Service[]): SharedLookup[] {
  const shared = new Map<string, SharedLookup>()
  for (const service of services)
    for (const lookup of service.know) shared.set(lookup.from, merged(shared.get(lookup.from), lookup, service.id))
  return [...shared.values()]
}

/** One question to one register serves all; where one service needs consent, all wait for it. */
function merged(before: SharedLookup | undefined, lookup: Lookup, service: ServiceId): SharedLookup {
  if (!before) return { ...lookup, services: [service] }
  const strictest = lookup.consent === 'asked' ? lookup : before
  return {
    ...strictest,
    ...purposesOf([before, lookup]),
    facts: [...new Set([...before.facts, ...lookup.facts])],
    services: [...before.services, service],
  }
}

/** Whoever agrees to one lookup for two services reads what each wants it for. */
function purposesOf(lookups: readonly Lookup[]): Pick<Lookup, 'purpose'> {
  const purposes = lookups.flatMap(({ purpose }) => (purpose ? [purpose] : []))
  const [first] = purposes
  if (!first) return {}
  const said = (language: string) => [...new Set(purposes.flatMap(words => words[language] ?? []))].join('; ')
  return { purpose: Object.fromEntries(Object.keys(first).map(language => [language, said(language)])) }
}
