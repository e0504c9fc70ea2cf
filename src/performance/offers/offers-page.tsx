import type { Service } from '#catalogue'
import { formatNumber, type Language, say } from '#platform'
import { Table } from '#platform/html'
import { PUBLISH_FROM } from '../disclosure.ts'
import type { OfferCount } from './offer-count-store.ts'
import { type OfferFigures, offerFigures } from './offer-figures.ts'
import { offerWords } from './words.ts'

interface OffersPageProps {
  /** Those that start by themselves on an event. */
  readonly services: readonly Service[]
  readonly counts: readonly OfferCount[]
  readonly language: Language
}

const COLUMNS = [
  'offered',
  'not-known',
  'accepted',
  'declined',
  'expired',
  'overtaken',
  'waiting',
  'granted',
  'not-made',
] as const

/** Per service that starts by itself: how many it was offered to, and what became of that. */
export function OffersPage({ services, counts, language }: OffersPageProps) {
  const t = offerWords(language)
  const rows = services.map(service => {
    const told = offerFigures(counts.filter(one => one.service === service.id))
    const name = (
      <a class="govuk-link" href={`/work/services/${service.id}`}>
        {say(service.name, language)}
      </a>
    )
    return [{ html: name }, ...COLUMNS.map(column => ({ text: shown(told, column, language), format: 'numeric' as const }))]
  })
  return (
    <>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body">{t('lead', { count: PUBLISH_FROM.count })}</p>
      {services.length === 0 ? (
        <p class="govuk-body">{t('none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
        <section class="wide-table" tabIndex={0} aria-label={t('title')}>
          <Table
            caption={t('title')}
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[{ text: t('service') }, ...COLUMNS.map(column => ({ text: t(column), format: 'numeric' }))]}
            rows={rows}
          />
        </section>
      )}
    </>
  )
}

function shown(told: OfferFigures, column: (typeof COLUMNS)[number], language: Language): string {
  const count = told[column]
  return count === undefined ? offerWords(language)('hidden') : formatNumber(language, count)
}
