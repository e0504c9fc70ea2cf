import { type Fields, FormToken, type Language, type Visit } from '#platform'
import { Button, CharacterCount, counterWords, ErrorSummary, Radios } from '#platform/html'
import { ANSWER_MAX } from './inquiry.ts'
import { inquiryWords } from './inquiry-words.ts'

/** What a member of staff chose, and the words they gave for it. */
export interface AnswerForm<Choice extends string = string> {
  readonly choice: Choice | undefined
  readonly text: string
}

export interface AnswerFaults {
  readonly choice?: 'finding-missing'
  readonly text?: 'answer-missing' | 'answer-too-long'
}

export const EMPTY_ANSWER: AnswerForm<never> = { choice: undefined, text: '' }

/** Reads an answer; a choice that is not offered is no choice. */
export function readAnswerForm<Choice extends string>({ one }: Fields, choices: readonly Choice[]): AnswerForm<Choice> {
  return { choice: choices.find(choice => choice === one.choice), text: (one.text ?? '').trim() }
}

/** What is wrong with an answer; undefined when it can be sent. */
export function answerFaults({ choice, text }: AnswerForm): AnswerFaults | undefined {
  const isTooLong = [...text].length > ANSWER_MAX
  const faults: AnswerFaults = {
    ...(choice ? {} : { choice: 'finding-missing' }),
    ...(text === '' ? { text: 'answer-missing' } : isTooLong ? { text: 'answer-too-long' } : {}),
  }
  return Object.keys(faults).length > 0 ? faults : undefined
}

export function AnswerErrors({ faults, language }: { faults: AnswerFaults | undefined; language: Language }) {
  if (!faults) return null
  const t = inquiryWords(language)
  const errorList = (['choice', 'text'] as const).flatMap(name =>
    faults[name] ? [{ text: t(faults[name], { max: ANSWER_MAX }), href: `#${name}` }] : [],
  )
  return <ErrorSummary titleText={t('error-title')} errorList={errorList} />
}

interface Answering {
  readonly action: string
  readonly visit: Visit
  readonly form: AnswerForm
  readonly faults: AnswerFaults | undefined
  readonly legend: string
  readonly choices: readonly { readonly value: string; readonly text: string }[]
  /** Says who reads the words; the person, unless said otherwise. */
  readonly hint?: string
}

/** The form by which staff answer what was asked of their agency: a choice and its reasons. */
export function AnswerFields({ action, visit, form, faults, legend, choices, hint }: Answering) {
  const t = inquiryWords(visit.language)
  const errorIn = (fault: AnswerFaults['choice'] | AnswerFaults['text']) =>
    fault ? { errorMessage: { text: t(fault, { max: ANSWER_MAX }), visuallyHiddenText: t('error') } } : {}
  return (
    <form method="post" action={action} noValidate>
      <FormToken visit={visit} />
      <Radios
        name="choice"
        {...(form.choice && { value: form.choice })}
        fieldset={{ legend: { text: legend, classes: 'govuk-fieldset__legend--m' } }}
        {...errorIn(faults?.choice)}
        items={[...choices]}
      />
      <CharacterCount
        name="text"
        value={form.text}
        rows={8}
        maxlength={ANSWER_MAX}
        label={{ text: t('work-answer'), classes: 'govuk-label--m' }}
        hint={{ text: hint ?? t('work-answer-hint') }}
        attributes={{ dir: 'auto' }}
        {...errorIn(faults?.text)}
        {...counterWords[visit.language]}
      />
      <Button text={t('work-send')} preventDoubleClick />
    </form>
  )
}
