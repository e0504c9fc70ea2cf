import type { ComponentChildren } from 'preact'
import { Button } from '../html/components/button.tsx'
import type { Language } from '../i18n/language.ts'
import { remember } from '../remember.ts'
import { crowdWords } from './crowd-words.ts'
import type { Fields } from './fields.ts'
import { KeptForm } from './pages.tsx'
import { page, type Reply } from './reply.ts'
import type { Visit } from './route.ts'

/** What is said of a wait, with everything in it already in words. */
export interface Told {
  readonly wait: string
  /** Until when a draft saved today is kept, as a day in words. */
  readonly day: string
  readonly reference: string
}

/** A stretch of time in words; rounded up, so that nobody comes too early. */
export function sayWait(language: Language, seconds: number): string {
  if (seconds <= 10) return inSeconds(language, Math.max(1, Math.ceil(seconds)))
  return seconds <= 55
    ? inSeconds(language, Math.ceil(seconds / 5) * 5)
    : inMinutes(language, Math.min(61, Math.ceil(seconds / 60)))
}

// Said to thousands a second when many come.
const inSeconds = remember(200, (language: Language, n: number) => crowdWords(language)('wait-seconds', { n }))
const inMinutes = remember(200, (language: Language, n: number) =>
  n > 60 ? crowdWords(language)('wait-hours') : crowdWords(language)('wait-minutes', { n }),
)

/** Too much to do at the moment: when to come back, and that nothing is lost. */
export function busyPage(visit: Visit, told: Told): Reply {
  const t = crowdWords(visit.language)
  return framed(visit, { title: t('busy-title'), told, text: t('busy-text', { wait: told.wait }) })
}

/** The database does not answer: the same. */
export function awayPage(visit: Visit, told: Told): Reply {
  const t = crowdWords(visit.language)
  return framed(visit, { title: t('away-title'), told, text: t('away-text', { wait: told.wait }) })
}

/** More than a limit allows. */
export function tooManyPage(visit: Visit, told: Omit<Told, 'reference' | 'day'>): Reply {
  const t = crowdWords(visit.language)
  const text = t('many-text', { wait: told.wait })
  return framed(visit, { title: t('many-title'), text, status: 429, more: <p class="govuk-body">{t('many-shared')}</p> })
}

/** What was typed cannot be taken now; all of it stays on the page, to be sent again. */
export function keptPage(visit: Visit, fields: Fields, { told, why }: { told: Told; why: 'busy' | 'away' }): Reply {
  const t = crowdWords(visit.language)
  const form = <KeptForm visit={visit} fields={fields} button={t('busy-send')} />
  return framed(visit, { title: t(`${why}-title`), told, text: t(`${why}-kept`, { wait: told.wait }), more: form, isForm: true })
}

interface Framed {
  readonly title: string
  readonly text: string
  readonly told?: Told
  readonly status?: number
  readonly more?: ComponentChildren
  readonly isForm?: boolean
}

function framed({ language, url }: Visit, { title, text, told, status = 503, more, isForm }: Framed): Reply {
  const t = crowdWords(language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body-l">{text}</p>
      {more}
      {told && <p class="govuk-body">{t('safe', { day: told.day })}</p>}
      {!isForm && <Button href={url} text={t('try-again')} />}
      <p class="govuk-body">
        <a class="govuk-link" href="/status">
          {t('status')}
        </a>
      </p>
      {told && <p class="govuk-body-s">{t('reference', { reference: told.reference })}</p>}
    </>
  )
  return page(body, { title, status })
}

/** The place in the queue; `before` is undefined where it cannot be said. */
export function waitingPage(
  visit: Visit,
  {
    before,
    wait,
    day,
    refreshSeconds,
  }: { before: string | undefined; wait: string | undefined; day: string; refreshSeconds: number },
): Reply {
  const t = crowdWords(visit.language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('waiting-title')}</h1>
      <p class="govuk-body-l">{t('waiting-text')}</p>
      <div id="place" class="portico-place" role="status" data-live={refreshSeconds}>
        {before !== undefined && <p class="portico-place__number">{before}</p>}
        <p class="govuk-body-l">{wait === undefined ? t('waiting-unknown') : t('waiting-turn', { wait })}</p>
      </div>
      <p class="govuk-body">{t('waiting-stays')}</p>
      <p class="govuk-body">{t('safe', { day })}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={visit.url}>
          {t('waiting-look')}
        </a>
      </p>
    </>
  )
  return page(body, { title: t('waiting-title'), status: 503, refreshSeconds })
}
