import type { ComponentChildren } from 'preact'
import { type Attributes, type Content, classes, type Styled, say } from './shared.ts'

export interface ErrorSummaryItem extends Content {
  /** The input to correct, as `#id`. */
  href?: string
  attributes?: Attributes
}

export interface ErrorSummaryProps extends Styled {
  titleText?: string
  titleHtml?: ComponentChildren
  descriptionText?: string
  descriptionHtml?: ComponentChildren
  children?: ComponentChildren
  errorList?: readonly ErrorSummaryItem[]
  disableAutoFocus?: boolean
}

/** Everything that is wrong on the page, at its top, each with a link to where to put it right. */
export function ErrorSummary(props: ErrorSummaryProps) {
  const description = props.children ?? (props.descriptionHtml || props.descriptionText)
  return (
    <div
      class={classes('govuk-error-summary', props.classes)}
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
      data-module="govuk-error-summary"
    >
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.titleHtml || props.titleText}</h2>
        <div class="govuk-error-summary__body">
          {description && <p>{description}</p>}
          {props.errorList?.length ? <ul class="govuk-list govuk-error-summary__list">{props.errorList.map(problem)}</ul> : null}
        </div>
      </div>
    </div>
  )
}

function problem(item: ErrorSummaryItem) {
  return (
    <li>
      {item.href ? (
        <a href={item.href} {...item.attributes}>
          {say(item)}
        </a>
      ) : (
        say(item)
      )}
    </li>
  )
}
