import {
  type Catalogue,
  drawJourney,
  type JourneyPlan,
  planJourney,
  planTable,
  type SaidWalks,
  type Saying,
  sayWalks,
  type TablePlan,
} from '#catalogue'
import { formatDate, type Language, page, type Reply, say } from '#platform'
import { Breadcrumbs, Details, Table } from '#platform/html'
import { spoken } from '../start/spoken.ts'
import { Picture } from './picture.tsx'
import { walked } from './walked.ts'
import { words } from './words.ts'

/** One service as those see it who answer for it: its journey drawn, its decision as a table, and how far generated answers get. */
export function staffServicePage(catalogue: Catalogue, saying: Saying): Reply {
  const { service, language, on } = saying
  const t = words(language)
  const name = say(service.name, language)
  const plan = planJourney(catalogue, saying)
  const said = sayWalks(service, walked(catalogue, service, on), language)
  const agency = say(catalogue.agencies.get(service.owner)?.name ?? {}, language)
  const trail = [{ text: t('home'), href: '/work' }, { text: t('title'), href: '/work/services' }, { text: name }]
  const body = (
    <>
      <Breadcrumbs labelText={t('breadcrumb')} items={trail} />
      <span class="govuk-caption-xl">{t('version', { agency, version: service.version })}</span>
      <h1 class="govuk-heading-xl" {...spoken(service.name, language)}>
        {name}
      </h1>
      <Links id={service.id} language={language} />
      <Journey plan={plan} />
      <Decision table={planTable(saying)} />
      <Shortest said={said} language={language} />
      <CoverageSection said={said} language={language} on={on} />
    </>
  )
  return page(body, { title: name })
}

function Links({ id, language }: { id: string; language: Language }) {
  const t = words(language)
  const links = [
    [`/services/${id}`, t('public-page')],
    [`/work/services/${id}/versions`, t('versions')],
    [`/work/services/${id}/journey.svg`, t('journey-file')],
    [`/work/services/${id}/decision.svg`, t('table-file')],
  ] as const
  return (
    <ul class="govuk-list portico-no-print">
      {links.map(([href, text]) => (
        <li>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Journey({ plan }: { plan: JourneyPlan }) {
  const t = words(plan.language)
  return (
    <>
      <h2 class="govuk-heading-l">{t('journey')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="staff-picture" aria-label={t('journey-region')} tabIndex={0}>
        <Picture shape={drawJourney(plan)} />
      </section>
      <Details summaryText={t('journey-words')}>
        <JourneyInWords plan={plan} />
      </Details>
    </>
  )
}

/** What the drawing says, for whoever reads rather than looks. */
function JourneyInWords({ plan }: { plan: JourneyPlan }) {
  const { language, registers, stretches, eligible, decision, ends } = plan
  const t = words(language)
  return (
    <>
      {registers.length > 0 && (
        <p class="govuk-body">
          {t('registers', { names: registers.map(({ name, ground }) => `${name} (${ground})`).join(', ') })}
        </p>
      )}
      <ol class="govuk-list govuk-list--number">
        {stretches.flatMap(({ tests, stops }) =>
          stops.map(({ title, notes }) => (
            <li>
              <strong>{title}</strong>: {notes.join(', ')}
              {tests.length > 0 && `. ${t('only-if', { tests: tests.join(t('and')) })}`}
            </li>
          )),
        )}
      </ol>
      <ul class="govuk-list govuk-list--bullet">
        {eligible.map(({ tests, otherwise }) => (
          <li>
            {tests.join(t('and'))}. {otherwise}
          </li>
        ))}
        <li>{decision}</li>
        {ends.map(({ name, reason }) => (
          <li>
            <strong>{name}</strong>: {reason}
          </li>
        ))}
      </ul>
    </>
  )
}

function Decision({ table }: { table: TablePlan }) {
  const { language, hit, columns, rows } = table
  const t = words(language)
  return (
    <>
      <h2 class="govuk-heading-l">{t('table')}</h2>
      <p class="govuk-body">{hit}.</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="staff-table" aria-label={t('table-region')} tabIndex={0}>
        <Table
          firstCellIsHeader
          head={[t('rule'), ...columns, t('outcome')].map(text => ({ text }))}
          rows={rows.map(({ number, cells, name, reason, amounts }) => [
            { text: number },
            ...cells.map(lines => ({ html: <Lines lines={lines} /> })),
            {
              html: (
                <Lines
                  lines={[<strong>{name}</strong>, reason, ...amounts.map(amount => <span class="staff-soft">{amount}</span>)]}
                />
              ),
            },
          ])}
        />
      </section>
    </>
  )
}

function Lines({ lines }: { lines: readonly preact.ComponentChildren[] }) {
  return <>{lines.map((line, at) => [at > 0 && <br />, line])}</>
}

function Shortest({ said, language }: { said: SaidWalks; language: Language }) {
  const t = words(language)
  return (
    <>
      <h2 class="govuk-heading-l">{t('shortest')}</h2>
      <p class="govuk-body">{t('shortest-hint')}</p>
      <ul class="govuk-list staff-ways">
        {said.shortest.map(({ name, reason, length, pages, because }) => (
          <li>
            <strong>{name}</strong>: {reason}
            <br />
            {length}
            {pages.length > 0 && `: ${pages.join(' › ')}`}
            {because.length > 0 && [
              <br />,
              <span class="staff-soft">{t('turns-on', { answers: because.join(t('between')) })}</span>,
            ]}
          </li>
        ))}
      </ul>
    </>
  )
}

function CoverageSection({ said, language, on }: { said: SaidWalks; language: Language; on: string }) {
  const t = words(language)
  return (
    <>
      <h2 class="govuk-heading-l">{t('coverage')}</h2>
      <p class="govuk-body">{t('coverage-hint', { date: formatDate(language, on) })}</p>
      <ul class="govuk-list govuk-list--bullet">
        {said.shares.map(sentence => (
          <li>{sentence}</li>
        ))}
      </ul>
      {said.notReached.length === 0 ? (
        <p class="govuk-body">{t('all-reached')}</p>
      ) : (
        <>
          <h3 class="govuk-heading-m">{t('not-reached')}</h3>
          <ul class="govuk-list govuk-list--bullet">
            {said.notReached.map(sentence => (
              <li>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
