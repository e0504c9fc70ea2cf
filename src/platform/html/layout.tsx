import type { ComponentChildren } from 'preact'
import { classes } from './components/shared.ts'
import { SkipLink } from './components/skip-link.tsx'

export interface LayoutProps {
  /** BCP 47, such as `ar`. */
  language: string
  direction: 'ltr' | 'rtl'
  /** What the browser's tab says; on a page with errors it leads with that. */
  title: string
  skipLinkText: string
  /** Style sheets, in order. */
  stylesheets?: readonly string[]
  /** Where the two scripts of `browser/` are served. */
  scripts?: { readonly enhanced: string; readonly start: string }
  /** Colour of the browser's own bar, where it has one. */
  themeColor?: string
  /** Further `<meta>` and `<link>`: icons, other languages of the page. */
  head?: ComponentChildren
  /** Above everything: cookie banner, a way off the page. */
  bodyStart?: ComponentChildren
  header?: ComponentChildren
  phaseBanner?: ComponentChildren
  /** Between header and main: back link, breadcrumbs. */
  beforeContent?: ComponentChildren
  footer?: ComponentChildren
  mainClasses?: string
  children?: ComponentChildren
}

const standardStylesheets = ['/assets/portico.css']
const standardScripts = { enhanced: '/assets/enhanced.js', start: '/assets/start.js' }

/**
 * The frame of every page. No script or style is inline, so `script-src 'self'; style-src 'self'` is enough:
 * `enhanced.js` marks the page as scripted before it is painted, `start.js` starts GOV.UK Frontend.
 */
export function Layout(props: LayoutProps) {
  const { scripts = standardScripts } = props
  return (
    <html lang={props.language} dir={props.direction} class="govuk-template">
      <Head {...props} />
      <body class="govuk-template__body">
        <script src={scripts.enhanced} />
        {props.bodyStart}
        <SkipLink href="#main-content" text={props.skipLinkText} />
        {props.header && <header class="govuk-template__header">{props.header}</header>}
        {props.phaseBanner}
        <div class="govuk-width-container">
          {props.beforeContent}
          <main class={classes('govuk-main-wrapper', props.mainClasses)} id="main-content">
            {props.children}
          </main>
        </div>
        {props.footer && <footer class="govuk-template__footer">{props.footer}</footer>}
        <script type="module" src={scripts.start} />
      </body>
    </html>
  )
}

function Head({ title, stylesheets = standardStylesheets, themeColor, head }: LayoutProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      {themeColor && <meta name="theme-color" content={themeColor} />}
      {stylesheets.map(href => (
        <link rel="stylesheet" href={href} />
      ))}
      {head}
    </head>
  )
}
