import { describedBy, FieldGroup, type GroupOptions } from './field.tsx'
import { type Attributes, classes, type Items, say } from './shared.ts'
import { TextInput } from './text-input.tsx'

export interface DateInputItem {
  id?: string
  /** Sent after the prefix, and key of `values`. */
  name?: string
  label?: string
  value?: string | number
  /** Marks this part as wrong; `false` marks it as right while the others are wrong. */
  error?: boolean
  inputmode?: string
  autocomplete?: string
  pattern?: string
  classes?: string
  attributes?: Attributes
}

export interface DateInputProps extends GroupOptions {
  id: string
  /** Put before each part's name with a hyphen: `dob` sends `dob-day`, `dob-month`, `dob-year`. */
  namePrefix?: string
  /** `false` leaves the part out. */
  day?: DateInputItem | false
  month?: DateInputItem | false
  year?: DateInputItem | false
  /** Other parts than day, month and year, or another order of them. */
  items?: Items<DateInputItem>
  values?: Readonly<Record<string, string | number | undefined>>
}

interface DatePart extends DateInputItem {
  name: string
  digits: 2 | 4
}

/** A date typed in parts. */
export function DateInput(props: DateInputProps) {
  const parts = partsOf(props)
  const oneIsMarked = parts.some(isMarked)
  return (
    <FieldGroup id={props.id} group={props} role="group" describedBy={describedBy(props.id, props, props.fieldset?.describedBy)}>
      <div class={classes('govuk-date-input', props.classes)} {...props.attributes} id={props.id || undefined}>
        {say(props.formGroup?.beforeInputs)}
        {parts.map(part => (
          <Part {...part} date={props} isWrong={isWrong(part, props, oneIsMarked)} />
        ))}
        {say(props.formGroup?.afterInputs)}
      </div>
    </FieldGroup>
  )
}

function Part(props: DatePart & { date: DateInputProps; isWrong: boolean }) {
  const { name, date } = props
  const sentName = date.namePrefix ? `${date.namePrefix}-${name}` : name
  return (
    <div class="govuk-date-input__item">
      <TextInput
        label={{ text: props.label || capitalised(name), classes: 'govuk-date-input__label' }}
        id={props.id || `${date.id}-${name}`}
        classes={partClasses(props, props.isWrong)}
        name={sentName}
        value={props.value ?? date.values?.[sentName]}
        inputmode={props.inputmode || 'numeric'}
        autocomplete={props.autocomplete}
        pattern={props.pattern}
        attributes={props.attributes}
      />
    </div>
  )
}

function partsOf(props: DateInputProps): DatePart[] {
  const standard = standardParts(props)
  if (!props.items?.length) return standard
  return props.items.filter(item => !!item).map(item => ({ name: '', ...sameName(item, standard), ...item }))
}

function standardParts(props: DateInputProps): DatePart[] {
  const names = ['day', 'month', 'year'] as const
  return names.flatMap(name => {
    const part = props[name] ?? { value: props.values?.[name] }
    return part ? { name, digits: name === 'year' ? 4 : 2, ...part } : []
  })
}

function sameName(item: DateInputItem, standard: DatePart[]): Pick<DatePart, 'digits' | 'value'> {
  const { digits, value } = standard.find(part => part.name === item.name) ?? { digits: 2 }
  return { digits, value }
}

function isMarked(part: DateInputItem): boolean {
  return Boolean(part.error || part.classes?.includes('govuk-input--error'))
}

function isWrong(part: DateInputItem, { errorMessage }: DateInputProps, oneIsMarked: boolean): boolean {
  return isMarked(part) || Boolean(errorMessage && part.error !== false && !oneIsMarked)
}

function partClasses({ classes: given = '', digits }: DatePart, isWrong: boolean): string {
  const error = isWrong && !given.includes('govuk-input--error') && 'govuk-input--error'
  const width = !given.includes('govuk-input--width-') && `govuk-input--width-${digits}`
  return classes('govuk-date-input__input', error, width, given)
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()
}
