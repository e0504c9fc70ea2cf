import type { ComponentChildren } from 'preact'
import { type Content, classes, type Styled, say } from './shared.ts'

export interface LegendOptions extends Content {
  classes?: string
  isPageHeading?: boolean
}

export interface FieldsetProps extends Styled {
  describedBy?: string
  legend?: LegendOptions
  role?: string
  html?: ComponentChildren
  children?: ComponentChildren
}

/** Inputs that answer one question together, under one legend. */
export function Fieldset(props: FieldsetProps) {
  return (
    <fieldset
      class={classes('govuk-fieldset', props.classes)}
      role={(props.role || undefined) as 'group' | undefined}
      aria-describedby={props.describedBy || undefined}
      {...props.attributes}
    >
      {props.legend && <Legend {...props.legend} />}
      {props.children ?? props.html}
    </fieldset>
  )
}

function Legend(props: LegendOptions) {
  const words = say(props)
  if (!words) return null
  return (
    <legend class={classes('govuk-fieldset__legend', props.classes)}>
      {props.isPageHeading ? <h1 class="govuk-fieldset__heading">{words}</h1> : words}
    </legend>
  )
}
