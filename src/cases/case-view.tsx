import type { Service } from '#catalogue'
import { dayOf, formatDate, type Language } from '#platform'
import { Details, InsetText, SummaryList, WarningText } from '#platform/html'
import type { Assessment } from './assessment-store.ts'
import type { Case } from './case.ts'
import type { CaseFacts } from './case-facts.ts'
import { type EarlierFact, sourcesAt } from './correction-store.ts'
import { Explanation } from './explanation.tsx'
import { agencyName, serviceName } from './names.ts'
import { AfterRefusal } from './next-steps.tsx'
import { Facts, Reason, StateTag } from './parts.tsx'
import { Documents } from './request-views.tsx'
import { requestWords } from './request-words.ts'
import { isOverdue, type Moment } from './timeline.ts'
import { Timeline } from './timeline-view.tsx'
import { words } from './words.ts'
import type { CasesWorld } from './world.ts'

export interface CasePageProps {
  readonly world: CasesWorld
  readonly language: Language
  readonly current: Case
  readonly facts: CaseFacts
  readonly earlier: readonly EarlierFact[]
  readonly assessment: Assessment | undefined
  readonly service: Service | undefined
  readonly moments: readonly Moment[]
  /** The invitation to say how it was, while it is open. */
  readonly feedback: string | undefined
}

/** One case as the person sees it: where it stands, what was decided, and how. */
export function CasePage(props: CasePageProps) {
  const { world, language, current, facts, earlier, assessment, service, moments } = props
  const t = requestWords(language)
  const agency = agencyName(world, current.agency, language)
  return (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <span class="govuk-caption-l">{agency}</span>
        <h1 class="govuk-heading-l">{serviceName(world, current.service, language)}</h1>
        <Standing {...props} />
        <SummaryList rows={standingRows(props, agency)} />
        <Explanation
          current={current}
          assessment={assessment}
          telling={{ world, service, sources: sourcesAt(facts.sources, earlier, assessment?.at ?? world.now()), language }}
        />
        {service && (
          <Details summaryText={t('facts', { agency })}>
            <p class="govuk-body">{t('facts-hint')}</p>
            <Facts {...{ world, service, facts, earlier, language }} fileAt={id => `/files/${id}`} />
          </Details>
        )}
        <Timeline moments={moments} language={language} />
        {props.feedback && (
          <InsetText>
            <a class="govuk-link" href={`/feedback/${props.feedback}`}>
              {t('feedback')}
            </a>
          </InsetText>
        )}
      </div>
    </div>
  )
}

function Standing({ world, language, current }: CasePageProps) {
  const t = requestWords(language)
  const { decision, follows } = current
  if (decision) return <Decision world={world} language={language} current={current} />
  return (
    <>
      {isOverdue(world, current) && (
        <WarningText text={t('is-late', { date: formatDate(language, current.dueOn) })} iconFallbackText={t('overdue')} />
      )}
      {current.state === 'waiting-on-other' && follows && (
        <InsetText text={t('waits', { other: serviceName(world, follows, language) })} />
      )}
    </>
  )
}

function Decision({ world, language, current }: Pick<CasePageProps, 'world' | 'language' | 'current'>) {
  const t = requestWords(language)
  const decision = current.decision!
  const about = {
    agency: agencyName(world, current.agency, language),
    service: serviceName(world, current.service, language),
    other: serviceName(world, current.follows ?? current.service, language),
  }
  return (
    <section aria-labelledby="decision">
      <h2 class="govuk-heading-m" id="decision">
        {t('decision')}
      </h2>
      <p class="govuk-body-l">{words(language)(`${decision.outcome}-text`, about)}</p>
      <Reason decision={decision} language={language} />
      {decision.outcome === 'refused' && <AfterRefusal world={world} current={current} language={language} />}
      {decision.documents.length > 0 && <Documents documents={decision.documents} language={language} />}
    </section>
  )
}

function standingRows({ language, current }: CasePageProps, agency: string) {
  const t = requestWords(language)
  const day = (at: Date) => formatDate(language, dayOf(at))
  return [
    { key: { text: words(language)('state') }, value: { html: <StateTag current={current} language={language} /> } },
    { key: { text: t('agency') }, value: { text: agency } },
    { key: { text: t('reference') }, value: { html: <bdi>{current.reference}</bdi> } },
    { key: { text: t('received') }, value: { text: day(current.receivedAt) } },
    { key: { text: t('promised') }, value: { text: formatDate(language, current.dueOn) } },
    current.decision && { key: { text: t('decided') }, value: { text: day(current.decision.at) } },
  ]
}
