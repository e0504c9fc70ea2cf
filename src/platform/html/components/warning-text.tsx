import { type Content, classes, type Styled, say } from './shared.ts'

export interface WarningTextProps extends Content, Styled {
  /** Said for the exclamation mark. */
  iconFallbackText?: string
}

/** What may go badly if it is not heeded. */
export function WarningText(props: WarningTextProps) {
  return (
    <div class={classes('govuk-warning-text', props.classes)} {...props.attributes}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>{' '}
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{props.iconFallbackText || 'Warning'}</span> {say(props)}
      </strong>
    </div>
  )
}
