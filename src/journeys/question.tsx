import { type AnswerFault, type Fact, type RawAnswer, type RawParts, showAnswer } from '#catalogue'
import { directionOf, type Language, say, spokenIn, type Words } from '#platform'
import { CharacterCount, Checkboxes, DateInput, Radios, Select, Textarea, TextInput } from '#platform/html'
import { faultSentence } from './fault-words.ts'
import { ListQuestion } from './list-question.tsx'
import { partsOf } from './raw-answers.ts'
import { words } from './words.ts'

export interface QuestionProps {
  readonly fact: Fact
  /** The input's name; the fact's own unless it stands in a list's row. */
  readonly name?: string
  readonly raw: RawAnswer
  readonly fault?: AnswerFault | undefined
  readonly language: Language
  /** The question is the page's own heading. */
  readonly heading?: boolean
  /** What is saved meanwhile, when it was changed elsewhere. */
  readonly saved?: unknown
}

const RADIOS_MAX = 12

/** One question in the shape its fact's type asks for, with its hint, its fault and what was typed. */
export function Question(props: QuestionProps) {
  const { fact } = props
  switch (fact.type) {
    case 'long-text':
      return <LongText {...props} />
    case 'yes-no':
      return <YesNo {...props} />
    case 'one-of':
      return (fact.options?.length ?? 0) > RADIOS_MAX ? <LongChoice {...props} /> : <Choice {...props} />
    case 'many-of':
      return <Choices {...props} />
    case 'date':
    case 'partial-date':
      return <DateQuestion {...props} />
    case 'address':
      return <AddressQuestion {...props} />
    case 'list':
      return <ListQuestion {...props} />
    default:
      return <OneLine {...props} />
  }
}

/** What every input of a question has in common. */
export function asked({ fact, fault, language, heading, saved }: QuestionProps) {
  const t = words(language)
  const text = fact.optional ? t('optional', { label: say(fact.label, language) }) : say(fact.label, language)
  const spoken = speech(fact.label, language)
  const size = heading ? 'l' : 'm'
  return {
    label: { text, classes: `govuk-label--${size}`, isPageHeading: Boolean(heading), attributes: spoken },
    fieldset: {
      legend: { text, classes: `govuk-fieldset__legend--${size}`, isPageHeading: Boolean(heading) },
      attributes: spoken,
    },
    ...hintOf(fact, language, saved),
    ...(fault ? { errorMessage: { text: faultSentence(fault, fact, language), visuallyHiddenText: t('error') } } : {}),
  }
}

/** `lang` and `dir` for words that are not in the page's own language. */
function speech(content: Words, language: Language): Record<string, string> {
  const tag = spokenIn(content, language)
  return tag === language ? {} : { lang: tag, dir: directionOf(tag) }
}

function hintOf(fact: Fact, language: Language, saved: unknown) {
  const hint = fact.hint ? say(fact.hint, language) : ''
  const meanwhile =
    saved === undefined ? '' : words(language)('conflict-saved', { answer: showAnswer(fact, saved, language).join(', ') })
  if (!hint && !meanwhile) return {}
  return {
    hint: {
      html: [hint, meanwhile && <strong class="portico-saved">{meanwhile}</strong>],
      attributes: fact.hint && !meanwhile ? speech(fact.hint, language) : {},
    },
  }
}

const INPUTS: Partial<
  Record<
    Fact['type'],
    { type?: string; inputmode?: string; autocomplete?: string; classes?: string; spellcheck?: boolean; ltr?: boolean }
  >
> = {
  name: { spellcheck: false },
  number: { inputmode: 'numeric', classes: 'govuk-input--width-10', spellcheck: false },
  money: { inputmode: 'decimal', classes: 'govuk-input--width-10', spellcheck: false },
  email: { type: 'email', autocomplete: 'email', spellcheck: false, ltr: true },
  telephone: { type: 'tel', autocomplete: 'tel', classes: 'govuk-input--width-20', ltr: true },
  website: { type: 'url', spellcheck: false, ltr: true },
  'national-id': { classes: 'govuk-input--width-20', spellcheck: false, ltr: true },
  'bank-account': { classes: 'govuk-input--width-30', spellcheck: false, ltr: true },
}

function OneLine(props: QuestionProps) {
  const { fact, raw, name = fact.name } = props
  const { ltr, ...input } = INPUTS[fact.type] ?? {}
  const prefix = fact.type === 'money' ? { prefix: { text: currencySign(fact.rules.currency ?? 'EUR', props.language) } } : {}
  const { label, hint, errorMessage } = asked(props)
  return (
    <TextInput
      {...input}
      {...prefix}
      {...(hint ? { hint } : {})}
      {...(errorMessage ? { errorMessage } : {})}
      name={name}
      id={idOf(name)}
      label={label}
      value={String(raw)}
      attributes={ltr ? { dir: 'ltr' } : { dir: 'auto' }}
    />
  )
}

function currencySign(currency: string, language: Language): string {
  const parts = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0)
  return parts.find(part => part.type === 'currency')?.value ?? currency
}

function LongText(props: QuestionProps) {
  const { fact, raw, language, name = fact.name } = props
  const { label, hint, errorMessage } = asked(props)
  const { maxWords, maxLength } = fact.rules
  const common = {
    name,
    id: idOf(name),
    label,
    value: String(raw),
    rows: 6,
    ...(hint ? { hint } : {}),
    ...(errorMessage ? { errorMessage } : {}),
    attributes: { dir: 'auto' },
  }
  if (!maxWords && !maxLength) return <Textarea {...common} />
  const limit = maxWords ? { maxwords: maxWords } : { maxlength: maxLength as number }
  const text = words(language)(maxWords ? 'words-limit' : 'characters-limit').replace('%{count}', String(maxWords ?? maxLength))
  return <CharacterCount {...common} {...limit} threshold={75} textareaDescriptionText={text} />
}

function YesNo(props: QuestionProps) {
  const { language, fact, name = fact.name } = props
  const t = words(language)
  const items = [
    { value: 'yes', text: t('yes') },
    { value: 'no', text: t('no') },
  ]
  return (
    <Radios
      {...grouped(props)}
      name={name}
      idPrefix={idOf(name)}
      classes="govuk-radios--inline"
      items={items}
      value={String(props.raw)}
    />
  )
}

function Choice(props: QuestionProps) {
  const { fact, name = fact.name } = props
  return <Radios {...grouped(props)} name={name} idPrefix={idOf(name)} items={optionItems(props)} value={String(props.raw)} />
}

function Choices(props: QuestionProps) {
  const { fact, raw, name = fact.name } = props
  const values = Array.isArray(raw) ? (raw as string[]) : raw ? [String(raw)] : []
  return <Checkboxes {...grouped(props)} name={`${name}[]`} idPrefix={idOf(name)} items={optionItems(props)} values={values} />
}

function optionItems({ fact, language }: QuestionProps) {
  return (fact.options ?? []).map(option => ({
    value: option.value,
    text: say(option.label, language),
    ...(option.hint ? { hint: { text: say(option.hint, language) } } : {}),
  }))
}

function LongChoice(props: QuestionProps) {
  const { fact, language, raw, name = fact.name } = props
  const { label, hint, errorMessage } = asked(props)
  const items = [
    { value: '', text: words(language)('choose') },
    ...(fact.options ?? []).map(option => ({ value: option.value, text: say(option.label, language) })),
  ]
  return (
    <Select
      {...(hint ? { hint } : {})}
      {...(errorMessage ? { errorMessage } : {})}
      name={name}
      id={idOf(name)}
      label={label}
      items={items}
      value={String(raw)}
    />
  )
}

function grouped(props: QuestionProps) {
  const { fieldset, hint, errorMessage } = asked(props)
  return { fieldset, ...(hint ? { hint } : {}), ...(errorMessage ? { errorMessage } : {}) }
}

function DateQuestion(props: QuestionProps) {
  const { fact, raw, language, fault, name = fact.name } = props
  const t = words(language)
  const wrong = fault && 'part' in fault ? fault.part : undefined
  const items = partsOf(fact).map(part => ({
    name: part,
    label: t(part as 'day'),
    classes: `govuk-input--width-${part === 'year' ? 4 : 2}`,
    value: rawPart(raw, part),
    ...(wrong ? { error: wrong === part } : {}),
    ...(fact.field === 'bornOn' && fact.entity === 'applicant' ? { autocomplete: `bday-${part}` } : {}),
  }))
  return <DateInput {...grouped(props)} id={idOf(name)} namePrefix={name} items={items} />
}

const ADDRESS_WIDTH: Record<string, string> = {
  town: 'govuk-!-width-two-thirds',
  postcode: 'govuk-input--width-10',
  propertyRef: 'govuk-input--width-20',
}
const ADDRESS_AUTOCOMPLETE: Record<string, string> = {
  line1: 'address-line1',
  line2: 'address-line2',
  town: 'address-level2',
  postcode: 'postal-code',
}

function AddressQuestion(props: QuestionProps) {
  const { fact, raw, language, fault, heading, name = fact.name } = props
  const t = words(language)
  const { fieldset } = asked(props)
  const wrong = fault && 'part' in fault ? (fault.part ?? 'line1') : 'line1'
  return (
    <fieldset class="govuk-fieldset">
      <legend class={`govuk-fieldset__legend ${fieldset.legend.classes}`}>
        {heading ? <h1 class="govuk-fieldset__heading">{fieldset.legend.text}</h1> : fieldset.legend.text}
      </legend>
      {fact.hint && <div class="govuk-hint">{say(fact.hint, language)}</div>}
      {partsOf(fact).map(part => (
        <TextInput
          key={part}
          name={`${name}-${part}`}
          id={`${idOf(name)}-${part}`}
          label={{ text: t(part as 'line1') }}
          value={rawPart(raw, part)}
          classes={ADDRESS_WIDTH[part] ?? ''}
          autocomplete={ADDRESS_AUTOCOMPLETE[part] ?? 'off'}
          attributes={{ dir: 'auto' }}
          {...(fault && wrong === part
            ? { errorMessage: { text: faultSentence(fault, fact, language), visuallyHiddenText: t('error') } }
            : {})}
        />
      ))}
    </fieldset>
  )
}

function rawPart(raw: RawAnswer, part: string): string {
  return typeof raw === 'object' && !Array.isArray(raw) ? String((raw as RawParts)[part] ?? '') : ''
}

/** The id of a question's first input, to which the error summary leads. */
export function idOf(name: string): string {
  return name.replaceAll('.', '-')
}

/** Where the error summary leads for this fault. */
export function faultTarget(fact: Fact, fault: AnswerFault): string {
  const base = idOf(fact.name)
  if (fault.code === 'in-list') return `#${base}-${fault.index}-${fault.field}`
  const [first] = partsOf(fact)
  return first ? `#${base}-${fault.part ?? first}` : `#${base}`
}
