import { type AnswerFault, type Fact, type RawAnswer, type RawParts, showAnswer } from '#catalogue'
import { type Language, say } from '#platform'
import { spoken } from '../start/spoken.ts'
import { words } from '../words.ts'
import { faultSentence } from './fault-words.ts'
import { partsOf } from './raw-answers.ts'

export interface QuestionProps {
  readonly fact: Fact
  /** The input's name; the fact's own unless it stands in a list's row. */
  readonly name?: string
  readonly raw: RawAnswer
  readonly fault?: AnswerFault | undefined
  readonly language: Language
  /** `l` when the question is the page's own heading, `s` in a list's row. */
  readonly size?: 's' | 'm' | 'l'
  /** What is saved meanwhile, when it was changed elsewhere. */
  readonly saved?: unknown
}

/** What every input of a question has in common: its id, its words, and what is wrong. */
export function asked(props: QuestionProps) {
  const { fact, fault, language, name = fact.name } = props
  return {
    id: idOf(name),
    ...hintOf(props),
    ...(fault ? { errorMessage: errorOf(fault, fact, language) } : {}),
  }
}

export function labelled(props: QuestionProps) {
  const { fact, language, size = 'm' } = props
  const text = labelOf(fact, language)
  return { ...asked(props), label: { text, ...sized('label', size), attributes: spoken(fact.label, language) } }
}

export function grouped(props: QuestionProps) {
  const { fact, language, size = 'm' } = props
  const text = labelOf(fact, language)
  const fieldset = { legend: { text, ...sized('fieldset__legend', size) }, attributes: spoken(fact.label, language) }
  return { ...asked(props), fieldset }
}

function sized(part: string, size: 's' | 'm' | 'l') {
  return { classes: `govuk-${part}--${size}`, isPageHeading: size === 'l' }
}

/** A question as it is asked; it says so when it may be left blank. */
export function labelOf(fact: Fact, language: Language): string {
  const label = say(fact.label, language)
  return fact.optional ? words(language)('optional', { label }) : label
}

export function errorOf(fault: AnswerFault, fact: Fact, language: Language) {
  return { text: faultSentence(fault, fact, language), visuallyHiddenText: words(language)('error') }
}

function hintOf({ fact, language, saved }: QuestionProps) {
  const hint = fact.hint && <span {...spoken(fact.hint, language)}>{say(fact.hint, language)}</span>
  const meanwhile = saved !== undefined && <Meanwhile fact={fact} saved={saved} language={language} />
  return hint || meanwhile ? { hint: { html: [hint, meanwhile] } } : {}
}

function Meanwhile({ fact, saved, language }: Pick<QuestionProps, 'fact' | 'saved' | 'language'>) {
  const answer = showAnswer(fact, saved, language).join(', ')
  return (
    <strong class="portico-saved" dir="auto">
      {words(language)('conflict-saved', { answer })}
    </strong>
  )
}

/** The id of a question's first input, unless it is typed in parts. */
export function idOf(name: string): string {
  return name.replaceAll('.', '-')
}

/** The part of an answer that a fault is about: the one it names where there is such an input, else the first. */
export function wrongPart(fact: Fact, fault: AnswerFault): string | undefined {
  const parts = partsOf(fact)
  const named = 'part' in fault ? fault.part : undefined
  return parts.find(part => part === named) ?? parts[0]
}

/** Where the error summary leads: the id of the input to mend. */
/** Where a question's first input stands. */
export function questionTarget(fact: Fact): string {
  return faultTarget(fact, { code: 'missing' })
}

export function faultTarget(fact: Fact, fault: AnswerFault, name = fact.name): string {
  if (fact.type !== 'list') return `#${[idOf(name), wrongPart(fact, fault)].filter(Boolean).join('-')}`
  const isInRow = fault.code === 'in-list'
  const item = fact.item?.find(one => isInRow && one.field === fault.field) ?? fact.item![0]!
  return faultTarget(item, isInRow ? fault.fault : fault, `${name}-${isInRow ? fault.index : 0}-${item.field}`)
}

/** One part of an answer typed in parts. */
export function rawPart(raw: RawAnswer, part: string): string {
  return typeof raw === 'object' && !Array.isArray(raw) ? String((raw as RawParts)[part] ?? '') : ''
}
