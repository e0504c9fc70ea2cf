import { describedBy, type FieldOptions, FieldWithAsides } from './field.tsx'
import { classes } from './shared.ts'

export interface TextareaProps extends FieldOptions {
  rows?: number
  value?: string
  disabled?: boolean
  spellcheck?: boolean
  autocomplete?: string
}

/** A question answered in several lines. */
export function Textarea(props: TextareaProps) {
  const id = props.id || props.name
  return (
    <FieldWithAsides id={id} field={props}>
      <textarea
        class={classes('govuk-textarea', props.errorMessage && 'govuk-textarea--error', props.classes)}
        id={id}
        name={props.name}
        rows={props.rows || 5}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={describedBy(id, props, props.describedBy)}
        autocomplete={(props.autocomplete || undefined) as 'on' | undefined}
        {...props.attributes}
      >
        {props.value}
      </textarea>
    </FieldWithAsides>
  )
}
