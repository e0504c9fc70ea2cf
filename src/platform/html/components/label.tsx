import { type Content, classes, type Styled, say } from './shared.ts'

export interface LabelProps extends Content, Styled {
  for?: string
  isPageHeading?: boolean
}

/** The name of one input; as the page's heading when the page asks one thing. Says nothing when it has no words. */
export function Label(props: LabelProps) {
  const words = say(props)
  if (!words) return null
  const label = (
    <label class={classes('govuk-label', props.classes)} {...props.attributes} for={props.for || undefined}>
      {words}
    </label>
  )
  return props.isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}
