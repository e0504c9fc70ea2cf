import { type HeldFact, serviceName, serviceOf, sourceWords } from '#cases'
import { type Fact, showAnswer } from '#catalogue'
import { formatNumber, type Language, say } from '#platform'
import type { PrivacyWorld } from '../world.ts'
import type { Correction } from './correction.ts'
import { correctionWords } from './correction-words.ts'

export interface Telling {
  readonly world: PrivacyWorld
  readonly language: Language
}

/** The fact a correction is about, in the version of the service it was held under; undefined when that cannot be had any more. */
export function factOf(
  { world }: Pick<Telling, 'world'>,
  asked: Pick<Correction, 'service' | 'version' | 'fact'>,
): Fact | undefined {
  return serviceOf(world, asked)?.facts.get(asked.fact) ?? world.catalogue.facts.get(asked.fact)
}

/** What a fact is called, with its number where there are several. */
export function labelOf(
  fact: Fact | undefined,
  { fact: name, entry }: Pick<Correction, 'fact' | 'entry'>,
  language: Language,
): string {
  const label = say(fact?.label ?? {}, language) || name
  return fact?.of ? correctionWords(language)('entry', { label, number: formatNumber(language, entry + 1) }) : label
}

/** A value as people read it. */
export function Value({ fact, value, language }: { fact: Fact | undefined; value: unknown; language: Language }) {
  const text = fact ? showAnswer(fact, value, language).join(', ') : JSON.stringify(value)
  return <span dir="auto">{text}</span>
}

/** The rows about one value that is held: what it is, where it came from, and in which request. */
export function heldRows({ world, language }: Telling, held: Pick<HeldFact, 'in' | 'fact' | 'value' | 'source'>) {
  const t = correctionWords(language)
  return [
    { key: { text: t('now') }, value: { html: <Value fact={held.fact} value={held.value} language={language} /> } },
    { key: { text: t('from') }, value: { text: sourceWords({ world, language }, held.source) } },
    { key: { text: serviceName(world, held.in.service, language) }, value: { html: <bdi>{held.in.reference}</bdi> } },
  ]
}
