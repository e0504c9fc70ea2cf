import type { ComponentChildren } from 'preact'
import { type Content, classes, type HeadingLevel, heading, type Items, type Styled, say } from './shared.ts'

export interface SummaryAction extends Content, Styled {
  href: string
  /** What the action is about, as in "Change *name*". */
  visuallyHiddenText?: string
}

export interface SummaryActions {
  items?: readonly SummaryAction[]
  classes?: string
}

export interface SummaryRow {
  key: Content & { classes?: string }
  value: Content & { classes?: string }
  actions?: SummaryActions
  classes?: string
}

export interface SummaryCard extends Styled {
  title?: Content & { headingLevel?: HeadingLevel; classes?: string }
  actions?: SummaryActions
}

export interface SummaryListProps extends Styled {
  rows: Items<SummaryRow>
  card?: SummaryCard
}

/** What was answered, each with the way to change it; inside a card when there are several lists. */
export function SummaryList(props: SummaryListProps) {
  const anyActions = props.rows.some(row => (row || undefined)?.actions?.items?.length)
  const list = (
    <dl class={classes('govuk-summary-list', props.classes)} {...props.attributes}>
      {props.rows.map(row => row && <Row {...row} anyActions={Boolean(anyActions)} cardTitle={props.card?.title} />)}
    </dl>
  )
  return props.card ? <Card {...props.card}>{list}</Card> : list
}

function Row(row: SummaryRow & { anyActions: boolean; cardTitle: Content | undefined }) {
  const withoutActions = row.anyActions && !row.actions?.items && 'govuk-summary-list__row--no-actions'
  return (
    <div class={classes('govuk-summary-list__row', withoutActions, row.classes)}>
      <dt class={classes('govuk-summary-list__key', row.key.classes)}>{say(row.key)}</dt>
      <dd class={classes('govuk-summary-list__value', row.value?.classes)}>{say(row.value)}</dd>
      {row.actions?.items?.length ? (
        <dd class={classes('govuk-summary-list__actions', row.actions.classes)}>
          {row.actions.items.length === 1 ? (
            actionLink(row.actions.items[0]!, row.cardTitle)
          ) : (
            <ul class="govuk-summary-list__actions-list">
              {row.actions.items.map(action => (
                <li class="govuk-summary-list__actions-list-item">{actionLink(action, row.cardTitle)}</li>
              ))}
            </ul>
          )}
        </dd>
      ) : null}
    </div>
  )
}

function Card(props: SummaryCard & { children: ComponentChildren }) {
  const Heading = heading(props.title?.headingLevel || 2)
  return (
    <div class={classes('govuk-summary-card', props.classes)} {...props.attributes}>
      <div class="govuk-summary-card__title-wrapper">
        {props.title && <Heading class={classes('govuk-summary-card__title', props.title.classes)}>{say(props.title)}</Heading>}
        {props.actions?.items?.length ? cardActions(props.actions, props.title) : null}
      </div>
      <div class="govuk-summary-card__content">{props.children}</div>
    </div>
  )
}

function cardActions({ items = [], ...actions }: SummaryActions, title: Content | undefined) {
  const cardClasses = classes('govuk-summary-card__actions', actions.classes)
  if (items.length === 1) return <div class={cardClasses}>{actionLink(items[0]!, title)}</div>
  return (
    <ul class={cardClasses}>
      {items.map(action => (
        <li class="govuk-summary-card__action">{actionLink(action, title)}</li>
      ))}
    </ul>
  )
}

function actionLink(action: SummaryAction, cardTitle: Content | undefined) {
  return (
    <a class={classes('govuk-link', action.classes)} href={action.href} {...action.attributes}>
      {say(action)}
      {(action.visuallyHiddenText || cardTitle) && (
        <span class="govuk-visually-hidden">
          {action.visuallyHiddenText && ` ${action.visuallyHiddenText}`}
          {cardTitle && [' (', say(cardTitle), ')']}
        </span>
      )}
    </a>
  )
}
