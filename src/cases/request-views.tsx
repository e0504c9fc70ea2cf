import { dayOf, formatDate, type Language, say } from '#platform'
import { Button, TaskList } from '#platform/html'
import type { Case, CaseDocument } from './case.ts'
import { agencyName, serviceName } from './names.ts'
import { stateTag } from './parts.tsx'
import { requestWords } from './request-words.ts'
import { isOverdue, type Moment } from './timeline.ts'
import { Timeline } from './timeline-view.tsx'
import type { CasesWorld } from './world.ts'

interface Seen {
  readonly world: CasesWorld
  readonly language: Language
}

/** All a person's requests, grouped by what was sent together. */
export function RequestsPage({ world, language, cases }: Seen & { cases: readonly Case[] }) {
  const t = requestWords(language)
  return (
    <>
      <h1 class="govuk-heading-xl">{t('title')}</h1>
      {cases.length === 0 && <NoRequests language={language} />}
      {cases.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href="/">
            {t('not-sent')}
          </a>
        </p>
      )}
      {bySubmission(cases).map(together => (
        <section class="govuk-!-margin-bottom-8">
          <h2 class="govuk-heading-m govuk-!-margin-bottom-1">
            <a class="govuk-link" href={`/requests/${together[0]!.submission.reference}`}>
              {t(together[0]!.channel === 'register' ? 'begun-on' : 'sent-on', {
                date: formatDate(language, dayOf(together[0]!.receivedAt)),
              })}
            </a>
          </h2>
          <p class="govuk-hint">
            {t('reference')} <bdi>{together[0]!.submission.reference}</bdi>
          </p>
          <Parts world={world} language={language} cases={together} />
        </section>
      ))}
    </>
  )
}

function NoRequests({ language }: { language: Language }) {
  const t = requestWords(language)
  return (
    <>
      <p class="govuk-body-l">{t('none')}</p>
      <Button href="/" text={t('start')} isStartButton />
    </>
  )
}

function bySubmission(cases: readonly Case[]): Case[][] {
  return [...Map.groupBy(cases, ({ submission }) => submission.id).values()]
}

function Parts({ world, language, cases }: Seen & { cases: readonly Case[] }) {
  return (
    <TaskList
      idPrefix={`parts-${cases[0]!.submission.reference}`}
      items={cases.map(current => ({
        title: { text: serviceName(world, current.service, language) },
        hint: { text: standing({ world, language }, current) },
        href: pathOf(current),
        status: { tag: statusTag({ world, language }, current) },
      }))}
    />
  )
}

function statusTag({ world, language }: Seen, current: Case) {
  if (!isOverdue(world, current)) return stateTag(current, language)
  return { text: requestWords(language)('overdue'), classes: 'govuk-tag--red' }
}

function standing({ world, language }: Seen, { agency, decision, dueOn }: Case): string {
  const on = decision ? dayOf(decision.at) : dueOn
  const about = { agency: agencyName(world, agency, language), date: formatDate(language, on) }
  return requestWords(language)(decision ? 'decided-on' : 'by-date', about)
}

/** Where a person reads one of their cases. */
export function pathOf({ submission, reference }: Pick<Case, 'submission' | 'reference'>): string {
  return `/requests/${submission.reference}/cases/${reference}`
}

/** What was sent together: its parts, its documents, and one timeline across all agencies. */
export function RequestPage({ world, language, cases, moments }: Seen & { cases: readonly Case[]; moments: readonly Moment[] }) {
  const t = requestWords(language)
  const open = cases.filter(({ decision }) => !decision).length
  const isBegun = cases[0]!.channel === 'register'
  const documents = cases.flatMap(({ decision }) => decision?.documents ?? [])
  return (
    <>
      <span class="govuk-caption-xl">
        {t('reference')} <bdi>{cases[0]!.submission.reference}</bdi>
      </span>
      <h1 class="govuk-heading-xl">{t('request-title')}</h1>
      <p class="govuk-body-l">
        {t(isBegun ? 'request-begun' : 'request-sent', { date: formatDate(language, dayOf(cases[0]!.receivedAt)) })}{' '}
        {open > 0 ? t('request-open', { count: open }) : t('request-done')}
      </p>
      <h2 class="govuk-heading-m">{t(isBegun ? 'parts-begun' : 'parts')}</h2>
      <Parts world={world} language={language} cases={cases} />
      {documents.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{t('documents')}</h2>
          <Documents documents={documents} language={language} />
        </>
      )}
      <Timeline moments={moments} language={language} />
      <p class="govuk-body">
        <a class="govuk-link" href="/requests">
          {t('all-requests')}
        </a>
      </p>
    </>
  )
}

export function Documents({ documents, language }: { documents: readonly CaseDocument[]; language: Language }) {
  return (
    <ul class="govuk-list">
      {documents.map(({ id, name }) => (
        <li>
          <a class="govuk-link" href={`/documents/${id}`}>
            {say(name, language)}
          </a>
        </li>
      ))}
    </ul>
  )
}
