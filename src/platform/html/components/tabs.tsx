import { type Attributes, type Content, classes, type Items, type Styled } from './shared.ts'

export interface TabItem {
  /** Without it, the tabs' `idPrefix` and the number, from 1. */
  id?: string
  label: string
  attributes?: Attributes
  /** `text` becomes a paragraph. */
  panel: Content & { attributes?: Attributes }
}

export interface TabsProps extends Styled {
  id?: string
  idPrefix?: string
  title?: string
  items: Items<TabItem>
}

/** Sections of which script shows one at a time; without it a list of links and all of them. */
export function Tabs(props: TabsProps) {
  return (
    <div id={props.id || undefined} class={classes('govuk-tabs', props.classes)} {...props.attributes} data-module="govuk-tabs">
      <h2 class="govuk-tabs__title">{props.title ?? 'Contents'}</h2>
      {props.items?.length ? (
        <>
          <ul class="govuk-tabs__list">
            {props.items.map((item, index) => item && tab(item, panelId(item, index, props), index === 0))}
          </ul>
          {props.items.map((item, index) => item && panel(item, panelId(item, index, props), index === 0))}
        </>
      ) : null}
    </div>
  )
}

function tab(item: TabItem, id: string, isFirst: boolean) {
  return (
    <li class={classes('govuk-tabs__list-item', isFirst && 'govuk-tabs__list-item--selected')}>
      <a class="govuk-tabs__tab" href={`#${id}`} {...item.attributes}>
        {item.label}
      </a>
    </li>
  )
}

function panel({ panel: { html, text, attributes } }: TabItem, id: string, isFirst: boolean) {
  return (
    <div class={classes('govuk-tabs__panel', !isFirst && 'govuk-tabs__panel--hidden')} id={id} {...attributes}>
      {html || (text && <p class="govuk-body">{text}</p>)}
    </div>
  )
}

function panelId(item: TabItem, index: number, { idPrefix = '' }: TabsProps): string {
  return item.id || `${idPrefix}-${index + 1}`
}
