import type { ComponentChildren } from 'preact'
import { type Content, classes, type HeadingLevel, heading, type Styled } from './shared.ts'

export interface NotificationBannerProps extends Content, Styled {
  titleText?: string
  titleHtml?: ComponentChildren
  titleHeadingLevel?: HeadingLevel
  titleId?: string
  type?: string
  role?: string
  disableAutoFocus?: boolean
  children?: ComponentChildren
}

/** News that is not about the page's own matter; with type `success`, that something just worked. */
export function NotificationBanner(props: NotificationBannerProps) {
  const isSuccess = props.type === 'success'
  const Heading = heading(props.titleHeadingLevel || 2)
  const titleId = props.titleId || 'govuk-notification-banner-title'
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is alert or region, which take a label
    <div
      class={classes('govuk-notification-banner', isSuccess && 'govuk-notification-banner--success', props.classes)}
      role={(props.role || (isSuccess ? 'alert' : 'region')) as 'alert'}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {props.titleHtml || props.titleText || (isSuccess ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {props.children ?? (props.html || (props.text && <p class="govuk-notification-banner__heading">{props.text}</p>))}
      </div>
    </div>
  )
}
