import type { ComponentChildren } from 'preact'
import { type Action, ActionButton } from './action.tsx'
import { type Content, classes, type HeadingLevel, heading, type Styled, say } from './shared.ts'

export interface PanelProps extends Content, Styled {
  titleText?: string
  titleHtml?: ComponentChildren
  headingLevel?: HeadingLevel
  /** Only on an interruption, which has `govuk-panel--interruption` among its classes. */
  actions?: Styled & { items?: readonly Action[] }
  children?: ComponentChildren
}

/** That the thing is done; or an interruption that asks before going on. */
export function Panel(props: PanelProps) {
  const Heading = heading(props.headingLevel || 1)
  const isInterruption = props.classes?.includes('govuk-panel--interruption')
  const body = props.children ?? say(props)
  return (
    <div class={classes('govuk-panel', !isInterruption && 'govuk-panel--confirmation', props.classes)} {...props.attributes}>
      <Heading class="govuk-panel__title">{props.titleHtml || props.titleText}</Heading>
      {body && <div class="govuk-panel__body">{body}</div>}
      {isInterruption && props.actions && <Actions {...props.actions} />}
    </div>
  )
}

function Actions(props: Styled & { items?: readonly Action[] }) {
  return (
    <div class={classes('govuk-panel__actions', props.classes)} {...props.attributes}>
      {props.items?.length ? (
        <div class="govuk-button-group">
          {props.items.map(action => [
            <ActionButton action={action} linkClasses="govuk-link govuk-link--inverse" buttonClasses="govuk-button--inverse" />,
            ' ',
          ])}
        </div>
      ) : null}
    </div>
  )
}
