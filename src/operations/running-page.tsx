import {
  FormToken,
  formatInstant,
  formatNumber,
  type Language,
  OFFICE_TIME_ZONE,
  page,
  type Reply,
  tallyBounds,
  type Visit,
} from '#platform'
import { Button, InsetText, SummaryList, Table } from '#platform/html'
import { SAMPLE_SECONDS } from './keep-reporting.ts'
import { LineChart } from './line-chart.tsx'
import { partName } from './part-name.ts'
import { added, percentile, type Sample } from './report.ts'
import { words } from './words.ts'
import type { OperationsWorld } from './world.ts'

interface Shown {
  readonly world: OperationsWorld
  readonly visit: Visit
  /** Whether whoever looks may announce work. */
  readonly mayPlan: boolean
}

const ROWS = 12
const isNumeric = { format: 'numeric' } as const

/** How it runs, for those at work: drawn, and the same figures as tables. */
export function runningPage(shown: Shown): Reply {
  const { world, visit, mayPlan } = shown
  const { language } = visit
  const t = words(language)
  const samples = added(world.running.picture.reports, SAMPLE_SECONDS)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('running-title')}</h1>
      <p class="govuk-body-l">{t('running-lead')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/status">
          {t('see-status')}
        </a>
      </p>
      {mayPlan && <Plans {...shown} />}
      <div id="running" data-live={SAMPLE_SECONDS}>
        {samples.length === 0 ? <InsetText text={t('nothing-yet')} /> : <Measured samples={samples} language={language} />}
        <Processes {...shown} />
        <Queues {...shown} />
        <p class="govuk-body-s">{t('updated', { when: formatInstant(language, world.now()) })}</p>
      </div>
    </>
  )
  return page(body, { title: t('running-title'), back: '/work', refreshSeconds: SAMPLE_SECONDS * 2 })
}

function Measured({ samples, language }: { samples: readonly Sample[]; language: Language }) {
  const t = words(language)
  const rate = (of: (sample: Sample) => number) => samples.map(sample => of(sample) / Math.max(sample.seconds, 0.001))
  const took = (share: number) => samples.map(sample => percentile(sample.took, share, tallyBounds))
  const charts = [
    {
      id: 'throughput',
      title: t('throughput'),
      lines: [
        { name: t('throughput-answered'), values: rate(sample => sample.answered) },
        { name: t('throughput-turned'), values: rate(sample => sample.turnedAway) },
        { name: t('throughput-failed'), values: rate(sample => sample.failed) },
      ],
    },
    {
      id: 'latency',
      title: t('latency'),
      lines: [
        { name: t('p50'), values: took(0.5) },
        { name: t('p95'), values: took(0.95) },
        { name: t('p99'), values: took(0.99) },
      ],
    },
    {
      id: 'load',
      title: t('load'),
      text: t('load-text'),
      lines: [
        { name: t('pressure'), values: samples.map(({ pressure }) => pressure) },
        { name: t('busy'), values: samples.map(({ busy }) => busy) },
      ],
    },
  ]
  const ends = [clock(samples[0]!), clock(samples.at(-1)!)] as const
  return (
    <>
      {charts.map(({ id, title, text, lines }) => (
        <section>
          <h2 class="govuk-heading-m">{title}</h2>
          {text && <p class="govuk-body">{text}</p>}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section class="wide-chart" aria-label={title} tabIndex={0}>
            <LineChart {...{ id, lines, ends, language, title, description: t('chart-said', { now: said(lines, language) }) }} />
          </section>
        </section>
      ))}
      <LastMinutes columns={charts.flatMap(({ lines }) => lines)} samples={samples} language={language} />
    </>
  )
}

type Named = { readonly name: string; readonly values: readonly (number | undefined)[] }

function said(lines: readonly Named[], language: Language): string {
  return lines.map(({ name, values }) => `${name} ${figure(values.at(-1), language)}`).join(', ')
}

function figure(value: number | undefined, language: Language): string {
  return value === undefined ? '–' : formatNumber(language, value, { maximumFractionDigits: value < 10 ? 1 : 0 })
}

function clock({ at }: Sample): string {
  return new Date(at * 1000).toLocaleTimeString('en-GB', { timeZone: OFFICE_TIME_ZONE })
}

function LastMinutes({
  columns,
  samples,
  language,
}: {
  columns: readonly Named[]
  samples: readonly Sample[]
  language: Language
}) {
  const t = words(language)
  const rows = samples
    .map((sample, at) => [
      { text: clock(sample), attributes: { dir: 'ltr' } },
      ...columns.map(({ values }) => ({ text: figure(values[at], language), ...isNumeric })),
    ])
    .reverse()
    .slice(0, ROWS)
  const head = [{ text: t('time') }, ...columns.map(({ name }) => ({ text: name, ...isNumeric }))]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="wide-table" aria-label={t('last-minutes')} tabIndex={0}>
      <Table caption={t('last-minutes')} captionClasses="govuk-table__caption--m" head={head} rows={rows} />
    </section>
  )
}

function Processes({ world, visit: { language } }: Shown) {
  const t = words(language)
  const columns = ['under-way', 'connections', 'waiting-database', 'loop-delay', 'pace', 'memory'] as const
  const rows = world.running.picture.reports.map(({ process, figures: f }) => [
    { text: process.slice(0, 8) },
    ...[f.underWay, f.connections - f.idle, f.waitingForDatabase, f.loopDelayMs, f.startsPerSecond, f.memoryMb].map(value => ({
      text: figure(value, language),
      ...isNumeric,
    })),
  ])
  const head = [{ text: t('process') }, ...columns.map(name => ({ text: t(name), ...isNumeric }))]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="wide-table" aria-label={t('processes')} tabIndex={0}>
      <Table caption={t('processes')} captionClasses="govuk-table__caption--m" head={head} rows={rows} />
    </section>
  )
}

function Queues({ world, visit: { language } }: Shown) {
  const t = words(language)
  const { lags, reports } = world.running.picture
  const waiting = Math.max(0, ...reports.map(({ figures }) => figures.waiting))
  const all = [
    { name: t('waiting-room'), count: waiting },
    ...lags.map(lag => (lag.name === 'jobs' ? { ...lag, name: t('jobs') } : lag)),
  ]
  return (
    <Table
      caption={t('queues')}
      captionClasses="govuk-table__caption--m"
      head={[{ text: t('queue') }, { text: t('behind'), ...isNumeric }]}
      rows={all.map(({ name, count }) => [{ text: name }, { text: formatNumber(language, count), ...isNumeric }])}
    />
  )
}

function Plans({ world, visit }: Shown) {
  const { language } = visit
  const t = words(language)
  const rows = world.running.picture.work.map(work => ({
    key: { text: partName(world, work.part, language) },
    value: {
      html: (
        <>
          <p class="govuk-body" dir="auto">
            {work.words[language]}
          </p>
          <p class="govuk-hint">
            {t('planned-when', { from: formatInstant(language, work.beginsAt), to: formatInstant(language, work.endsAt) })}
          </p>
          <form method="post" action="/work/running/withdraw">
            <FormToken visit={visit} />
            <input type="hidden" name="work" value={work.id} />
            <Button
              classes="govuk-button--secondary"
              html={
                <>
                  {t('plan-withdraw')}
                  <span class="govuk-visually-hidden">
                    {' '}
                    {t('plan-withdraw-of', { when: formatInstant(language, work.beginsAt) })}
                  </span>
                </>
              }
            />
          </form>
        </>
      ),
    },
  }))
  return (
    <section>
      <h2 class="govuk-heading-m">{t('planned')}</h2>
      {rows.length === 0 ? <p class="govuk-body">{t('planned-none')}</p> : <SummaryList rows={rows} />}
      <Button href="/work/running/plan" classes="govuk-button--secondary" text={t('plan-work')} />
    </section>
  )
}
