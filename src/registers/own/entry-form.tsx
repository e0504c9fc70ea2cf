import type { ComponentChildren } from 'preact'
import { type Answers, answerTo, entriesOf, type Fact } from '#catalogue'
import { FormToken, type Language, say, type Visit } from '#platform'
import { Button, ErrorSummary, Fieldset, Select, TextInput } from '#platform/html'
import type { OwnRegister } from './own-register.ts'
import { fieldName, partsOf, type RawValues, type ValueFault } from './read-values.ts'
import { ownWords } from './words.ts'

/** What is wrong on a form: which field, and a sentence. */
export interface FormFault {
  readonly field: string
  readonly text: string
}

interface Filling {
  readonly register: OwnRegister
  readonly raw: RawValues
  readonly faults: readonly FormFault[]
  readonly language: Language
}

/** What does not fit in the values, as sentences at their fields. */
export function sayFaults(faults: readonly ValueFault[], language: Language): FormFault[] {
  return faults.map(({ fact, index, fault }) => ({
    field: fieldName(fact, index, 'part' in fault && partsOf(fact).includes(fault.part ?? '') ? fault.part : partsOf(fact)[0]),
    text: sayFault(fact, fault.code, language),
  }))
}

/** Why a value does not fit its fact. */
export function sayFault(fact: Fact, code: ValueFault['fault']['code'], language: Language): string {
  const key = code === 'missing' ? 'fault-missing' : code === 'not-an-option' ? 'fault-option' : 'fault-value'
  return ownWords(language)(key, { what: say(fact.label, language) })
}

/** The fields of an entry, those of a list in rows of their own with blank ones to add to it. */
export function EntryFields({ isKeyFixed, ...filling }: Filling & { readonly isKeyFixed: boolean }) {
  const { register, language } = filling
  const t = ownWords(language)
  const lists = [...new Set(register.fields.flatMap(({ of }) => (of ? [of] : [])))]
  return (
    <>
      {register.fields
        .filter(fact => !fact.of)
        .map(fact =>
          isKeyFixed && fact.name === register.key.name ? null : <FactField key={fact.name} {...filling} fact={fact} index={0} />,
        )}
      {lists.map(of => (
        <section key={of}>
          <p class="govuk-hint">{t('row-blank-hint')}</p>
          {Array.from({ length: rowsShown(filling, of) }, (_, index) => (
            <Row key={index} {...filling} of={of} index={index} />
          ))}
          <p class="govuk-hint">{t('more-rows')}</p>
        </section>
      ))}
    </>
  )
}

const BLANK_ROWS = 2

function rowsShown({ register, raw }: Filling, of: string): number {
  const names = register.fields.filter(fact => fact.of === of).map(({ name }) => `${name}:`)
  const typed = [...raw].filter(([name, text]) => text && names.some(start => name.startsWith(start)))
  return Math.max(0, ...typed.map(([name]) => Number(/:(\d+)/.exec(name)?.[1] ?? 0) + 1)) + BLANK_ROWS
}

function Row({ of, index, ...filling }: Filling & { readonly of: string; readonly index: number }) {
  const facts = filling.register.fields.filter(fact => fact.of === of)
  const legend = ownWords(filling.language)('row', { what: say(facts[0]!.label, filling.language), number: index + 1 })
  return (
    <Fieldset legend={{ text: legend, classes: 'govuk-fieldset__legend--s' }}>
      {facts.map(fact => (
        <FactField key={fact.name} {...filling} fact={fact} index={index} />
      ))}
    </Fieldset>
  )
}

type One = Filling & { readonly fact: Fact; readonly index: number }

function FactField(one: One) {
  const { fact, index, language } = one
  const t = ownWords(language)
  const parts = partsOf(fact)
  if (parts.length === 0) return fact.type === 'one-of' || fact.type === 'yes-no' ? <Chosen {...one} /> : <Typed {...one} />
  return (
    <Fieldset legend={{ text: say(fact.label, language), classes: 'govuk-fieldset__legend--s' }}>
      {parts.map(part => {
        const name = fieldName(fact, index, part)
        return <TextInput key={part} {...shared(one, name)} label={{ text: t(part as 'town') }} attributes={{ dir: 'auto' }} />
      })}
    </Fieldset>
  )
}

function shared({ raw, faults, language }: Pick<Filling, 'raw' | 'faults' | 'language'>, name: string) {
  const fault = faults.find(({ field }) => field === name)
  const error = { text: fault?.text ?? '', visuallyHiddenText: ownWords(language)('error-prefix').replace(/\s*:$/, '') }
  return { name, id: name, value: raw.get(name) ?? '', ...(fault ? { errorMessage: error } : {}) }
}

function labelOf({ fact, language }: One): string {
  const what = say(fact.label, language)
  return fact.optional ? ownWords(language)('optional', { what }) : what
}

function Typed(one: One) {
  const { fact, index, language } = one
  return (
    <TextInput
      {...shared(one, fieldName(fact, index))}
      type={fact.type === 'date' ? 'date' : 'text'}
      label={{ text: labelOf(one) }}
      {...(fact.hint ? { hint: { text: say(fact.hint, language) } } : {})}
      attributes={{ dir: 'auto' }}
    />
  )
}

function Chosen(one: One) {
  const { fact, index, language, raw } = one
  const name = fieldName(fact, index)
  const options = fact.options?.map(({ value, label }) => ({ value, text: say(label, language) })) ?? [
    { value: 'yes', text: '✓' },
    { value: 'no', text: '✗' },
  ]
  const { value: _, ...rest } = shared(one, name)
  return (
    <Select
      {...rest}
      label={{ text: labelOf(one) }}
      items={[
        { value: '', text: ownWords(language)('no-choice') },
        ...options.map(item => ({ ...item, selected: raw.get(name) === item.value })),
      ]}
    />
  )
}

/** Values as a form shows them, to be changed. */
export function rawFrom(register: Pick<OwnRegister, 'fields'>, values: Answers): Map<string, string> {
  const raw = new Map<string, string>()
  for (const fact of register.fields)
    for (const index of fact.of ? entriesOf(fact.of, values).keys() : [0]) {
      const value = answerTo(fact, values, index)
      const parts = partsOf(fact)
      if (parts.length === 0) raw.set(fieldName(fact, index), textOf(value))
      else for (const part of parts) raw.set(fieldName(fact, index, part), textOf((value as Record<string, unknown>)?.[part]))
    }
  return raw
}

function textOf(value: unknown): string {
  if (value === true || value === false) return value ? 'yes' : 'no'
  return value === null || value === undefined ? '' : String(value)
}

interface FramedProps {
  readonly visit: Visit
  readonly action: string
  readonly title: string
  readonly caption: string
  readonly lead?: string
  readonly go: string
  readonly faults: readonly FormFault[]
  readonly children: ComponentChildren
}

/** A form of one question page: what is wrong on top, then the title, then the fields. */
export function Framed({ visit, action, title, caption, lead, go, faults, children }: FramedProps) {
  return (
    <>
      {faults.length > 0 && (
        <ErrorSummary
          titleText={ownWords(visit.language)('fault-title')}
          errorList={faults.map(({ field, text }) => ({ text, href: `#${field}` }))}
        />
      )}
      <span class="govuk-caption-l">{caption}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      {lead && <p class="govuk-body">{lead}</p>}
      <form method="post" action={action} noValidate>
        <FormToken visit={visit} />
        {children}
        <Button text={go} />
      </form>
    </>
  )
}

/** One field that is no fact: a day, or a reason. */
export function Asked(props: {
  readonly name: string
  readonly type?: 'date' | 'text'
  readonly label: string
  readonly hint?: string
  readonly filling: Omit<Filling, 'register'>
}) {
  const { name, type = 'text', label, hint, filling } = props
  return (
    <TextInput
      {...shared(filling, name)}
      type={type}
      label={{ text: label }}
      {...(hint ? { hint: { text: hint } } : {})}
      {...(type === 'date' ? { classes: 'govuk-input--width-10' } : { attributes: { dir: 'auto' } })}
    />
  )
}
