import type { ComponentChildren } from 'preact'
import { type Content, classes, type Styled, say } from './shared.ts'

export interface DetailsProps extends Content, Styled {
  id?: string
  open?: boolean
  summaryText?: string
  summaryHtml?: ComponentChildren
  children?: ComponentChildren
}

/** More about something, for those who ask for it. */
export function Details(props: DetailsProps) {
  return (
    <details id={props.id || undefined} class={classes('govuk-details', props.classes)} {...props.attributes} open={props.open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{props.summaryHtml || props.summaryText}</span>
      </summary>
      <div class="govuk-details__text">{props.children ?? say(props)}</div>
    </details>
  )
}
