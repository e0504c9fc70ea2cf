import type { ComponentChildren } from 'preact'
import { type Attributes, type Content, classes, type Styled, say } from './shared.ts'

export interface FooterLink {
  text: string
  href: string
  attributes?: Attributes
}

export interface FooterSection {
  title: string
  columns?: number
  /** A grid width such as `two-thirds`; `full` when left out. */
  width?: string
  items?: readonly FooterLink[]
}

export interface FooterProps extends Styled {
  /** The government's own mark. */
  logo?: ComponentChildren
  navigation?: readonly FooterSection[]
  meta?: Content & { visuallyHiddenTitle?: string; items?: readonly FooterLink[] }
  contentLicence?: Content & { logo?: ComponentChildren }
  copyright?: Content & { href: string }
  containerClasses?: string
}

/** The foot of every page. Crown, licence and copyright of GOV.UK are not built in: each government gives its own. */
export function Footer(props: FooterProps) {
  return (
    <div class={classes('govuk-footer', props.classes)} {...props.attributes}>
      <div class={classes('govuk-width-container', props.containerClasses)}>
        {props.logo}
        {props.navigation?.length ? (
          <>
            <div class="govuk-footer__navigation">{props.navigation.map(section)}</div>
            <hr class="govuk-footer__section-break" />
          </>
        ) : null}
        <div class="govuk-footer__meta">
          <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
            <Meta {...props} />
            <Licence {...props} />
          </div>
          <Copyright {...props} />
        </div>
      </div>
    </div>
  )
}

function section({ title, columns, width = 'full', items }: FooterSection) {
  return (
    <div class={`govuk-footer__section govuk-grid-column-${width}`}>
      <h2 class="govuk-footer__heading govuk-heading-m">{title}</h2>
      {items?.length ? (
        <ul class={classes('govuk-footer__list', columns !== undefined && `govuk-footer__list--columns-${columns}`)}>
          {items.map(item => item.href && item.text && <li class="govuk-footer__list-item">{link(item)}</li>)}
        </ul>
      ) : null}
    </div>
  )
}

function Meta({ meta }: FooterProps) {
  if (!meta) return null
  const custom = say(meta)
  return (
    <>
      <h2 class="govuk-visually-hidden">{meta.visuallyHiddenTitle || 'Support links'}</h2>
      {meta.items?.length ? (
        <ul class="govuk-footer__inline-list">
          {meta.items.map(item => (
            <li class="govuk-footer__inline-list-item">{link(item)}</li>
          ))}
        </ul>
      ) : null}
      {custom && <div class="govuk-footer__meta-custom">{custom}</div>}
    </>
  )
}

function Licence({ contentLicence }: FooterProps) {
  if (!contentLicence) return null
  return (
    <>
      {contentLicence.logo}
      <span class="govuk-footer__licence-description">{say(contentLicence)}</span>
    </>
  )
}

function Copyright({ copyright }: FooterProps) {
  if (!copyright) return null
  return (
    <div class="govuk-footer__meta-item">
      <a class="govuk-footer__link govuk-footer__copyright-logo" href={copyright.href}>
        {say(copyright)}
      </a>
    </div>
  )
}

function link(item: FooterLink) {
  return (
    <a class="govuk-footer__link" href={item.href} {...item.attributes}>
      {item.text}
    </a>
  )
}
