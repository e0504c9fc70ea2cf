import { describedBy, type FieldOptions, FieldWithAsides } from './field.tsx'
import { type Attributes, classes, type Items } from './shared.ts'

export interface SelectItem {
  /** What is sent; the text when left out. */
  value?: string | number | boolean
  text: string
  selected?: boolean
  disabled?: boolean
  attributes?: Attributes
}

export interface SelectProps extends FieldOptions {
  items: Items<SelectItem>
  value?: string | number
  disabled?: boolean
}

/** One answer out of a long list. */
export function Select(props: SelectProps) {
  const id = props.id || props.name
  return (
    <FieldWithAsides id={id} field={props}>
      <select
        class={classes('govuk-select', props.classes, props.errorMessage && 'govuk-select--error')}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describedBy(id, props, props.describedBy)}
        {...props.attributes}
      >
        {props.items?.map(item => item && option(item, props.value))}
      </select>
    </FieldWithAsides>
  )
}

function option(item: SelectItem, answer: string | number | undefined) {
  const isAnswer = answer && item.selected !== false && String(item.value ?? item.text) === String(answer)
  return (
    <option
      value={item.value === undefined ? undefined : String(item.value)}
      selected={Boolean(item.selected || isAnswer)}
      disabled={item.disabled}
      {...item.attributes}
    >
      {item.text}
    </option>
  )
}
