import { dayOf, formatDate, OFFICE_TIME_ZONE, page, type Reply, type Visit } from '#platform'
import { Button, Pagination, Select } from '#platform/html'
import { lookKinds } from './look.ts'
import { LookList, type LookReading } from './look-list.tsx'
import { lookWords } from './look-words.ts'
import type { AgencyLooks, LooksPage } from './looks-about.ts'
import { agencyName } from './said.tsx'

/** The periods one may choose, in days. */
export const PERIODS = ['7', '30', '365'] as const

/** What the person chose to see, as it stands in the address. */
export interface Chosen {
  readonly agency: string | undefined
  readonly kind: (typeof lookKinds)[number] | undefined
  readonly period: (typeof PERIODS)[number] | undefined
  readonly before: number | undefined
}

interface Shown {
  readonly found: LooksPage
  readonly chosen: Chosen
  readonly reading: LookReading
  readonly visit: Visit
}

/** "Who looked at my data": by agency, then one page of looks by day. */
export function looksPage(shown: Shown): Reply {
  const { found, chosen, reading } = shown
  const t = lookWords(reading.language)
  const isNarrowed = Boolean(chosen.agency || chosen.kind || chosen.period)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body">{t('intro')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/account/inquiries">
          {t('to-inquiries')}
        </a>
      </p>
      {found.agencies.length > 0 && <ByAgency {...shown} />}
      {(found.agencies.length > 0 || isNarrowed) && <Narrow {...shown} isNarrowed={isNarrowed} />}
      {found.looks.length === 0 ? (
        <p class="govuk-inset-text">{t(isNarrowed ? 'none-such' : 'none')}</p>
      ) : (
        <LookList looks={found.looks} reading={reading} />
      )}
      <Pages {...shown} />
    </>
  )
  return page(body, { title: t('title'), back: '/account' })
}

function ByAgency({ found, chosen, reading }: Shown) {
  const t = lookWords(reading.language)
  return (
    <>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-2">{t('by-agency')}</h2>
      <ul class="govuk-list portico-looks-by">
        {found.agencies.map(one => (
          <li key={one.agency}>
            <AgencyLine one={one} chosen={chosen} reading={reading} />
          </li>
        ))}
      </ul>
    </>
  )
}

function AgencyLine({ one, chosen, reading }: { one: AgencyLooks; chosen: Chosen; reading: LookReading }) {
  const { language, catalogue } = reading
  const t = lookWords(language)
  const name = one.agency ? agencyName(catalogue, one.agency, language) : t('others')
  const last = t('last-on', { date: formatDate(language, dayOf(one.last, OFFICE_TIME_ZONE)) })
  return (
    <>
      {one.agency && one.agency !== chosen.agency ? (
        <a class="govuk-link" href={addressOf({ ...chosen, agency: one.agency, before: undefined })}>
          {name}
        </a>
      ) : (
        <strong>{name}</strong>
      )}{' '}
      <span class="govuk-hint portico-looks-by__count">
        {t('count-last', { count: t('looks-count', { count: one.count }), last })}
      </span>
    </>
  )
}

function Narrow({ found, chosen, reading, isNarrowed }: Shown & { isNarrowed: boolean }) {
  const { language, catalogue } = reading
  const t = lookWords(language)
  const agencies = [...new Set([...found.agencies.map(({ agency }) => agency), chosen.agency])].filter(
    agency => agency !== undefined,
  )
  const choose = (name: 'agency' | 'kind' | 'period', items: readonly { value: string; text: string }[]) => (
    <Select
      id={`filter-${name}`}
      name={name}
      value={chosen[name] ?? ''}
      label={{ text: t(`filter-${name}`) }}
      items={[...items]}
      formGroup={{ classes: 'govuk-!-margin-bottom-3' }}
    />
  )
  return (
    <form method="get" action="/account/lookups" class="portico-filter" aria-label={t('filter-title')}>
      <div class="portico-filter__fields">
        {choose('agency', [
          { value: '', text: t('all-agencies') },
          ...agencies.map(value => ({ value, text: agencyName(catalogue, value, language) })),
        ])}
        {choose('kind', [{ value: '', text: t('kind-all') }, ...lookKinds.map(value => ({ value, text: t(`kind-${value}`) }))])}
        {choose('period', [
          { value: '', text: t('period-all') },
          ...PERIODS.map(value => ({ value, text: t(`period-${value}`) })),
        ])}
      </div>
      <Button classes="govuk-button--secondary govuk-!-margin-bottom-2" text={t('filter-button')} />
      {isNarrowed && (
        <p class="govuk-body">
          <a class="govuk-link" href="/account/lookups">
            {t('filter-clear')}
          </a>
        </p>
      )}
    </form>
  )
}

function Pages({ found, chosen, visit }: Shown) {
  const t = lookWords(visit.language)
  const next = found.older === undefined ? undefined : { href: addressOf({ ...chosen, before: found.older }), text: t('older') }
  const previous =
    chosen.before === undefined ? undefined : { href: addressOf({ ...chosen, before: undefined }), text: t('newest') }
  return next || previous ? <Pagination previous={previous} next={next} landmarkLabel={t('pages')} /> : null
}

function addressOf(chosen: Chosen): string {
  const query = new URLSearchParams()
  for (const name of ['agency', 'kind', 'period', 'before'] as const) if (chosen[name]) query.set(name, String(chosen[name]))
  const said = query.toString()
  return said ? `/account/lookups?${said}` : '/account/lookups'
}
