import type { Catalogue, LifeEvent, Service } from '#catalogue'
import type { Words } from '#platform'

/** What a person looks for among the services. */
export interface Wanted {
  readonly q: string
  readonly topic: string
  readonly agency: string
}

const NAME_WEIGHT = 4
const SUMMARY_WEIGHT = 1
const WORD_MIN = 3

/** Live services that fit, the best first; without words to look for, in the order of their names in that language. */
export function searchServices(catalogue: Catalogue, wanted: Wanted, language: string): Service[] {
  const byName = new Intl.Collator(language, { numeric: true })
  const nameIn = ({ name }: Service) => name[language] ?? Object.values(name)[0] ?? ''
  const words = wordsOf(wanted.q)
  return [...catalogue.services.values()]
    .filter(service => service.status === 'live' && fits(service, wanted))
    .map(service => ({ service, score: scoreOf(service, words, catalogue) }))
    .filter(({ score }) => words.length === 0 || score > 0)
    .sort((a, b) => b.score - a.score || byName.compare(nameIn(a.service), nameIn(b.service)))
    .map(({ service }) => service)
}

/** Life events whose words, or whose services' names, hold what is looked for. */
export function searchLifeEvents(catalogue: Catalogue, q: string): LifeEvent[] {
  const words = wordsOf(q)
  if (words.length === 0) return []
  return [...catalogue.lifeEvents.values()].filter(({ name, summary }) => hits(words, [name, summary]) > 0)
}

function fits(service: Service, { topic, agency }: Wanted): boolean {
  return (topic === '' || service.topics.includes(topic)) && (agency === '' || service.owner === agency)
}

function scoreOf(service: Service, words: readonly string[], { agencies }: Catalogue): number {
  const owner = agencies.get(service.owner)?.name ?? {}
  return NAME_WEIGHT * hits(words, [service.name]) + SUMMARY_WEIGHT * hits(words, [service.summary, owner])
}

/** How many of the words stand at the beginning of a word, in any language. */
function hits(words: readonly string[], texts: readonly Words[]): number {
  const text = ` ${folded(texts.flatMap(one => Object.values(one)).join(' '))}`
  return words.filter(word => text.includes(` ${word}`)).length
}

/** Short words (“a”, “de”) say nothing, unless nothing else was typed. */
function wordsOf(q: string): string[] {
  const all = folded(q).split(' ').filter(Boolean)
  const telling = all.filter(word => word.length >= WORD_MIN)
  return telling.length > 0 ? telling : all
}

/**
 * Letters and digits alone, as one would type them in a hurry: no case, no accents, no vowel marks,
 * Arabic without its article and with one form of alif, ya and ta.
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}|\u0640/gu, '')
    .toLowerCase()
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/(?<=^| )[وبل]?ال(?=\p{L}{2})/gu, '')
}
