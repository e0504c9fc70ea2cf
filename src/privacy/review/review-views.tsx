import { serviceName } from '#cases'
import { dayOf, formatDate, formatInstant, OFFICE_TIME_ZONE, page, type Reply, say, type Visit } from '#platform'
import { SummaryList, Tag, TaskList, WarningText } from '#platform/html'
import { AnswerErrors, type AnswerFaults, AnswerFields, type AnswerForm } from '../answer-form.tsx'
import { findings } from '../inquiry.ts'
import { inquiryWords } from '../inquiry-words.ts'
import { Lines } from '../stand.tsx'
import type { PrivacyWorld } from '../world.ts'
import {
  EMERGENCY_REVIEW_HOURS,
  type EmergencyReview,
  type LookReview,
  type Reviewed,
  reviewDueAt,
  standOfReview,
} from './review.ts'
import { reviewWords } from './review-words.ts'
import { PrivacyWork } from './work-nav.tsx'

interface Shown {
  readonly world: PrivacyWorld
  readonly visit: Visit
}

interface Writing extends Shown {
  readonly form: AnswerForm
  readonly faults: AnswerFaults | undefined
}

const COLOURS = { 'to-review': 'govuk-tag--blue', late: 'govuk-tag--red', reviewed: 'govuk-tag--green' }

function tagOf(reviewed: object | undefined, { world, visit }: Shown, dueAt?: Date) {
  const stand = standOfReview({ reviewed, ...(dueAt && { dueAt }) }, world.now())
  return { text: reviewWords(visit.language)(stand), classes: COLOURS[stand] }
}

/** Looks that a rule or the lot singled out, for the privacy officer. */
export function lookReviewsPage(shown: Shown, reviews: readonly LookReview[]): Reply {
  const { language } = shown.visit
  const t = reviewWords(language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('looks-title')}</h1>
      <p class="govuk-body">{t('looks-lead')}</p>
      {reviews.length === 0 ? (
        <p class="govuk-inset-text">{t('looks-none')}</p>
      ) : (
        <TaskList
          idPrefix="look"
          items={reviews.map(one => ({
            title: { text: t(`line-${one.kind}`, { name: one.officerName, day: formatDate(language, one.day) }) },
            hint: { text: one.reasons.map(reason => t(`reason-${reason}`)).join(' ') },
            status: { tag: tagOf(one.reviewed, shown) },
            href: `/work/looks/${one.id}`,
          }))}
        />
      )}
      <PrivacyWork at="looks" language={language} />
    </>
  )
  return page(body, { title: t('looks-title') })
}

/** One officer's looks with why they stand there, and the form for what was found. */
export function lookReviewPage(shown: Writing & { readonly review: LookReview }): Reply {
  const { world, review, visit } = shown
  const { language } = visit
  const t = reviewWords(language)
  const title = t('look-title', { name: review.officerName })
  const body = (
    <>
      <AnswerErrors faults={shown.faults} language={language} />
      <h1 class="govuk-heading-l">{title}</h1>
      <SummaryList
        rows={[
          { key: { text: t('officer') }, value: { html: <bdi>{review.officerName}</bdi> } },
          { key: { text: t('day') }, value: { text: formatDate(language, review.day) } },
          { key: { text: t('looks') }, value: { text: String(review.looks) } },
          ...(review.service
            ? [{ key: { text: t('service') }, value: { text: serviceName(world, review.service, language) } }]
            : []),
          { key: { text: t('state') }, value: { html: <Tag {...tagOf(review.reviewed, shown)} /> } },
        ]}
      />
      <h2 class="govuk-heading-m">{t('why')}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {review.reasons.map(reason => (
          <li key={reason}>{t(`reason-${reason}`)}</li>
        ))}
      </ul>
      <Finding {...shown} reviewed={review.reviewed} action={`/work/looks/${review.id}/review`} />
    </>
  )
  return titled(shown, body, { title: `${title}, ${formatDate(language, review.day)}`, back: '/work/looks' })
}

/** What the agency's officers stated as an emergency; what is late is red. */
export function emergenciesPage(shown: Shown, emergencies: readonly EmergencyReview[]): Reply {
  const { language } = shown.visit
  const t = reviewWords(language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('emergencies-title')}</h1>
      <p class="govuk-body">{t('emergencies-lead', { hours: EMERGENCY_REVIEW_HOURS })}</p>
      {emergencies.length === 0 ? (
        <p class="govuk-inset-text">{t('emergencies-none')}</p>
      ) : (
        <TaskList
          idPrefix="emergency"
          items={emergencies.map(one => ({
            title: { text: t('line-person', { name: one.officerName, day: formatInstant(language, one.statedAt) }) },
            hint: { text: `${t('due-at')} ${formatInstant(language, reviewDueAt(one))}` },
            status: { tag: tagOf(one.reviewed, shown, reviewDueAt(one)) },
            href: `/work/emergencies/${one.id}`,
          }))}
        />
      )}
      <PrivacyWork at="emergencies" language={language} />
    </>
  )
  return page(body, { title: t('emergencies-title') })
}

/** One emergency with its reason, and the form for what was found. */
export function emergencyReviewPage(shown: Writing & { readonly emergency: EmergencyReview }): Reply {
  const { world, emergency, visit } = shown
  const { language } = visit
  const t = reviewWords(language)
  const title = t('emergency-title', { name: emergency.officerName })
  const dueAt = reviewDueAt(emergency)
  const isLate = standOfReview({ reviewed: emergency.reviewed, dueAt }, world.now()) === 'late'
  const body = (
    <>
      <AnswerErrors faults={shown.faults} language={language} />
      <h1 class="govuk-heading-l">{title}</h1>
      {isLate && (
        <WarningText
          text={t('emergency-late', { at: formatInstant(language, dueAt) })}
          iconFallbackText={inquiryWords(language)('error-prefix')}
        />
      )}
      <SummaryList
        rows={[
          { key: { text: t('stated-at') }, value: { text: formatInstant(language, emergency.statedAt) } },
          { key: { text: t('due-at') }, value: { text: formatInstant(language, dueAt) } },
          {
            key: { text: t('register') },
            value: { text: say(world.catalogue.registers.get(emergency.query)?.name ?? {}, language) || emergency.query },
          },
          { key: { text: t('law') }, value: { html: <span dir="auto">{emergency.law}</span> } },
          { key: { text: t('state') }, value: { html: <Tag {...tagOf(emergency.reviewed, shown, dueAt)} /> } },
        ]}
      />
      <h2 class="govuk-heading-m">{t('reason')}</h2>
      <Lines text={emergency.reason} />
      <Finding {...shown} reviewed={emergency.reviewed} action={`/work/emergencies/${emergency.id}/review`} />
    </>
  )
  return titled(shown, body, { title, back: '/work/emergencies' })
}

function titled(
  { faults, visit }: Writing,
  body: Parameters<typeof page>[0],
  { title, back }: { title: string; back: string },
): Reply {
  const prefix = faults ? `${inquiryWords(visit.language)('error-prefix')} ` : ''
  return page(body, { title: `${prefix}${title}`, status: faults ? 422 : 200, back })
}

function Finding({ visit, form, faults, reviewed, action }: Writing & { reviewed: Reviewed | undefined; action: string }) {
  const { language } = visit
  const t = reviewWords(language)
  if (!reviewed)
    return (
      <AnswerFields
        {...{ visit, form, faults, action }}
        legend={t('what-found')}
        hint={t('note-hint')}
        choices={findings.map(value => ({ value, text: t(`found-${value}`) }))}
      />
    )
  const date = formatDate(language, dayOf(reviewed.at, OFFICE_TIME_ZONE))
  return (
    <>
      <h2 class="govuk-heading-m">{t('reviewed-title')}</h2>
      <p class="govuk-body govuk-!-font-weight-bold">{t(`found-${reviewed.finding}`)}</p>
      <Lines text={reviewed.text} />
      <p class="govuk-hint">{t('reviewed-by', { name: reviewed.reviewerName, date })}</p>
    </>
  )
}
