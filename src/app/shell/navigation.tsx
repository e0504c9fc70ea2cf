import { FormToken, type Language, type Visit } from '#platform'
import { drawnAround, drawnOnce, LanguageNavigation, ServiceNavigation } from '#platform/html'
import type { Viewer } from './viewer.ts'
import { words } from './words.ts'

const OWN_NAMES: readonly { lang: Language; text: string; dir: 'ltr' | 'rtl' }[] = [
  { lang: 'en', text: 'English', dir: 'ltr' },
  { lang: 'fr', text: 'Français', dir: 'ltr' },
  { lang: 'ar', text: 'العربية', dir: 'rtl' },
]

// Three languages, five kinds of people, seven places.
const MENUS_MOST = 200

const FOR_ALL = ['services'] as const
/** What is the holder's own waits until they act for themselves again. */
const FOR_HOLDERS = ['requests'] as const
const FOR_PEOPLE = ['requests', 'mailbox', 'documents', 'account'] as const

type MenuKey = (typeof FOR_ALL)[number] | (typeof FOR_PEOPLE)[number] | 'work' | 'help'

/** The ways to the main parts: everybody's, a signed-in person's, an officer's. */
export function MainMenu({ visit, viewer }: { visit: Visit; viewer: Viewer }) {
  const keys: readonly MenuKey[] = [
    ...FOR_ALL,
    ...(viewer.actingFor ? FOR_HOLDERS : viewer.name ? FOR_PEOPLE : []),
    ...(viewer.isOfficer ? (['work'] as const) : []),
    'help',
  ]
  const here = keys.find(key => visit.path === addressOf(key))
  const around = keys.find(key => visit.path.startsWith(key === 'help' ? '/help/' : `${addressOf(key)}/`))
  return menu(visit.language, keys.join(' '), here ?? '', around ?? '')
}

function addressOf(key: MenuKey): string {
  return key === 'help' ? '/help/about' : `/${key}`
}

const menu = drawnOnce(MENUS_MOST, (language: Language, keys: string, here: MenuKey | '', around: MenuKey | '') => {
  const t = words(language)
  const navigation = (keys.split(' ') as MenuKey[]).map(key => ({
    text: t(key),
    href: addressOf(key),
    current: key === here,
    active: key === around,
  }))
  return (
    <ServiceNavigation
      navigation={navigation}
      navigationLabel={t('navigation')}
      menuButtonText={t('menu')}
      menuButtonLabel={t('menu-label')}
    />
  )
})

/** The page in its other languages. The links keep path and query; on the answer to a form they lead to its address. */
export function Languages({ visit }: { visit: Visit }) {
  return otherLanguages({ here: hereIn(visit) }, visit.language)
}

const otherLanguages = drawnAround(MENUS_MOST, ['here'], ({ here }, language: Language) => {
  const items = OWN_NAMES.map(({ lang, text, dir }) => ({
    lang,
    text,
    dir,
    current: lang === language,
    href: `${here}${lang}`,
  }))
  return <LanguageNavigation ariaLabel={words(language)('language')} items={items} />
})

/** The address of this page in a language, up to the language. */
export function hereIn(visit: Visit): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(visit.method === 'GET' ? visit.query : {}))
    if (name !== 'language') query.set(name, value ?? '')
  query.set('language', '')
  return `${visit.path}?${query}`
}

/** Sign in, or who is signed in and the way out; nothing where we do not know, as on the page of a failure. */
export function SignInOut({ visit, viewer }: { visit: Visit; viewer: Viewer }) {
  const t = words(visit.language)
  if (!viewer.isKnown) return null
  if (!viewer.name) {
    const goal = visit.method === 'GET' ? visit.url : visit.path
    return (
      <a class="portico-sign-in" href={`/sign-in?then=${encodeURIComponent(goal)}`}>
        {t('sign-in')}
      </a>
    )
  }
  return signOut({ token: visit.formToken, name: viewer.name }, visit.language)
}

const signOut = drawnAround(MENUS_MOST, ['token', 'name'], ({ token, name }, language: Language) => {
  const t = words(language)
  return (
    <form class="portico-sign-out" method="post" action="/sign-out">
      <FormToken visit={{ formToken: token }} />
      <span class="portico-sign-out__name">
        <span class="govuk-visually-hidden">{t('signed-in-as')} </span>
        <bdi>{name}</bdi>
      </span>
      <button type="submit" class="portico-sign-out__button">
        {t('sign-out')}
      </button>
    </form>
  )
})

/** For whom somebody acts, always in sight, and the way to be oneself again. */
export function ActingStrip({ visit, viewer }: { visit: Visit; viewer: Viewer }) {
  const t = words(visit.language)
  if (!viewer.actingFor) return null
  return (
    <section class="portico-acting" aria-label={t('acting-label')}>
      <form class="govuk-width-container portico-acting__inside" method="post" action="/acting/stop">
        <FormToken visit={visit} />
        <span>
          {t('acting')} <bdi>{viewer.actingFor}</bdi>
        </span>
        <button type="submit" class="portico-sign-out__button">
          {t('acting-stop')}
        </button>
      </form>
    </section>
  )
}
