import type { ComponentChildren } from 'preact'
import { type Content, classes, type HeadingLevel, heading, type Styled } from './shared.ts'

export interface FeedbackProps extends Content, Styled {
  titleText?: string
  titleHtml?: ComponentChildren
  headingLevel?: HeadingLevel
  children?: ComponentChildren
}

/** A place at the foot of a page to say how it was. */
export function Feedback(props: FeedbackProps) {
  const Heading = heading(props.headingLevel || 2)
  const body = props.children ?? (props.html || (props.text && <p class="govuk-body">{props.text}</p>))
  return (
    <div class={classes('govuk-feedback govuk-width-container', props.classes)} {...props.attributes}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Heading class="govuk-feedback__title">{props.titleHtml || props.titleText}</Heading>
          {body && <div class="govuk-feedback__body">{body}</div>}
        </div>
      </div>
    </div>
  )
}
