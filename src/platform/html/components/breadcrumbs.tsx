import { type Attributes, type Content, classes, type Styled, say } from './shared.ts'

export interface Breadcrumb extends Content {
  /** Left out for the page itself. */
  href?: string
  attributes?: Attributes
}

export interface BreadcrumbsProps extends Styled {
  items: readonly Breadcrumb[]
  collapseOnMobile?: boolean
  labelText?: string
}

/** Where the page lies, from the start page down. */
export function Breadcrumbs(props: BreadcrumbsProps) {
  const collapse = props.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile'
  return (
    <nav
      class={classes('govuk-breadcrumbs', props.classes, collapse)}
      {...props.attributes}
      aria-label={props.labelText ?? 'Breadcrumb'}
    >
      <ol class="govuk-breadcrumbs__list">{props.items?.map(crumb)}</ol>
    </nav>
  )
}

function crumb(item: Breadcrumb) {
  return item.href ? (
    <li class="govuk-breadcrumbs__list-item">
      <a class="govuk-breadcrumbs__link" href={item.href} {...item.attributes}>
        {say(item)}
      </a>
    </li>
  ) : (
    <li class="govuk-breadcrumbs__list-item" aria-current="page">
      {say(item)}
    </li>
  )
}
