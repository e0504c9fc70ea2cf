import { Choice, type ChoiceItem, choiceHintId, choiceId, type Divider } from './choice.tsx'
import { describedBy, FieldGroup, type GroupOptions } from './field.tsx'
import { classes, type Items, ids, say } from './shared.ts'

export interface CheckboxItem extends ChoiceItem {
  name?: string
  /** `exclusive` unticks all others when ticked, for "none of these". */
  behaviour?: string
}

export interface CheckboxesProps extends GroupOptions {
  /** Start of every id; the name when left out. */
  idPrefix?: string
  name: string
  items: Items<CheckboxItem | Divider>
  values?: readonly (string | number)[]
  describedBy?: string
}

/** Any number of answers out of a few. */
export function Checkboxes(props: CheckboxesProps) {
  const { idPrefix = props.name } = props
  const described = describedBy(idPrefix, props, props.fieldset?.describedBy || props.describedBy)
  return (
    <FieldGroup id={idPrefix} group={props} describedBy={described}>
      <div class={classes('govuk-checkboxes', props.classes)} {...props.attributes} data-module="govuk-checkboxes">
        {say(props.formGroup?.beforeInputs)}
        {props.items.map((item, index) => item && checkbox(item, index, { ...props, describedBy: described }))}
        {say(props.formGroup?.afterInputs)}
      </div>
    </FieldGroup>
  )
}

function checkbox(item: CheckboxItem | Divider, index: number, props: CheckboxesProps) {
  if ('divider' in item) return <div class="govuk-checkboxes__divider">{item.divider}</div>
  const id = choiceId(item, props.idPrefix ?? props.name, index)
  const isAnswer = item.checked !== false && props.values?.includes(item.value)
  return (
    <Choice
      block="govuk-checkboxes"
      type="checkbox"
      id={id}
      name={item.name || props.name}
      item={item}
      isChecked={Boolean(item.checked || isAnswer)}
      // Without a fieldset to carry the description, every box says it.
      describedBy={ids(!props.fieldset && props.describedBy, say(item.hint) ? choiceHintId(id) : undefined)}
      behaviour={item.behaviour}
    />
  )
}
