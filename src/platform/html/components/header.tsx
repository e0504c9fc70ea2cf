import type { ComponentChildren } from 'preact'
import { classes, type Styled } from './shared.ts'

export interface GenericHeaderProps extends Styled {
  url?: string
  logoText?: string
  logoHtml?: ComponentChildren
  containerClasses?: string
}

/** A mark at the head of the page that leads to the start page. */
export function GenericHeader(props: GenericHeaderProps) {
  return <Head {...props} block="govuk-generic-header" />
}

export interface HeaderProps extends Styled {
  /** The government's own mark; GOV.UK's crown is not built in. */
  logo: ComponentChildren
  homepageUrl?: string
  productName?: string
  containerClasses?: string
}

/** The band at the head of every page: whose page it is, and the product's name. */
export function Header({ logo, productName, homepageUrl, ...rest }: HeaderProps) {
  const mark = [logo, productName && [' ', <span class="govuk-header__product-name">{productName}</span>]]
  return <Head {...rest} block="govuk-header" url={homepageUrl} logoHtml={mark} />
}

function Head(props: GenericHeaderProps & { block: string }) {
  const { block } = props
  return (
    <div class={classes(block, props.classes)} {...props.attributes}>
      <div class={`${block}__container ${props.containerClasses || 'govuk-width-container'}`}>
        <div class={`${block}__logo`}>
          <a href={props.url || '/'} class={`${block}__homepage-link`}>
            {props.logoHtml || props.logoText}
          </a>
        </div>
      </div>
    </div>
  )
}
