import { identifierFacts, type Service, tokensIn } from '#catalogue'
import { dayOf, formatDate, pseudonymOf, say, type Visit } from '#platform'
import { InsetText, NotificationBanner, SummaryList, Tag, TaskList } from '#platform/html'
import type { Assessment } from './assessment-store.ts'
import type { Case, TakenDecision } from './case.ts'
import type { CaseFacts } from './case-facts.ts'
import { type EarlierFact, sourcesAt } from './correction-store.ts'
import { DecideForm, DecisionErrors, type DecisionFormProps } from './decision-form.tsx'
import { Explanation } from './explanation.tsx'
import { agencyName, serviceName } from './names.ts'
import { Facts, Reason, StateTag } from './parts.tsx'
import type { CaseTask } from './progress-store.ts'
import type { DecisionContext } from './read-decision.ts'
import { isOverdue, type Moment } from './timeline.ts'
import { Timeline } from './timeline-view.tsx'
import { words } from './words.ts'
import { RecheckForm, TaskForm } from './work-views.tsx'
import { workWords } from './work-words.ts'
import type { CasesWorld } from './world.ts'

/** All that an officer's page of a case shows. */
export interface WorkCase {
  readonly world: CasesWorld
  readonly visit: Visit
  readonly current: Case
  readonly service: Service | undefined
  readonly facts: CaseFacts
  readonly earlier: readonly EarlierFact[]
  /** A fact was corrected, and nobody has looked at the case since. */
  readonly isToRecheck: boolean
  readonly assessment: Assessment | undefined
  readonly tasks: readonly CaseTask[]
  readonly moments: readonly Moment[]
  readonly context: DecisionContext
  /** Files of the case that nobody looked through for viruses. */
  readonly unscanned: ReadonlySet<string>
}

export type WorkCaseProps = WorkCase & Pick<DecisionFormProps, 'form' | 'faults'> & { readonly wasFirstDecided?: boolean }

/** One case as an officer works it: what is needed and no more, what the rules say, and the decision. */
export function WorkCasePage(props: WorkCaseProps) {
  const { world, visit, current, service, facts, earlier, assessment, unscanned } = props
  const { language } = visit
  const t = workWords(language)
  return (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <DecisionErrors visit={visit} faults={props.faults} />
        {props.wasFirstDecided && <FirstDecision {...props} />}
        <span class="govuk-caption-l">
          <bdi>{current.reference}</bdi>
        </span>
        <h1 class="govuk-heading-l">{serviceName(world, current.service, language)}</h1>
        <SummaryList rows={rowsOf(props)} />
        {props.isToRecheck && <RecheckForm visit={visit} caseId={current.id} isDecided={current.decision !== undefined} />}
        {current.decision && !props.wasFirstDecided && <Decision decision={current.decision} language={language} />}
        <h2 class="govuk-heading-m">{t('facts')}</h2>
        <p class="govuk-hint">{t('facts-hint')}</p>
        {service && (
          <Facts
            {...{ world, service, facts, earlier, language, unscanned }}
            fileAt={id => `/work/cases/${current.id}/files/${id}`}
          />
        )}
        {service && tokensIn(identifierFacts(service.facts.values()), facts.answers).length > 0 && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/work/cases/${current.id}/identifiers`}>
              {t('open-identifiers')}
            </a>
          </p>
        )}
        {!current.decision && service && service.know.length > 0 && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/work/cases/${current.id}/registers`}>
              {t('ask-register')}
            </a>
          </p>
        )}
        <Explanation
          current={current}
          assessment={assessment}
          telling={{ world, service, sources: sourcesAt(facts.sources, earlier, assessment?.at ?? world.now()), language }}
        />
        <Tasks {...props} />
        {!current.decision && <Deciding {...props} />}
        <Timeline moments={props.moments} language={language} />
      </div>
    </div>
  )
}

function rowsOf({ world, visit: { language }, current }: WorkCaseProps) {
  const t = workWords(language)
  const overdue = isOverdue(world, current) && [' ', <Tag text={t('overdue')} classes="govuk-tag--red" />]
  const person = pseudonymOf(world, { person: current.person, within: current.agency })
  return [
    {
      key: { text: t('person') },
      value: { html: [<bdi>{person}</bdi>, <br />, <span class="govuk-hint">{t('person-hint')}</span>] },
    },
    { key: { text: words(language)('state') }, value: { html: <StateTag current={current} language={language} /> } },
    { key: { text: t('received') }, value: { text: formatDate(language, dayOf(current.receivedAt)) } },
    { key: { text: t('promised') }, value: { html: [formatDate(language, current.dueOn), overdue] } },
    { key: { text: t('channel') }, value: { text: t(`channel-${current.channel}`) } },
  ]
}

function Deciding({ world, visit, current, form, faults, context }: WorkCaseProps) {
  const { language } = visit
  if (current.state === 'waiting-on-other') {
    const other = serviceName(world, current.follows ?? current.service, language)
    return <InsetText text={workWords(language)('waits', { other })} />
  }
  if (current.openTasks > 0) return <InsetText text={words(language)('CASE_TASKS_OPEN')} />
  return <DecideForm visit={visit} caseId={current.id} form={form} faults={faults} context={context} />
}

function Tasks({ world, visit, current, service, tasks }: WorkCaseProps) {
  const { language } = visit
  const t = workWords(language)
  if (tasks.length === 0) return null
  const name = (task: string) => say(service?.tasks.find(({ id }) => id === task)?.words ?? {}, language) || task
  const open = current.decision ? [] : tasks.filter(({ doneAt }) => !doneAt)
  return (
    <>
      <h2 class="govuk-heading-m">{t('tasks')}</h2>
      <TaskList
        items={tasks.map(({ task, agency, dueOn, doneAt }) => ({
          title: { text: name(task) },
          hint: { text: t('task-due', { agency: agencyName(world, agency, language), date: formatDate(language, dueOn) }) },
          status: doneAt ? { text: t('task-done') } : { tag: { text: t('task-open'), classes: 'govuk-tag--blue' } },
        }))}
      />
      {open.map(({ task }) => (
        <TaskForm visit={visit} caseId={current.id} task={task} label={t('task-button', { task: name(task) })} />
      ))}
    </>
  )
}

function Decision({ decision, language }: { decision: TakenDecision; language: Visit['language'] }) {
  return (
    <section aria-labelledby="decision">
      <h2 class="govuk-heading-m" id="decision">
        {workWords(language)('decision')}
      </h2>
      <p class="govuk-body-l">{decidedBy(decision, language)}</p>
      <Reason decision={decision} language={language} />
    </section>
  )
}

/** What the second of two officers sees: the first decision, and what they wrote themselves, so that nothing is lost. */
function FirstDecision({ visit: { language }, current, form }: WorkCaseProps) {
  const t = workWords(language)
  return (
    <NotificationBanner titleText={t('important')} role="alert">
      <p class="govuk-notification-banner__heading">{t('first-decision')}</p>
      {current.decision && (
        <>
          <p class="govuk-body">{decidedBy(current.decision, language)}</p>
          <Reason decision={current.decision} language={language} />
        </>
      )}
      {form.reason && (
        <>
          <p class="govuk-body">{t('you-wrote')}</p>
          <div class="govuk-inset-text" dir="auto">
            {form.reason}
          </div>
        </>
      )}
    </NotificationBanner>
  )
}

function decidedBy({ outcome, officerName, at }: TakenDecision, language: Visit['language']): string {
  const about = { outcome: words(language)(outcome), date: formatDate(language, dayOf(at)) }
  return officerName
    ? workWords(language)('decided-by', { ...about, name: officerName })
    : workWords(language)('decided-by-rules', about)
}
