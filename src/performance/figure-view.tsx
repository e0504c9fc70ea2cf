import { directionOf, formatNumber, type Language, say } from '#platform'
import { Table, Tag } from '#platform/html'
import { ABANDONED_AFTER_DAYS, type Count, DEFINITIONS, type Figure, type Share, type Time, type Unknown } from './figure.ts'
import { IntervalChart } from './interval-chart.tsx'
import { percent, shareInterval, timeInterval, workingDays } from './said.ts'
import type { Verdict } from './wilson.ts'
import { words } from './words.ts'

const COLOUR: Record<Verdict, string> = {
  met: 'govuk-tag--green',
  missed: 'govuk-tag--red',
  'too-close-to-call': 'govuk-tag--yellow',
  unknown: 'govuk-tag--grey',
}

/** A verdict in a word; its colour only repeats it. */
export function VerdictTag({ figure, language }: { figure: Figure; language: Language }) {
  const t = words(language)
  if (figure.kind === 'unknown') return <Tag text={t('unknown')} classes={COLOUR.unknown} />
  if (figure.kind === 'time') return null
  if (figure.target === undefined) return <Tag text={t('no-target')} classes={COLOUR.unknown} />
  return <Tag text={t(figure.verdict)} classes={COLOUR[figure.verdict]} />
}

/** One measure of one service: what it is, its picture, and the same in a table. */
export function FigureSection({ figure, language }: { figure: Figure; language: Language }) {
  const t = words(language)
  const { measure } = figure
  return (
    <section class="figure" aria-labelledby={measure}>
      <h2 class="govuk-heading-m" id={measure}>
        {t(measure)} <VerdictTag figure={figure} language={language} />
      </h2>
      <p class="govuk-body">{t(`${measure}-about`)}</p>
      {figure.kind === 'unknown' && <p class="govuk-body govuk-!-font-weight-bold">{whyUnknown(figure, language)}</p>}
      {figure.kind === 'share' && <ShareView figure={figure} language={language} />}
      {figure.kind === 'time' && <TimeView figure={figure} language={language} />}
      {figure.kind === 'count' && <CountView figure={figure} language={language} />}
    </section>
  )
}

/** "Fewer than 100 answers". */
export function whyUnknown({ measure, fewerThan }: Unknown, language: Language): string {
  return words(language)(isAsked(measure) ? 'unknown-answers' : 'unknown-count', { count: fewerThan })
}

function ShareView({ figure, language }: { figure: Share; language: Language }) {
  const t = words(language)
  const { measure, estimate, target, n, mean, parts = [] } = figure
  const said = (share: number) => percent(language, share)
  const ends = { value: said(estimate.value), low: said(estimate.low), high: said(estimate.high) }
  return (
    <>
      <IntervalChart
        id={`${measure}-chart`}
        {...estimate}
        target={target}
        ends={[said(0), said(1)]}
        direction={directionOf(language)}
        title={t('chart-title', { measure: t(measure), ...ends })}
        description={target === undefined ? t('chart-no-target') : t('chart-target', { target: said(target) })}
      />
      <Lines
        measure={measure}
        language={language}
        lines={[
          [t('result'), ends.value],
          [t('interval'), shareInterval(language, estimate)],
          [t('counted'), formatNumber(language, n)],
          mean !== undefined && [t('mean'), formatNumber(language, mean, { maximumFractionDigits: 2 })],
          ...parts.map(
            ({ id, count }): Line => [
              t(id, { days: ABANDONED_AFTER_DAYS }),
              count === undefined ? t('hidden') : formatNumber(language, count),
            ],
          ),
          [t('target'), target === undefined ? t('no-target') : said(target)],
          [t('coverage'), coverage(figure, language)],
        ]}
      />
      {isAsked(measure) && <p class="govuk-hint">{t('self-selected')}</p>}
    </>
  )
}

function TimeView({ figure, language }: { figure: Time; language: Language }) {
  const t = words(language)
  const { measure, median, ninth, n, promise } = figure
  const days = (count: number) => workingDays(language, count)
  const end = Math.max(median?.high ?? median?.value ?? 0, promise * 2)
  return (
    <>
      {median && (
        <IntervalChart
          id={`${measure}-chart`}
          value={median.value / end}
          low={median.low / end}
          high={(median.high ?? end) / end}
          target={promise / end}
          ends={[days(0), days(end)]}
          direction={directionOf(language)}
          title={`${t('median')}: ${days(median.value)} (${timeInterval(language, median)})`}
          description={t('chart-target', { target: days(promise) })}
        />
      )}
      <Lines
        measure={measure}
        language={language}
        lines={[
          [t('median'), median ? days(median.value) : t('not-yet')],
          median && [t('interval'), timeInterval(language, median)],
          [t('ninth'), ninth ? days(ninth.value) : t('not-yet')],
          ninth && [t('interval'), timeInterval(language, ninth)],
          [t('counted'), formatNumber(language, n)],
          [t('promise'), days(promise)],
          [t('coverage'), coverage(figure, language)],
        ]}
      />
    </>
  )
}

function CountView({ figure, language }: { figure: Count; language: Language }) {
  const t = words(language)
  const { measure, facts, reasons, target } = figure
  return (
    <>
      <Lines
        measure={measure}
        language={language}
        lines={[
          [t('result'), formatNumber(language, facts.length)],
          [t('target'), target === undefined ? t('no-target') : formatNumber(language, target)],
        ]}
      />
      {facts.length > 0 && (
        <dl class="govuk-body">
          {facts.map(({ name, label }) => (
            <>
              <dt class="govuk-!-font-weight-bold">{say(label, language)}</dt>
              {reasons
                .filter(reason => reason.facts.includes(name))
                .map(({ because }) => (
                  <dd>{say(because, language)}</dd>
                ))}
            </>
          ))}
        </dl>
      )}
    </>
  )
}

type Line = readonly [string, string] | false | undefined

function Lines({ measure, lines, language }: { measure: Figure['measure']; lines: readonly Line[]; language: Language }) {
  const t = words(language)
  const all: readonly Line[] = [
    ...lines,
    [t('definition'), t('definition-of', { version: `${measure}-${DEFINITIONS[measure]}` })],
  ]
  return (
    <Table
      caption={t(measure)}
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      rows={all.map(line => line && [{ text: line[0] }, { text: line[1], format: 'numeric' }])}
    />
  )
}

function coverage({ measure, coverage: share }: Share | Time, language: Language): string {
  const t = words(language)
  const said = { share: percent(language, share) }
  if (isAsked(measure)) return t('coverage-answers', said)
  if (measure === 'decided-in-time') return t('coverage-settled', said)
  return measure === 'time-to-decision' ? t('coverage-decided', said) : t('coverage-all')
}

function isAsked(measure: Figure['measure']): boolean {
  return measure.startsWith('ease')
}
