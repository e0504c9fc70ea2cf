import type { Catalogue, Fact, RegisterQuery, Sensitivity, Service, Words } from '#catalogue'
import type { ConsentTerms } from '#people'
import { type Language, say } from '#platform'
import { words } from './words.ts'

const CATEGORY = {
  public: 'dpv:PersonalData',
  personal: 'dpv:PersonalData',
  confidential: 'dpv:SensitivePersonalData',
  special: 'dpv:SpecialCategoryPersonalData',
} as const satisfies Record<Sensitivity, string>

interface Asking {
  readonly catalogue: Catalogue
  readonly query: RegisterQuery
  /** What the register is asked for, as the person read it. */
  readonly purpose: Words
  readonly service: Service
  readonly facts: readonly Fact[]
  /** In which language the page was that they agreed on. */
  readonly language: Language
}

/**
 * What a person agrees to when they let a register be asked: who answers for it, what for, which data, how long it is kept.
 * @see ISO/IEC TS 27560:2023, clause 6; https://w3id.org/dpv
 */
export function consentTerms({ catalogue, query, purpose, service, facts, language }: Asking): ConsentTerms {
  return {
    controller: service.owner,
    recipients: [service.owner],
    categories: Object.fromEntries(facts.map(({ name, sensitivity }) => [name, CATEGORY[sensitivity]])),
    processing: ['dpv:Collect', 'dpv:Use', 'dpv:Store'],
    retention: Object.fromEntries(facts.map(({ name, retain }) => [name, retain])),
    jurisdiction: catalogue.government.country,
    notice: noticeOf({ catalogue, query, purpose, language }),
  }
}

/** The words beside the box that is ticked, as the page has them. */
function noticeOf({ catalogue, query, purpose, language }: Pick<Asking, 'catalogue' | 'query' | 'purpose' | 'language'>): string {
  const t = words(language)
  const holder = say(catalogue.agencies.get(query.agency)?.name ?? {}, language)
  return [
    t('registers-consent'),
    `${say(query.name, language)} (${holder})`,
    say(purpose, language),
    t('registers-consent-hint'),
  ].join('\n')
}
