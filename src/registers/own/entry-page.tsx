import { type Answers, answerTo, entriesOf, type Fact, showAnswer } from '#catalogue'
import { dayOf, formatDate, formatInstant, type Language, page, type Reply, say, type Visit } from '#platform'
import { Button, Details, SummaryList, TextInput } from '#platform/html'
import type { OwnRegister } from './own-register.ts'
import { type Reading, titleOf } from './read-entry.ts'
import type { Statement } from './statement.ts'
import { ownWords } from './words.ts'

interface Shown {
  readonly visit: Visit
  readonly register: OwnRegister
  readonly reading: Reading
  /** What it is called by where it does not stand. */
  readonly last: Answers
  /** Whether today is shown. */
  readonly isNow: boolean
}

/** One entry as at a day and an instant, with all that was stated of it by then. */
export function entryPage(shown: Shown): Reply {
  const { visit, register, reading, last, isNow } = shown
  const { language } = visit
  const t = ownWords(language)
  const title = titleOf(register, reading.values ?? last)
  const to = `/work/registers/${register.id}/entries/${reading.id}`
  const { on, knownAt } = reading.asAt
  const body = (
    <>
      <span class="govuk-caption-l">{say(register.name, language)}</span>
      <h1 class="govuk-heading-l">
        <bdi>{title}</bdi>
      </h1>
      {!isNow && (
        <p class="govuk-body">
          {t('asat-is', { on: formatDate(language, on), known: formatDate(language, dayOf(knownAt)) })}{' '}
          <a class="govuk-link" href={to}>
            {t('asat-now')}
          </a>
        </p>
      )}
      {reading.values ? <Values {...shown} values={reading.values} /> : <p class="govuk-body">{t('nothing-then')}</p>}
      {isNow && (
        <div class="govuk-button-group">
          <Button href={`${to}/correct`} text={t('correct')} />
          {reading.values && <Button href={`${to}/end`} classes="govuk-button--secondary" text={t('end')} />}
        </div>
      )}
      <AsAt {...shown} to={to} />
      <History {...shown} />
    </>
  )
  return page(body, { title, back: `/work/registers/${register.id}` })
}

function Values({ visit: { language }, register, reading, values }: Shown & { readonly values: Answers }) {
  const t = ownWords(language)
  const period = reading.periods.find(({ from, until }) => from <= reading.asAt.on && (!until || reading.asAt.on < until))
  const lists = [...new Set(register.fields.flatMap(({ of }) => (of ? [of] : [])))]
  const day = (text: string) => formatDate(language, text)
  return (
    <>
      {period && (
        <p class="govuk-body">
          {period.until
            ? t('period-until', { from: day(period.from), until: day(period.until) })
            : t('period-open', { from: day(period.from) })}
        </p>
      )}
      <SummaryList rows={register.fields.filter(fact => !fact.of).map(fact => rowOf(fact, answerTo(fact, values), language))} />
      {lists.flatMap(of =>
        entriesOf(of, values).map((_, index) => {
          const facts = register.fields.filter(fact => fact.of === of)
          const title = t('row', { what: say(facts[0]!.label, language), number: index + 1 })
          return (
            <SummaryList
              key={`${of} ${index}`}
              card={{ title: { text: title } }}
              rows={facts.map(fact => rowOf(fact, answerTo(fact, values, index), language))}
            />
          )
        }),
      )}
    </>
  )
}

function rowOf(fact: Fact, value: unknown, language: Language) {
  const lines = showAnswer(fact, value, language)
  const html = (
    <>
      {lines.map((line, index) => (
        <bdi key={index} class="govuk-!-display-block">
          {line}
        </bdi>
      ))}
    </>
  )
  return { key: { text: say(fact.label, language) }, value: { html } }
}

function AsAt({ visit, reading, to, isNow }: Shown & { readonly to: string }) {
  const t = ownWords(visit.language)
  return (
    <Details summaryText={t('asat-title')} open={!isNow}>
      <form method="get" action={to}>
        <TextInput
          name="on"
          type="date"
          label={{ text: t('asat-on') }}
          hint={{ text: t('asat-on-hint') }}
          value={reading.asAt.on}
          classes="govuk-input--width-10"
        />
        <TextInput
          name="known"
          type="date"
          label={{ text: t('asat-known') }}
          hint={{ text: t('asat-known-hint') }}
          value={dayOf(reading.asAt.knownAt)}
          classes="govuk-input--width-10"
        />
        <Button classes="govuk-button--secondary" text={t('asat-show')} />
      </form>
    </Details>
  )
}

function History({ visit: { language }, reading }: Shown) {
  const t = ownWords(language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('history-title')}</h2>
      <ol class="govuk-list govuk-list--spaced" reversed>
        {reading.known.toReversed().map(statement => (
          <li key={statement.seq}>
            <strong>{t(`kind-${statement.kind}`)}</strong> {daysOf(statement, language)}
            {statement.reason && (
              <>
                <br />
                <span dir="auto">{statement.reason}</span>
              </>
            )}
            <br />
            <span class="govuk-hint">{t('history-when', { when: formatInstant(language, statement.recordedAt) })}</span>
          </li>
        ))}
      </ol>
    </>
  )
}

function daysOf({ from, until }: Statement, language: Language): string {
  const t = ownWords(language)
  const day = (text: string) => formatDate(language, text)
  return until ? t('days-until', { from: day(from), until: day(until) }) : t('days-open', { from: day(from) })
}
