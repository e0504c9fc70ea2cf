import type { Catalogue } from '#catalogue'
import { type Language, say } from '#platform'
import { topicWords } from './topic-words.ts'

export interface Topic {
  readonly id: string
  readonly name: string
  readonly services: number
}

/** The topics under which live services stand, in the order of their names. */
export function topicsOf({ services }: Catalogue, language: Language): Topic[] {
  const counts = new Map<string, number>()
  for (const service of services.values())
    if (service.status === 'live') for (const id of service.topics) counts.set(id, (counts.get(id) ?? 0) + 1)
  const byName = new Intl.Collator(language)
  return [...counts]
    .map(([id, count]) => ({ id, name: topicName(id, language), services: count }))
    .sort((a, b) => byName.compare(a.name, b.name))
}

/** A topic's name; one that we have no words for is called by its id. */
export function topicName(id: string, language: Language): string {
  const known = topicWords[id]
  return known ? say(known, language) : id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ')
}
