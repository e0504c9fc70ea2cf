import { type Action, ActionButton } from './action.tsx'
import { type Content, classes, type Styled } from './shared.ts'

export interface CookieMessage extends Content, Styled {
  headingText?: string
  headingHtml?: Content['html']
  actions?: readonly Action[]
  hidden?: boolean
  role?: string
}

export interface CookieBannerProps extends Styled {
  ariaLabel?: string
  hidden?: boolean
  messages: readonly CookieMessage[]
}

/** The question which cookies the person takes, above everything else. */
export function CookieBanner(props: CookieBannerProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: GOV.UK Frontend's markup
    <div
      class={classes('govuk-cookie-banner', props.classes)}
      data-nosnippet=""
      role="region"
      aria-label={props.ariaLabel || 'Cookie banner'}
      hidden={props.hidden}
      {...props.attributes}
    >
      {props.messages.map(message)}
    </div>
  )
}

function message(props: CookieMessage) {
  const heading = props.headingHtml || props.headingText
  return (
    <div
      class={classes('govuk-cookie-banner__message', props.classes, 'govuk-width-container')}
      role={(props.role || undefined) as 'alert' | undefined}
      {...props.attributes}
      hidden={props.hidden}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {heading && <h2 class="govuk-cookie-banner__heading govuk-heading-m">{heading}</h2>}
          <div class="govuk-cookie-banner__content">{props.html || (props.text && <p class="govuk-body">{props.text}</p>)}</div>
        </div>
      </div>
      {props.actions && (
        <div class="govuk-button-group">
          {props.actions.map(action => [<ActionButton action={action} linkClasses="govuk-link" />, ' '])}
        </div>
      )}
    </div>
  )
}
