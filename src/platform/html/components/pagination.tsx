import { type Attributes, type Content, classes, type Items, type Styled, say } from './shared.ts'

export interface PaginationLink extends Content {
  href: string
  /** What the page is about; shown when there are no numbers. */
  labelText?: string
  attributes?: Attributes
}

export interface PaginationItem {
  number?: string | number
  href?: string
  current?: boolean
  /** Stands for the numbers left out. */
  ellipsis?: boolean
  visuallyHiddenText?: string
  attributes?: Attributes
}

export interface PaginationProps extends Styled {
  items?: Items<PaginationItem>
  previous?: PaginationLink
  next?: PaginationLink
  landmarkLabel?: string
}

/** The way through numbered pages, or to the page before and after. */
export function Pagination({ items, previous, next, ...props }: PaginationProps) {
  const isBlock = Boolean(!items && (next || previous))
  return (
    <nav
      class={classes('govuk-pagination', isBlock && 'govuk-pagination--block', props.classes)}
      aria-label={props.landmarkLabel || 'Pagination'}
      {...props.attributes}
    >
      {previous?.href && <Arrow link={previous} rel="prev" isBlock={isBlock} />}
      {items && (
        <ul class="govuk-pagination__list">
          {items.map(item => item && Object.keys(item).length > 0 && <PageNumber {...item} />)}
        </ul>
      )}
      {next?.href && <Arrow link={next} rel="next" isBlock={isBlock} />}
    </nav>
  )
}

function Arrow({ link, rel, isBlock }: { link: PaginationLink; rel: 'prev' | 'next'; isBlock: boolean }) {
  const undecorated = link.labelText || !isBlock
  return (
    <div class={`govuk-pagination__${rel}`}>
      <a class="govuk-link govuk-pagination__link" href={link.href} rel={rel} {...link.attributes}>
        {(isBlock || rel === 'prev') && <Icon rel={rel} />}
        <span class={classes('govuk-pagination__link-title', !undecorated && 'govuk-pagination__link-title--decorated')}>
          {say(link) || standardWords[rel]}
        </span>
        {link.labelText && isBlock && [' ', <span class="govuk-visually-hidden">:</span>, ' ']}
        {link.labelText && isBlock && <span class="govuk-pagination__link-label">{link.labelText}</span>}
        {!isBlock && rel === 'next' && <Icon rel={rel} />}
      </a>
    </div>
  )
}

function PageNumber(item: PaginationItem) {
  if (item.ellipsis) return <li class={itemClasses(item)}>⋯</li>
  return (
    <li class={itemClasses(item)}>
      <a
        class="govuk-link govuk-pagination__link"
        href={item.href}
        aria-label={item.visuallyHiddenText ?? `Page ${item.number}`}
        aria-current={item.current ? 'page' : undefined}
        {...item.attributes}
      >
        {item.number}
      </a>
    </li>
  )
}

function itemClasses(item: PaginationItem): string {
  return classes(
    'govuk-pagination__item',
    item.current && 'govuk-pagination__item--current',
    item.ellipsis && 'govuk-pagination__item--ellipsis',
  )
}

function Icon({ rel }: { rel: 'prev' | 'next' }) {
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${rel}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[rel]} />
    </svg>
  )
}

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

const standardWords = {
  prev: ['Previous', <span class="govuk-visually-hidden"> page</span>],
  next: ['Next', <span class="govuk-visually-hidden"> page</span>],
}
