import type { ComponentChildren } from 'preact'
import type { HintOptions } from './field.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'
import { type Attributes, type Content, classes, type Styled, say } from './shared.ts'

/** One radio or checkbox. */
export interface ChoiceItem extends Content {
  id?: string
  value: string | number
  label?: Styled
  hint?: HintOptions
  checked?: boolean
  /** Shown under the item while it is chosen; without script, always. */
  conditional?: { html: ComponentChildren }
  disabled?: boolean
  attributes?: Attributes
}

/** A word between two choices, such as "or". */
export interface Divider {
  divider: string
}

export interface ChoiceProps {
  block: 'govuk-radios' | 'govuk-checkboxes'
  type: 'radio' | 'checkbox'
  id: string
  name: string
  item: ChoiceItem
  isChecked: boolean
  describedBy?: string
  behaviour?: string
}

export function Choice(props: ChoiceProps) {
  const { block, id, item } = props
  const hasHint = say(item.hint)
  const conditionalId = `conditional-${id}`
  return (
    <>
      <div class={`${block}__item`}>
        <input
          class={`${block}__input`}
          id={id}
          name={props.name}
          type={props.type}
          value={item.value}
          checked={props.isChecked}
          disabled={item.disabled}
          data-aria-controls={item.conditional?.html ? conditionalId : undefined}
          data-behaviour={props.behaviour || undefined}
          aria-describedby={props.describedBy}
          {...item.attributes}
        />
        <Label
          {...item.label}
          html={item.html}
          text={item.text}
          classes={classes(`${block}__label`, item.label?.classes)}
          for={id}
        />
        {hasHint && <Hint {...item.hint} id={choiceHintId(id)} classes={classes(`${block}__hint`, item.hint?.classes)} />}
      </div>
      {item.conditional?.html && (
        <div class={classes(`${block}__conditional`, !props.isChecked && `${block}__conditional--hidden`)} id={conditionalId}>
          {item.conditional.html}
        </div>
      )}
    </>
  )
}

/** The id of a choice: the first has no number, so that the error summary can link to it. `index` counts from 0. */
export function choiceId(item: ChoiceItem, prefix: string, index: number): string {
  return item.id || (index ? `${prefix}-${index + 1}` : prefix)
}

export function choiceHintId(id: string): string {
  return `${id}-item-hint`
}
