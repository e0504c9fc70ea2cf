import type { Answers, Catalogue } from '#catalogue'
import { readRegister } from '../read-register.ts'
import type { Happening } from './happening.ts'

/** What an event brought along, as the query would have told it: the facts, and the query; undefined when it brought nothing. */
export function detailsIn(
  { events, facts, registers }: Pick<Catalogue, 'events' | 'facts' | 'registers'>,
  { event, details }: Pick<Happening, 'event' | 'details'>,
  on: string,
): { answers: Answers; from: string } | undefined {
  const query = registers.get(events.get(event)?.with ?? '')
  if (!query || details === undefined) return undefined
  const given = [...query.gives.keys()].flatMap(name => facts.get(name) ?? [])
  const told = readRegister({ query, facts: given, on }, details)
  return told.kind === 'facts' ? { answers: told.answers, from: query.id } : undefined
}
