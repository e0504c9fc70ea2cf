import type { VNode } from 'preact'
import { directionOf, type Language, type PageReply, say, type Visit, type Words } from '#platform'
import { BackLink, drawnOnce, Footer, Layout, PhaseBanner } from '#platform/html'
import type { PageAssets } from './assets.ts'
import { Mark } from './mark.tsx'
import { ActingStrip, inLanguage, Languages, MainMenu, SignInOut } from './navigation.tsx'
import { type Viewer, viewerOf } from './viewer.ts'
import { words } from './words.ts'

// In each language, of a government or two.
const PARTS_MOST = 50

interface ShellOptions {
  readonly assets: PageAssets
  readonly government: { readonly name: Words; readonly isFictional: boolean }
}

interface Frame extends ShellOptions {
  readonly page: PageReply
  readonly visit: Visit
  readonly viewer: Viewer
  /** The government's name in the page's language. */
  readonly name: string
}

/** Draws the frame around every page: who we are, where to go, in which language, and the way back. */
export function shellOf(options: ShellOptions): (page: PageReply, visit: Visit, caller: unknown) => VNode {
  return (page, visit, caller) => {
    const name = say(options.government.name, visit.language)
    return <Framed {...options} page={page} visit={visit} viewer={viewerOf(caller)} name={name} />
  }
}

function Framed(frame: Frame) {
  const { page, visit, assets, name } = frame
  const t = words(visit.language)
  return (
    <Layout
      language={visit.language}
      direction={directionOf(visit.language)}
      title={page.title === name ? name : t('page-title', { page: page.title, government: name })}
      skipLinkText={t('skip')}
      stylesheets={[assets.stylesheet]}
      scripts={assets.scripts}
      themeColor={assets.colour}
      head={<Links {...frame} />}
      header={<Head {...frame} />}
      beforeContent={page.back && <WayBack {...frame} />}
      footer={foot(visit.language, page.focused ? 'focused' : 'open')}
      mainClasses={page.focused ? 'portico-focused' : undefined}
    >
      {page.body}
    </Layout>
  )
}

function Links({ assets, visit, page }: Frame) {
  const font = visit.language === 'ar' ? assets.fonts.arabic : assets.fonts.latin
  return (
    <>
      <link rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="icon" href={assets.icon} type="image/svg+xml" />
      {(['en', 'fr', 'ar'] as const).map(language => (
        <link rel="alternate" hreflang={language} href={inLanguage(visit, language)} />
      ))}
      {page.refreshSeconds !== undefined && (
        <noscript>
          <meta http-equiv="refresh" content={String(page.refreshSeconds)} />
        </noscript>
      )}
    </>
  )
}

const demonstration = drawnOnce(PARTS_MOST, (language: Language, government: string) => {
  const t = words(language)
  return (
    <div class="portico-strip">
      <PhaseBanner tag={{ text: t('demonstration') }} text={t('demonstration-text', { government })} />
    </div>
  )
})

const home = drawnOnce(PARTS_MOST, (language: Language, government: string) => (
  <a class="portico-head__home" href="/">
    <Mark size={36} />
    <span class="portico-head__name">{words(language)('site-name', { government })}</span>
  </a>
))

function Head({ page, visit, viewer, name, government }: Frame) {
  return (
    <>
      {government.isFictional && demonstration(visit.language, name)}
      <div class="portico-head">
        <div class="govuk-width-container portico-head__inside">
          {home(visit.language, name)}
          <div class="portico-head__you">
            <Languages visit={visit} />
            <SignInOut visit={visit} viewer={viewer} />
          </div>
        </div>
      </div>
      <ActingStrip visit={visit} viewer={viewer} />
      {!page.focused && <MainMenu visit={visit} viewer={viewer} />}
    </>
  )
}

function WayBack({ page, visit }: Frame) {
  const t = words(visit.language)
  return (
    <nav class="portico-back" aria-label={t('way-back')}>
      <BackLink href={page.back} text={t('back')} />
    </nav>
  )
}

const foot = drawnOnce(PARTS_MOST, (language: Language, page: 'focused' | 'open') => {
  const t = words(language)
  const links = [
    { text: t('accessibility'), href: '/help/accessibility' },
    { text: t('privacy'), href: '/help/privacy' },
    { text: t('status'), href: '/status' },
    { text: t('log'), href: '/log' },
    { text: t('performance'), href: '/performance' },
    { text: t('verify'), href: '/verify' },
    { text: t('about'), href: '/help/about' },
  ]
  return (
    <Footer
      logo={page === 'open' && <Mark size={44} />}
      meta={{ visuallyHiddenTitle: t('footer-title'), items: links, text: t('runs-on') }}
    />
  )
})
