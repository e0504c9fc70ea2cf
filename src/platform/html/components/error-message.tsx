import { type Content, classes, type Styled, say } from './shared.ts'

export interface ErrorMessageProps extends Content, Styled {
  id?: string
  /** Said before the message to those who cannot see it is red; a colon follows it. Empty leaves it out. */
  visuallyHiddenText?: string | false
}

/** What is wrong with one answer, next to it. */
export function ErrorMessage(props: ErrorMessageProps) {
  const { visuallyHiddenText = 'Error' } = props
  return (
    <p id={props.id || undefined} class={classes('govuk-error-message', props.classes)} {...props.attributes}>
      {visuallyHiddenText && <span class="govuk-visually-hidden">{visuallyHiddenText}:</span>}
      {visuallyHiddenText && ' '}
      {say(props)}
    </p>
  )
}
