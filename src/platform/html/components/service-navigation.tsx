import type { ComponentChildren } from 'preact'
import { type Attributes, type Content, classes, type Items, type Styled, say } from './shared.ts'

export interface NavigationItem extends Content {
  href?: string
  /** The page itself. */
  current?: boolean
  /** The part of the service that the page belongs to. */
  active?: boolean
  attributes?: Attributes
}

export interface ServiceNavigationProps extends Styled {
  ariaLabel?: string
  menuButtonText?: string
  menuButtonLabel?: string
  navigationLabel?: string
  navigationId?: string
  navigationClasses?: string
  /** Behind a menu button on narrow screens, with script; when left out, from two items on. */
  collapseNavigationOnMobile?: boolean
  serviceName?: string
  serviceUrl?: string
  navigation?: Items<NavigationItem>
  slots?: {
    start?: ComponentChildren
    end?: { html?: ComponentChildren; align?: 'inline' }
    navigationStart?: ComponentChildren
    navigationEnd?: ComponentChildren
  }
}

/** Which service one is in, and the way to its parts. */
export function ServiceNavigation(props: ServiceNavigationProps) {
  const common = {
    class: classes('govuk-service-navigation', props.classes),
    'data-module': 'govuk-service-navigation',
    ...props.attributes,
  }
  const isLandmark = props.serviceName || props.slots?.start || props.slots?.end?.html
  return isLandmark ? (
    <section aria-label={props.ariaLabel ?? 'Service information'} {...common}>
      <Inside {...props} />
    </section>
  ) : (
    <div {...common}>
      <Inside {...props} />
    </div>
  )
}

function Inside(props: ServiceNavigationProps) {
  const isInline = props.slots?.end?.align === 'inline'
  return (
    <div class={classes('govuk-width-container', isInline && 'govuk-service-navigation__inlining-container')}>
      {props.slots?.start}
      <div class="govuk-service-navigation__container">
        {props.serviceName && <ServiceName name={props.serviceName} url={props.serviceUrl} />}
        <Navigation {...props} />
      </div>
      {props.slots?.end?.html}
    </div>
  )
}

function ServiceName({ name, url }: { name: string; url: string | undefined }) {
  return (
    <span class="govuk-service-navigation__service-name">
      {url ? (
        <a href={url} class="govuk-service-navigation__link">
          {name}
        </a>
      ) : (
        <span class="govuk-service-navigation__text">{name}</span>
      )}
    </span>
  )
}

function Navigation({ slots, ...props }: ServiceNavigationProps) {
  const items = (props.navigation ?? []).filter(item => !!item)
  if (!(items.length || slots?.navigationStart || slots?.navigationEnd)) return null
  const menu = props.menuButtonText || 'Menu'
  const id = props.navigationId || 'navigation'
  const { collapseNavigationOnMobile = items.length > 1 } = props
  return (
    <nav aria-label={props.navigationLabel || menu} class={classes('govuk-service-navigation__wrapper', props.navigationClasses)}>
      {collapseNavigationOnMobile && <MenuButton id={id} text={menu} label={props.menuButtonLabel} />}
      <ul class="govuk-service-navigation__list" id={id}>
        {slots?.navigationStart}
        {items.map(navigationItem)}
        {slots?.navigationEnd}
      </ul>
    </nav>
  )
}

function MenuButton({ id, text, label }: { id: string; text: string; label: string | undefined }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: hidden until script shows it and takes this away
    <button
      type="button"
      class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
      aria-controls={id}
      aria-label={label && label !== text ? label : undefined}
      hidden
      aria-hidden="true"
    >
      {text}
    </button>
  )
}

function navigationItem(item: NavigationItem) {
  const isHere = item.active || item.current
  const current = isHere ? (item.current ? 'page' : 'true') : undefined
  // Strong, so that it still stands out where the person's own colours replace ours.
  const words = isHere ? <strong class="govuk-service-navigation__active-fallback">{say(item)}</strong> : say(item)
  return (
    <li class={classes('govuk-service-navigation__item', isHere && 'govuk-service-navigation__item--active')}>
      {item.href ? (
        <a class="govuk-service-navigation__link" href={item.href} aria-current={current} {...item.attributes}>
          {words}
        </a>
      ) : (
        say(item) && (
          <span class="govuk-service-navigation__text" aria-current={current}>
            {words}
          </span>
        )
      )}
    </li>
  )
}
