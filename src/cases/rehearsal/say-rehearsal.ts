import type { Difference, Ending, Service } from '#catalogue'
import { formatMoney, type Language, say } from '#platform'
import { type Grouped, type Played, wayOf } from './rehearsal.ts'
import { rehearsalWords } from './rehearsal-words.ts'
import type { Rehearsal } from './rehearse-version.ts'

/** One group of a rehearsal in words: how many, and what would be different for them. */
export interface SaidGroup {
  readonly count: number
  readonly sentences: readonly string[]
  /** References of past requests, or numbers of generated journeys. */
  readonly labels: readonly string[]
}

/** A rehearsal in words: a sentence for each part, and its groups under it. */
export interface SaidRehearsal {
  readonly past: { readonly summary: string; readonly groups: readonly SaidGroup[] }
  /** Absent where there is nothing to compare with. */
  readonly generated?: { readonly summary: string; readonly groups: readonly SaidGroup[] }
  /** Present when nothing at all would be different, or when there is nothing to compare with. */
  readonly verdict?: string
}

/** Says what a rehearsal found, with the draft's own words for its questions. */
export function sayRehearsal(rehearsal: Rehearsal, draft: Service, language: Language): SaidRehearsal {
  const t = rehearsalWords(language)
  const { past, generated, isNew } = rehearsal
  const said = (played: Played, summary: 'past' | 'generated') => ({
    summary: t(summary, { compared: played.compared, changed: played.changed }),
    groups: played.groups.map(group => sayGroup(group, draft, language)),
  })
  const isSame = past.changed + generated.changed === 0
  return {
    past: said(past, 'past'),
    ...(isNew ? {} : { generated: said(generated, 'generated') }),
    ...(isNew ? { verdict: t('new') } : isSame ? { verdict: t('same') } : {}),
  }
}

function sayGroup({ difference, count, labels }: Grouped, draft: Service, language: Language): SaidGroup {
  return { count, labels, sentences: sentencesFor(difference, draft, language) }
}

function sentencesFor(difference: Difference, draft: Service, language: Language): string[] {
  const t = rehearsalWords(language)
  /** What is paid is money; anything else stands as it is. */
  const worth = (value: unknown, name: string) =>
    draft.pays?.amount === name && typeof value === 'number'
      ? formatMoney(language, value, draft.pays.currency)
      : plain(value, language)
  switch (difference.what) {
    case 'pages':
      return [
        ...(difference.met.length > 0 ? [t('pages-met', { pages: pagesIn(difference.met, draft, language) })] : []),
        ...(difference.left.length > 0 ? [t('pages-left', { pages: pagesIn(difference.left, draft, language) })] : []),
      ]
    case 'asked':
      return [t('asked', { facts: difference.facts.map(name => labelOf(name, draft, language)).join(', ') })]
    case 'outcome':
      return [t('outcome', { from: ending(difference.from, language), to: ending(difference.to, language) })]
    case 'value':
      return [
        t(`value-${wayOf(difference)}`, {
          name: difference.name,
          ...{ from: worth(difference.from, difference.name), to: worth(difference.to, difference.name) },
        }),
      ]
    case 'promise':
      return [t('promise', { from: difference.from, to: difference.to })]
  }
}

function pagesIn(ids: readonly string[], { pages }: Service, language: Language): string {
  return ids.map(id => say(pages.find(page => page.id === id)?.title ?? {}, language) || id).join(', ')
}

function labelOf(name: string, { facts }: Service, language: Language): string {
  return say(facts.get(name)?.label ?? {}, language) || name
}

function ending({ outcome, because }: Ending, language: Language): string {
  const t = rehearsalWords(language)
  return because ? t('because', { outcome: t(outcome), because }) : t(outcome)
}

function plain(value: unknown, language: Language): string {
  return value === undefined || value === null ? rehearsalWords(language)('nothing') : String(value)
}
