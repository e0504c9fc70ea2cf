import type { VNode } from 'preact'
import { directionOf, type Language, languages, type PageReply, say, type Visit, type Words } from '#platform'
import { BackLink, drawnAround, drawnOnce, Footer, Layout, PhaseBanner } from '#platform/html'
import type { PageAssets } from './assets.ts'
import { Mark } from './mark.tsx'
import { ActingStrip, hereIn, Languages, MainMenu, SignInOut } from './navigation.tsx'
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
  const font = visit.language === 'ar' ? assets.fonts.arabic : assets.fonts.latin
  const given = {
    title: page.title === name ? name : t('page-title', { page: page.title, government: name }),
    head: [links({ here: hereIn(visit) }, font, assets.icon), <Refreshed key="refreshed" {...page} />],
    header: <Head {...frame} />,
    back: page.back && wayBack({ to: page.back }, visit.language),
    body: page.body,
  }
  const { stylesheet, colour, scripts } = assets
  return around(given, visit.language, page.focused ? 'focused' : 'open', stylesheet, colour, scripts.enhanced, scripts.start)
}

const around = drawnAround(
  PARTS_MOST,
  ['title', 'head', 'header', 'back', 'body'],
  (
    { title, head, header, back, body },
    language: Language,
    page: 'focused' | 'open',
    ...[stylesheet, colour, enhanced, start]: [string, string, string, string]
  ) => (
    <Layout
      language={language}
      direction={directionOf(language)}
      title={title}
      skipLinkText={words(language)('skip')}
      stylesheets={[stylesheet]}
      scripts={{ enhanced, start }}
      themeColor={colour}
      head={head}
      header={header}
      beforeContent={back}
      footer={<Foot language={language} page={page} />}
      mainClasses={page === 'focused' ? 'portico-focused' : undefined}
    >
      {body}
    </Layout>
  ),
)

const links = drawnAround(PARTS_MOST, ['here'], ({ here }, font: string, icon: string) => (
  <>
    <link rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
    <link rel="icon" href={icon} type="image/svg+xml" />
    {languages.map(language => (
      <link rel="alternate" hreflang={language} href={`${here}${language}`} />
    ))}
  </>
))

function Refreshed({ refreshSeconds }: PageReply) {
  if (refreshSeconds === undefined) return null
  return (
    <noscript>
      <meta http-equiv="refresh" content={String(refreshSeconds)} />
    </noscript>
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

const wayBack = drawnAround(PARTS_MOST, ['to'], ({ to }, language: Language) => {
  const t = words(language)
  return (
    <nav class="portico-back" aria-label={t('way-back')}>
      <BackLink href={to} text={t('back')} />
    </nav>
  )
})

function Foot({ language, page }: { language: Language; page: 'focused' | 'open' }) {
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
}
