import { Choice, type ChoiceItem, choiceHintId, choiceId, type Divider } from './choice.tsx'
import { describedBy, FieldGroup, type GroupOptions } from './field.tsx'
import { classes, type Items, say } from './shared.ts'

export interface RadiosProps extends GroupOptions {
  /** Start of every id; the name when left out. */
  idPrefix?: string
  name: string
  items: Items<ChoiceItem | Divider>
  value?: string | number
}

/** One answer out of a few. */
export function Radios(props: RadiosProps) {
  const { idPrefix = props.name } = props
  return (
    <FieldGroup id={idPrefix} group={props} describedBy={describedBy(idPrefix, props, props.fieldset?.describedBy)}>
      <div class={classes('govuk-radios', props.classes)} {...props.attributes} data-module="govuk-radios">
        {say(props.formGroup?.beforeInputs)}
        {props.items.map((item, index) => item && radio(item, index, props))}
        {say(props.formGroup?.afterInputs)}
      </div>
    </FieldGroup>
  )
}

function radio(item: ChoiceItem | Divider, index: number, props: RadiosProps) {
  if ('divider' in item) return <div class="govuk-radios__divider">{item.divider}</div>
  const id = choiceId(item, props.idPrefix ?? props.name, index)
  const isAnswer = props.value && item.checked !== false && String(item.value) === String(props.value)
  return (
    <Choice
      block="govuk-radios"
      type="radio"
      id={id}
      name={props.name}
      item={item}
      isChecked={Boolean(item.checked || isAnswer)}
      describedBy={say(item.hint) ? choiceHintId(id) : undefined}
    />
  )
}
