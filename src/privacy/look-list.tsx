import type { ComponentChildren } from 'preact'
import type { Catalogue } from '#catalogue'
import { dayOf, formatDate, formatInstant, type Language, OFFICE_TIME_ZONE, say } from '#platform'
import { Details, SummaryList } from '#platform/html'
import { keeperIn, type Look, lookerOf } from './look.ts'
import { lookWords } from './look-words.ts'
import { agencyName, FactNames, Said } from './said.tsx'

export interface LookReading {
  readonly catalogue: Catalogue
  /** Whose data it is. */
  readonly person: string
  readonly language: Language
  /** A privacy officer reads, not the person. */
  readonly isAtWork?: boolean
}

/** Looks under the day on which they were taken, newest first; each may be questioned. */
export function LookList({ looks, reading }: { looks: readonly Look[]; reading: LookReading }) {
  const days = Map.groupBy(looks, ({ at }) => dayOf(at, OFFICE_TIME_ZONE))
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <section key={day}>
          <h2 class="govuk-heading-m">{formatDate(reading.language, day)}</h2>
          <ul class="govuk-list portico-looks">
            {ofDay.map(look => (
              <li key={look.id} id={`look-${look.id}`}>
                <OneLook look={look} reading={reading} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function OneLook({ look, reading }: { look: Look; reading: LookReading }) {
  const { language, catalogue } = reading
  const t = lookWords(language)
  const what = lookSentence(look, reading)
  const when = formatInstant(language, look.at)
  return (
    <>
      <strong>{what}</strong>
      <span class="govuk-hint govuk-!-margin-bottom-1">
        <time dateTime={look.at.toISOString()}>{when}</time>
      </span>
      {look.kind === 'register' && (
        <Details summaryText={t('more')} classes="govuk-!-margin-bottom-1">
          <LookParticulars look={look} reading={reading} />
        </Details>
      )}
      {(lookerOf(look, catalogue) ?? look.holder) && (
        <a class="govuk-link" href={`/account/lookups/${look.id}/question`}>
          {t('ask-why')}
          <span class="govuk-visually-hidden">{t('ask-why-hidden', { what, when })}</span>
        </a>
      )}
    </>
  )
}

/** “Family Agency asked Tax Office about you”: who did what, in one sentence. */
export function lookSentence(
  look: Look,
  { catalogue, language, isAtWork }: Pick<LookReading, 'catalogue' | 'language' | 'isAtWork'>,
): string {
  const looker = lookerOf(look, catalogue)
  const kind = keeperIn(look.service) ? 'kept' : look.kind
  return lookWords(language)(`${isAtWork ? 'work' : 'did'}-${kind}`, {
    who: looker ? agencyName(catalogue, looker, language) : (look.member ?? look.service ?? ''),
    system: look.system ?? '',
    holder: look.holder ? agencyName(catalogue, look.holder, language) : '',
    service: say(catalogue.services.get(look.service ?? '')?.name ?? {}, language) || (look.service ?? ''),
  })
}

/** What was asked of a register, why, on which ground, by whom, and what came of it. */
export function LookParticulars({ look, reading }: { look: Look; reading: LookReading }) {
  const { catalogue, language } = reading
  const t = lookWords(language)
  const row = (key: string, html: ComponentChildren) => ({ key: { text: key }, value: { html } })
  const service = catalogue.services.get(look.service ?? '')
  const own = service?.know.find(({ from }) => from === look.query)?.purpose
  const purpose = own ?? catalogue.registers.get(look.query ?? '')?.purpose
  return (
    <SummaryList
      classes="govuk-summary-list--no-border govuk-!-margin-bottom-0"
      rows={[
        row(t('what'), <FactNames {...{ catalogue, language, service: look.service, names: look.facts }} />),
        ...(purpose ? [row(t('why'), <Said words={purpose} language={language} />)] : []),
        ...(keeperIn(look.service) ? [row(t('why'), t('why-kept'))] : []),
        ...(service ? [row(t('for'), <Said words={service.name} language={language} />)] : []),
        row(t('ground'), <GroundOf look={look} reading={reading} />),
        row(t('how'), starterOf(look, reading)),
        ...(look.outcome === null ? [] : [row(t('outcome'), outcomeOf(look, language))]),
      ]}
    />
  )
}

const OUTCOMES = ['asked', 'found', 'nothing', 'refused', 'unavailable'] as const

function outcomeOf({ outcome }: Look, language: Language): string {
  const known = OUTCOMES.find(one => one === outcome)
  return known ? lookWords(language)(`outcome-${known}`) : (outcome ?? '')
}

function starterOf({ by, member }: Look, { person, language, isAtWork }: LookReading): string {
  const t = lookWords(language)
  if (member) return t('by-member', { member })
  if (by === person) return t(isAtWork ? 'work-by-you' : 'by-you')
  if (by.startsWith('holder ')) return t('by-holder')
  return t(by === 'system' ? 'by-system' : 'by-officer')
}

function GroundOf({ look, reading }: { look: Look; reading: LookReading }) {
  const t = lookWords(reading.language)
  return (
    <>
      {look.law !== null && <span dir="auto">{t('law', { law: look.law })}</span>}
      {look.consent !== null && reading.isAtWork && t('work-consent')}
      {look.consent !== null && !reading.isAtWork && (
        <a class="govuk-link" href={`/account/consents/${look.consent}`}>
          {t('see-consent')}
        </a>
      )}
      {look.emergency !== null && <p class="govuk-body govuk-!-margin-top-1">{t('emergency')}</p>}
    </>
  )
}
