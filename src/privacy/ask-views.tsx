import type { Case } from '#cases'
import { type Answers, answerTo, entriesOf, type Fact, type Lookup, showAnswer } from '#catalogue'
import { FormToken, formatNumber, page, type Reply, say, type Visit } from '#platform'
import { Button, CharacterCount, counterWords, ErrorSummary, Radios, SummaryList, TextInput } from '#platform/html'
import type { CaseAnswer } from './ask-for-case.ts'
import { askWords } from './ask-words.ts'
import { type EmergencyRegister, REASON_MAX, REASON_MIN } from './emergency.ts'
import type { PrivacyWorld } from './world.ts'

interface Asking {
  readonly world: Pick<PrivacyWorld, 'catalogue'>
  readonly visit: Visit
}

/** What an officer may ask registers for one case, and what one just said. */
export function askPage(
  { world, visit }: Asking,
  { current, know, answer }: { current: Case; know: readonly (Lookup & { cite: string })[]; answer?: CaseAnswer },
): Reply {
  const { language } = visit
  const t = askWords(language)
  const body = (
    <>
      <span class="govuk-caption-l">
        <bdi>{current.reference}</bdi>
      </span>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      {answer && <RegisterAnswer answer={answer} visit={visit} />}
      <p class="govuk-body">{t('lead')}</p>
      {know.map(({ from, consent, cite }) => {
        const register = say(world.catalogue.registers.get(from)?.name ?? {}, language) || from
        return (
          <form key={from} method="post" action={`/work/cases/${current.id}/registers/${from}`}>
            <FormToken visit={visit} />
            <h2 class="govuk-heading-s govuk-!-margin-bottom-1">{register}</h2>
            <p class="govuk-hint">{consent === 'not-needed' ? t('by-law', { law: cite }) : t('by-consent')}</p>
            <Button
              classes="govuk-button--secondary"
              html={
                <>
                  {t('ask')}
                  <span class="govuk-visually-hidden">{t('ask-hidden', { register })}</span>
                </>
              }
            />
          </form>
        )
      })}
    </>
  )
  return page(body, { title: t('title'), back: `/work/cases/${current.id}` })
}

function RegisterAnswer({ answer: { facts, result }, visit: { language } }: { answer: CaseAnswer; visit: Visit }) {
  const t = askWords(language)
  if (result.status !== 'found') return <p class="govuk-inset-text">{t(result.status)}</p>
  return (
    <>
      <h2 class="govuk-heading-m">{t('answer')}</h2>
      <p class="govuk-hint">{t('answer-hint')}</p>
      <SummaryList rows={rowsOf(facts, result.answers, language)} />
    </>
  )
}

function rowsOf(facts: readonly Fact[], answers: Answers, language: Visit['language']) {
  return facts.flatMap(fact => {
    const count = fact.of ? entriesOf(fact.of, answers).length : 1
    return Array.from({ length: count }, (_, index) => {
      const value = answerTo(fact, answers, index)
      const number = fact.of ? ` ${formatNumber(language, index + 1)}` : ''
      const text = value === undefined || value === null ? '–' : showAnswer(fact, value, language).join(', ')
      return { key: { text: `${say(fact.label, language)}${number}` }, value: { html: <span dir="auto">{text}</span> } }
    })
  })
}

export interface EmergencyForm {
  readonly nationalId: string
  readonly register: string | undefined
  readonly reason: string
}

export interface EmergencyFaults {
  readonly nationalId?: 'national-id-missing' | 'nobody-known'
  readonly register?: 'register-missing'
  readonly reason?: 'reason-too-short' | 'reason-too-long'
}

interface EmergencyShown extends Asking {
  readonly registers: readonly EmergencyRegister[]
  readonly form: EmergencyForm
  readonly faults: EmergencyFaults
  readonly answer?: CaseAnswer
}

const LIMITS = { min: REASON_MIN, max: REASON_MAX }
const FIELDS = ['nationalId', 'register', 'reason'] as const

/** The page on which an officer states an emergency, and what the register then said. */
export function emergencyPage(shown: EmergencyShown): Reply {
  const { visit, faults, answer, registers } = shown
  const t = askWords(visit.language)
  const errorList = FIELDS.flatMap(field => (faults[field] ? [{ text: t(faults[field], LIMITS), href: `#${field}` }] : []))
  const isWrong = errorList.length > 0
  const body = (
    <>
      {isWrong && <ErrorSummary titleText={t('error-title')} errorList={errorList} />}
      <h1 class="govuk-heading-l">{t('emergency-title')}</h1>
      {answer && <RegisterAnswer answer={answer} visit={visit} />}
      <p class="govuk-body">{t('emergency-lead')}</p>
      {registers.length === 0 ? <p class="govuk-inset-text">{t('no-registers')}</p> : <EmergencyFields {...shown} />}
    </>
  )
  const title = t('emergency-title')
  return page(body, { title: isWrong ? `${t('error-prefix')} ${title}` : title, status: isWrong ? 422 : 200, back: '/work' })
}

function EmergencyFields({ world, visit, registers, form, faults }: EmergencyShown) {
  const { language } = visit
  const t = askWords(language)
  const errorIn = (fault: EmergencyFaults[(typeof FIELDS)[number]]) =>
    fault ? { errorMessage: { text: t(fault, LIMITS), visuallyHiddenText: t('error') } } : {}
  return (
    <form method="post" action="/work/emergency" noValidate>
      <FormToken visit={visit} />
      <TextInput
        id="nationalId"
        name="nationalId"
        value={form.nationalId}
        label={{ text: t('national-id'), classes: 'govuk-label--m' }}
        classes="govuk-input--width-20"
        autocomplete="off"
        {...errorIn(faults.nationalId)}
      />
      <Radios
        name="register"
        {...(form.register && { value: form.register })}
        fieldset={{ legend: { text: t('register'), classes: 'govuk-fieldset__legend--m' } }}
        {...errorIn(faults.register)}
        items={registers.map(({ lookup: { from }, law }) => ({
          value: from,
          text: say(world.catalogue.registers.get(from)?.name ?? {}, language) || from,
          hint: { text: t('by-law', { law }) },
        }))}
      />
      <CharacterCount
        name="reason"
        value={form.reason}
        rows={6}
        maxlength={REASON_MAX}
        label={{ text: t('reason'), classes: 'govuk-label--m' }}
        hint={{ text: t('reason-hint', LIMITS) }}
        attributes={{ dir: 'auto' }}
        {...errorIn(faults.reason)}
        {...counterWords[language]}
      />
      <Button classes="govuk-button--warning" text={t('emergency-button')} preventDoubleClick />
    </form>
  )
}
