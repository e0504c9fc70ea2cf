import { serviceName } from '#cases'
import { dayOf, FormToken, formatDate, formatInstant, type Language, page, type Reply, type Visit } from '#platform'
import { Button, Checkboxes, ErrorSummary, InsetText, NotificationBanner, SummaryList, Table, WarningText } from '#platform/html'
import { spokenPeriod } from './consent-page.tsx'
import { erasable } from './erase-data.ts'
import type { Erasure, Hold } from './erasure-store.ts'
import { erasureWords } from './erasure-words.ts'
import { agencyName } from './said.tsx'
import { type StayingRequest, staying } from './staying.ts'
import type { PrivacyWorld } from './world.ts'

export interface ErasureShown {
  readonly world: PrivacyWorld
  readonly visit: Visit
  readonly counts: Readonly<Record<string, number>>
  readonly holds: readonly Hold[]
  readonly requests: readonly StayingRequest[]
  /** The latest first. */
  readonly erasures: readonly Erasure[]
  /** The person comes from erasing this. */
  readonly done?: Erasure | undefined
  readonly isNothingChosen?: boolean
}

/** What of all that is held can be erased now, and what must stay, how long and why. */
export function erasurePage(shown: ErasureShown): Reply {
  const { visit, holds, erasures, done, isNothingChosen } = shown
  const t = erasureWords(visit.language)
  const before = erasures.filter(({ id }) => id !== done?.id)
  const body = (
    <>
      {isNothingChosen && (
        <ErrorSummary titleText={t('error-title')} errorList={[{ text: t('nothing-chosen'), href: '#part' }]} />
      )}
      {done && <Done erasure={done} language={visit.language} />}
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body">{t('lead')}</p>
      <h2 class="govuk-heading-m">{t('now-title')}</h2>
      {holds.length > 0 ? <HeldBack {...shown} /> : <EraseNow {...shown} />}
      <Staying {...shown} />
      {before.length > 0 && <Before erasures={before} language={visit.language} />}
    </>
  )
  const title = t('title')
  return page(body, {
    title: isNothingChosen ? `${t('error-prefix')} ${title}` : title,
    status: isNothingChosen ? 422 : 200,
    back: '/account/data',
  })
}

function Done({ erasure, language }: { erasure: Erasure; language: Language }) {
  const t = erasureWords(language)
  const lines = partsOf(erasure, language)
  return (
    <NotificationBanner type="success" titleText={t('done-title')}>
      <p class="govuk-notification-banner__heading">{lines.length > 0 ? t('done-text') : t('done-nothing')}</p>
      <ul class="govuk-list govuk-list--bullet">
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </NotificationBanner>
  )
}

/** What went, each with how many: “What you began and did not send: 2 entries”. */
function partsOf({ counts }: Erasure, language: Language): string[] {
  const t = erasureWords(language)
  return Object.entries(counts).flatMap(([name, count]) =>
    count > 0 ? [t('part-counted', { what: t(`part-${name}` as 'part-unsent-drafts'), count: t('count', { count }) })] : [],
  )
}

function HeldBack({ world, holds, visit: { language } }: ErasureShown) {
  return holds.map(({ id, agency, setAt }) => (
    <WarningText
      key={id}
      iconFallbackText="!"
      text={erasureWords(language)('held-text', {
        agency: agencyName(world.catalogue, agency, language),
        date: formatDate(language, dayOf(setAt)),
      })}
    />
  ))
}

function EraseNow({ visit, counts, isNothingChosen }: ErasureShown) {
  const t = erasureWords(visit.language)
  const there = erasable.filter(({ name }) => counts[name])
  if (there.length === 0) return <InsetText text={t('now-none')} />
  const error = isNothingChosen && { errorMessage: { text: t('nothing-chosen'), visuallyHiddenText: t('error') } }
  return (
    <form method="post" action="/account/erasure" noValidate>
      <FormToken visit={visit} />
      <Checkboxes
        name="part[]"
        idPrefix="part"
        fieldset={{ legend: { text: t('now-legend'), classes: 'govuk-fieldset__legend--s' } }}
        hint={{ text: t('now-hint') }}
        {...error}
        items={there.map(({ name }) => ({
          value: name,
          text: `${t(`part-${name}` as 'part-unsent-drafts')} (${t('count', { count: counts[name]! })})`,
          hint: { text: t(`part-${name}-hint` as 'part-unsent-drafts-hint') },
        }))}
      />
      <p class="govuk-body">
        <a class="govuk-link" href="/account/data">
          {t('now-copy')}
        </a>
      </p>
      <WarningText text={t('now-warning')} iconFallbackText="!" />
      <Button text={t('now-button')} classes="govuk-button--warning" preventDoubleClick />
    </form>
  )
}

function Staying({ world, requests, visit: { language } }: ErasureShown) {
  const t = erasureWords(language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('stay-title')}</h2>
      <p class="govuk-body">{t('stay-lead')}</p>
      <h3 class="govuk-heading-s">{t('requests-title')}</h3>
      {requests.length === 0 ? (
        <p class="govuk-body">{t('requests-none')}</p>
      ) : (
        <SummaryList
          rows={requests.map(one => ({
            key: { html: <RequestName one={one} world={world} language={language} /> },
            value: { html: <RequestStay one={one} language={language} /> },
          }))}
        />
      )}
      <SummaryList
        rows={Object.keys(staying).map(group => ({
          key: { text: t(`stay-${group as keyof typeof staying}`) },
          value: { text: t(`stay-${group as keyof typeof staying}-why`) },
        }))}
      />
    </>
  )
}

function RequestName({ one: { request }, world, language }: { one: StayingRequest; world: PrivacyWorld; language: Language }) {
  return (
    <>
      {serviceName(world, request.service, language)}
      <br />
      <bdi class="govuk-hint">{request.reference}</bdi>
    </>
  )
}

function RequestStay({ one: { until, isOver, law, period }, language }: { one: StayingRequest; language: Language }) {
  const t = erasureWords(language)
  const sentence = isOver
    ? t('request-over')
    : until
      ? t('request-decided', { date: formatDate(language, until) })
      : t('request-open', { period: spokenPeriod(period, language) })
  return (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">{sentence}</p>
      <p class="govuk-hint govuk-!-margin-bottom-0">{t('request-law', { law: law.join(', ') })}</p>
    </>
  )
}

function Before({ erasures, language }: { erasures: readonly Erasure[]; language: Language }) {
  const t = erasureWords(language)
  return (
    <Table
      caption={t('done-before')}
      captionClasses="govuk-table__caption--m"
      head={[{ text: t('done-at') }, { text: t('done-what') }]}
      rows={erasures.map(erasure => [
        { text: formatInstant(language, erasure.erasedAt) },
        { html: partsOf(erasure, language).map(line => <div key={line}>{line}</div>) },
      ])}
    />
  )
}
