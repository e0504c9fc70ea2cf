import { dayOf, FormToken, formatDate, type Language, type Visit } from '#platform'
import { Button, Pagination, Select, Table, Tag, TaskList, WarningText } from '#platform/html'
import type { Recheck } from './correction-store.ts'
import { agencyName, serviceName } from './names.ts'
import { workWords } from './work-words.ts'
import type { WorklistCount, WorklistItem } from './worklist-store.ts'
import type { CasesWorld } from './world.ts'

export interface WorkPageProps {
  readonly world: CasesWorld
  readonly language: Language
  readonly agency: string
  readonly items: readonly WorklistItem[]
  /** Cases whose facts were corrected since anybody looked. */
  readonly rechecks: readonly Recheck[]
  readonly counts: readonly WorklistCount[]
  /** The one service shown, or all. */
  readonly service: string | undefined
  /** Counted from 1. */
  readonly page: number
  readonly pages: number
}

/** An agency's worklist: the case promised first on top, what is late marked. */
export function WorkPage(props: WorkPageProps) {
  const { world, language, agency, items, counts } = props
  const t = workWords(language)
  const open = counts.reduce((sum, count) => sum + count.open, 0)
  const overdue = counts.reduce((sum, count) => sum + count.overdue, 0)
  return (
    <>
      <span class="govuk-caption-xl">{agencyName(world, agency, language)}</span>
      <h1 class="govuk-heading-xl">{t('title')}</h1>
      <p class="govuk-body-l">
        {t('counts', { open })} {open > 0 && t('late', { overdue })}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/work/services">
          {t('services')}
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/work/registers">
          {t('registers')}
        </a>
      </p>
      {props.rechecks.length > 0 && <Rechecks {...props} />}
      {counts.length > 1 && <Filter {...props} />}
      {items.length === 0 ? <p class="govuk-body">{t('none')}</p> : <Worklist {...props} />}
      {props.pages > 1 && <Pages {...props} />}
      <p class="govuk-body">
        <a class="govuk-link" href="/work/emergency">
          {t('emergency')}
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/work/corrections">
          {t('corrections')}
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/work/running">
          {t('running')}
        </a>
      </p>
    </>
  )
}

/** Whatever their state: a decision that rests on a wrong value is looked at again too. */
function Rechecks({ world, language, rechecks }: WorkPageProps) {
  const t = workWords(language)
  return (
    <section aria-labelledby="rechecks">
      <h2 class="govuk-heading-m" id="rechecks">
        {t('rechecks')}
      </h2>
      <TaskList
        idPrefix="recheck"
        items={rechecks.map(({ id, reference, service, state, raisedAt }) => ({
          title: { text: `${serviceName(world, service, language)} · ${reference}` },
          hint: { text: t('recheck-since', { date: formatDate(language, dayOf(raisedAt)) }) },
          status: { tag: { text: t(state === 'decided' ? 'recheck-decided' : 'recheck-open'), classes: 'govuk-tag--yellow' } },
          href: `/work/cases/${id}`,
        }))}
      />
    </section>
  )
}

/** That a fact was corrected, and the button by which an officer notes having looked again. */
export function RecheckForm({ visit, caseId, isDecided }: { visit: Visit; caseId: string; isDecided: boolean }) {
  const t = workWords(visit.language)
  return (
    <form method="post" action={`/work/cases/${caseId}/recheck`}>
      <FormToken visit={visit} />
      <WarningText text={t(isDecided ? 'recheck-text-decided' : 'recheck-text')} iconFallbackText={t('important')} />
      <Button text={t('recheck-button')} classes="govuk-button--secondary" preventDoubleClick />
    </form>
  )
}

function Filter({ world, language, counts, service }: WorkPageProps) {
  const t = workWords(language)
  const items = counts.map(count => ({
    value: count.service,
    text: `${serviceName(world, count.service, language)} (${count.open})`,
    selected: count.service === service,
  }))
  return (
    <form method="get" action="/work">
      <Select
        name="service"
        label={{ text: t('filter-label') }}
        items={[{ value: '', text: t('filter-all'), selected: service === undefined }, ...items]}
      />
      <Button text={t('filter-button')} classes="govuk-button--secondary" />
    </form>
  )
}

function Worklist({ world, language, items }: WorkPageProps) {
  const t = workWords(language)
  return (
    <Table
      head={[{ text: t('case') }, { text: t('promised') }]}
      rows={items.map(item => [
        { html: <CaseLink item={item} language={language} name={serviceName(world, item.service, language)} /> },
        { html: <Promised item={item} language={language} /> },
      ])}
    />
  )
}

function CaseLink({ item, name, language }: { item: WorklistItem; name: string; language: Language }) {
  return (
    <>
      <a class="govuk-link" href={`/work/cases/${item.id}`}>
        <bdi>{item.reference}</bdi>
      </a>
      <br />
      {name}
      <br />
      <span class="govuk-!-font-size-16">
        {workWords(language)('person')} <bdi>{item.person}</bdi>
      </span>
      <br />
      <span class="govuk-hint govuk-!-font-size-16">
        {workWords(language)('received-on', { date: formatDate(language, dayOf(item.receivedAt)) })}
      </span>
    </>
  )
}

function Promised({ item, language }: { item: WorklistItem; language: Language }) {
  return (
    <>
      {formatDate(language, item.dueOn)}
      {item.isOverdue && [<br />, <Tag text={workWords(language)('overdue')} classes="govuk-tag--red" />]}
    </>
  )
}

function Pages({ language, page, pages, service }: WorkPageProps) {
  const t = workWords(language)
  const href = (to: number) => `/work?${new URLSearchParams({ ...(service && { service }), page: String(to) })}`
  const labelText = (to: number) => t('page-of', { page: to, pages })
  return (
    <Pagination
      landmarkLabel={t('pages')}
      {...(page > 1 && { previous: { href: href(page - 1), text: t('previous'), labelText: labelText(page - 1) } })}
      {...(page < pages && { next: { href: href(page + 1), text: t('next'), labelText: labelText(page + 1) } })}
    />
  )
}

/** The button by which an officer notes that a check was made. */
export function TaskForm({ visit, caseId, task, label }: { visit: Visit; caseId: string; task: string; label: string }) {
  return (
    <form method="post" action={`/work/cases/${caseId}/tasks/${encodeURIComponent(task)}`}>
      <FormToken visit={visit} />
      <Button text={label} classes="govuk-button--secondary" preventDoubleClick />
    </form>
  )
}
