import { directionOf, formatNumber, type Language, say, spokenIn, type Words } from '#platform'
import { Details, InsetText, Table, type TableCell } from '#platform/html'
import { type Figure, type Measure, measures, WINDOW_DAYS } from './figure.ts'
import { FigureSection, VerdictTag, whyUnknown } from './figure-view.tsx'
import type { Measured } from './measure-services.ts'
import { percent, workingDays } from './said.ts'
import { words } from './words.ts'

/** Every service in one table, in the order of its name. */
export function ServicesPage({ measured, language }: { measured: readonly Measured[]; language: Language }) {
  const t = words(language)
  return (
    <>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body">{t('intro', { days: WINDOW_DAYS })}</p>
      <HowToRead language={language} />
      {measured.length === 0 ? (
        <InsetText text={t('none-yet')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
        <section class="wide-table" tabIndex={0} aria-label={t('services-table')}>
          <Table
            caption={t('services-table')}
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[{ text: t('service-heading') }, ...measures.map(measure => ({ text: t(measure) }))]}
            rows={measured.map(one => [nameCell(one, language), ...measures.map(measure => cell(one, measure, language))])}
          />
        </section>
      )}
    </>
  )
}

function nameCell({ service }: Measured, language: Language): TableCell {
  return {
    html: (
      <a class="govuk-link" href={`/performance/${encodeURIComponent(service.id)}`}>
        <Said words={service.name} language={language} />
      </a>
    ),
  }
}

function cell({ figures }: Measured, measure: Measure, language: Language): TableCell {
  const figure = figures.find(one => one.measure === measure)!
  return {
    html: (
      <>
        <VerdictTag figure={figure} language={language} />
        <span class="wide-table__value">{inShort(figure, language)}</span>
      </>
    ),
  }
}

function inShort(figure: Figure, language: Language): string {
  if (figure.kind === 'unknown') return whyUnknown(figure, language)
  if (figure.kind === 'share') return percent(language, figure.estimate.value)
  if (figure.kind === 'count') return formatNumber(language, figure.facts.length)
  return figure.median ? workingDays(language, figure.median.value) : words(language)('not-yet')
}

/** One service, measure by measure. */
export function ServicePage({ measured: { service, figures }, language }: { measured: Measured; language: Language }) {
  const t = words(language)
  return (
    <>
      <h1 class="govuk-heading-l">{t('service-title', { service: say(service.name, language) })}</h1>
      <p class="govuk-body">{t('intro', { days: WINDOW_DAYS })}</p>
      <HowToRead language={language} />
      {figures.map(figure => (
        <FigureSection figure={figure} language={language} />
      ))}
      <p class="govuk-body">
        <a class="govuk-link" href={`/performance/${encodeURIComponent(service.id)}/data.csv`} download={`${service.id}.csv`}>
          {t('download')}
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/performance">
          {t('all-services')}
        </a>
      </p>
    </>
  )
}

function HowToRead({ language }: { language: Language }) {
  const t = words(language)
  return <Details summaryText={t('how-title')} text={t('how-text')} />
}

function Said({ words: said, language }: { words: Words; language: Language }) {
  const spoken = spokenIn(said, language)
  if (spoken === language) return say(said, language)
  return (
    <span lang={spoken} dir={directionOf(spoken)}>
      {say(said, language)}
    </span>
  )
}
