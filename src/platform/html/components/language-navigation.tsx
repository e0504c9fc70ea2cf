import { type Content, classes, type Styled, say } from './shared.ts'

export interface LanguageItem extends Content, Styled {
  /** BCP 47, such as `ar`. */
  lang: string
  hrefLang?: string
  dir?: 'ltr' | 'rtl'
  /** The same page in that language; left out for the language it is in. */
  href?: string
  current?: boolean
  languageDescriptionText?: string
}

export interface LanguageNavigationProps extends Styled {
  ariaLabel?: string
  items: readonly LanguageItem[]
}

/** The page in its other languages, each in its own words. */
export function LanguageNavigation(props: LanguageNavigationProps) {
  return (
    <nav
      class={classes('govuk-language-navigation', props.classes)}
      {...props.attributes}
      aria-label={props.ariaLabel ?? 'Language'}
    >
      <ul class="govuk-language-navigation__list">
        {props.items?.map(item => (
          <li class="govuk-language-navigation__list-item">
            {item.current || !item.href ? <Here {...item} /> : <There {...item} />}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Here(props: LanguageItem) {
  return (
    <span
      class={classes('govuk-language-navigation__text', props.classes)}
      aria-current="true"
      lang={props.lang || undefined}
      dir={props.dir || undefined}
      {...props.attributes}
    >
      {say(props)}
    </span>
  )
}

function There(props: LanguageItem) {
  return (
    <a
      class={classes('govuk-language-navigation__link', props.classes)}
      href={props.href}
      rel="alternate"
      lang={props.lang || undefined}
      hreflang={props.hrefLang || props.lang || undefined}
      dir={props.dir || undefined}
      {...props.attributes}
    >
      {say(props)}
      {props.languageDescriptionText && <span class="govuk-visually-hidden"> {props.languageDescriptionText}</span>}
    </a>
  )
}
