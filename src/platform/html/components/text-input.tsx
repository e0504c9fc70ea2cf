import { describedBy, Field, type FieldOptions } from './field.tsx'
import { type Content, classes, type Styled, say } from './shared.ts'

export interface TextInputProps extends FieldOptions {
  type?: string
  inputmode?: string
  value?: string | number
  disabled?: boolean
  prefix?: Content & Styled
  suffix?: Content & Styled
  autocomplete?: string
  pattern?: string
  spellcheck?: boolean
  autocapitalize?: string
  inputWrapper?: Styled
}

/** A question answered in one line. */
export function TextInput(props: TextInputProps) {
  const id = props.id || props.name
  return (
    <Field id={id} field={props}>
      <WrappedInput id={id} {...props} />
    </Field>
  )
}

function WrappedInput(props: TextInputProps & { id: string }) {
  const before = say(props.formGroup?.beforeInput)
  const after = say(props.formGroup?.afterInput)
  const prefix = say(props.prefix)
  const suffix = say(props.suffix)
  if (!(before || after || prefix || suffix)) return <Input {...props} />
  return (
    <div class={classes('govuk-input__wrapper', props.inputWrapper?.classes)} {...props.inputWrapper?.attributes}>
      {before}
      {prefix && <Affix kind="govuk-input__prefix" affix={props.prefix} />}
      <Input {...props} />
      {suffix && <Affix kind="govuk-input__suffix" affix={props.suffix} />}
      {after}
    </div>
  )
}

function Input(props: TextInputProps & { id: string }) {
  return (
    <input
      class={classes('govuk-input', props.classes, props.errorMessage && 'govuk-input--error')}
      id={props.id}
      name={props.name}
      type={(props.type || 'text') as 'text'}
      spellcheck={props.spellcheck}
      value={props.value}
      disabled={props.disabled}
      aria-describedby={describedBy(props.id, props, props.describedBy)}
      autocomplete={props.autocomplete as 'on' | undefined}
      autocapitalize={props.autocapitalize as 'none' | undefined}
      pattern={props.pattern}
      inputmode={props.inputmode as 'text' | undefined}
      {...props.attributes}
    />
  )
}

function Affix({ kind, affix }: { kind: string; affix: (Content & Styled) | undefined }) {
  return (
    <div class={classes(kind, affix?.classes)} aria-hidden="true" {...affix?.attributes}>
      {say(affix)}
    </div>
  )
}
