import { dayOf, directionOf, formatDate, formatInstant, formatNumber, page, type Reply, type Visit } from '#platform'
import { Details, Table, Tag } from '#platform/html'
import { DayBars, howItWas } from './day-bars.tsx'
import type { PartId, State } from './part.ts'
import { core, partName } from './part-name.ts'
import type { PartDay, Picture } from './running.ts'
import { words } from './words.ts'
import type { OperationsWorld } from './world.ts'

interface Shown {
  readonly world: OperationsWorld
  readonly visit: Visit
}

const REFRESH_SECONDS = 30
const TAGS: Readonly<Record<State, string>> = { working: 'govuk-tag--green', slow: 'govuk-tag--yellow', down: 'govuk-tag--red' }

/** What works, for everybody: drawn from memory, so that it is there when nothing else is. */
export function statusPage(shown: Shown): Reply {
  const { world, visit } = shown
  const { language } = visit
  const t = words(language)
  const { parts } = world.running.picture
  const of = (kind: string) => [...parts.keys()].filter(part => part.startsWith(kind))
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <div id="status" data-live={REFRESH_SECONDS}>
        <p class="govuk-body-l">{t(summaryOf([...parts.values()].map(({ state }) => state)))}</p>
        <p class="govuk-body">{t('safe-text')}</p>
        <Planned {...shown} />
        {parts.size > 0 && (
          <>
            <Parts {...shown} title={t('core')} parts={core.filter(part => parts.has(part))} />
            <Parts {...shown} title={t('services')} parts={of('service:')} />
            <Parts {...shown} title={t('registers')} text={t('registers-text')} parts={of('register:')} />
          </>
        )}
        <p class="govuk-body-s">{t('updated', { when: formatInstant(language, world.now()) })}</p>
      </div>
      <h2 class="govuk-heading-m">{t('history')}</h2>
      <p class="govuk-body">{t('history-text')}</p>
      <Trouble {...shown} />
    </>
  )
  return page(body, { title: t('title'), refreshSeconds: REFRESH_SECONDS })
}

function summaryOf(all: readonly State[]): 'not-known' | 'some-down' | 'some-slow' | 'all-well' {
  if (all.length === 0) return 'not-known'
  return all.includes('down') ? 'some-down' : all.includes('slow') ? 'some-slow' : 'all-well'
}

function Parts({ world, visit, title, text, parts }: Shown & { title: string; text?: string; parts: readonly PartId[] }) {
  if (parts.length === 0) return null
  return (
    <section>
      <h2 class="govuk-heading-m">{title}</h2>
      {text && <p class="govuk-body">{text}</p>}
      <ul class="status-list">
        {parts.map(part => (
          <Part world={world} visit={visit} part={part} />
        ))}
      </ul>
    </section>
  )
}

function Part({ world, visit: { language }, part }: Shown & { part: PartId }) {
  const t = words(language)
  const { picture } = world.running
  const { state, since } = picture.parts.get(part)!
  const days = picture.days.filter(day => day.part === part)
  const name = partName(world, part, language)
  return (
    <li class="status-list__part">
      <span class="status-list__name">{name}</span>
      <Tag classes={TAGS[state]} text={t(state)} />
      {state !== 'working' && <span class="status-list__since">{t('since', { when: formatInstant(language, since) })}</span>}
      {state === 'slow' && part.startsWith('service:') && <p class="status-list__more">{t('service-slow')}</p>}
      <DayBars
        id={`days-${part.replace(':', '-')}`}
        days={days}
        today={dayOf(world.now())}
        direction={directionOf(language)}
        title={t('history-of', { part: name })}
        description={t('history-said', totals(days))}
      />
    </li>
  )
}

function totals(days: readonly PartDay[]): { seen: number; slow: number; down: number } {
  const sum = (of: (day: PartDay) => number) => days.reduce((total, day) => total + of(day), 0)
  return { seen: sum(day => day.seen), slow: sum(day => day.slow), down: sum(day => day.down) }
}

function Planned({ world, visit: { language } }: Shown) {
  const t = words(language)
  const work = stillPlanned(world.running.picture, world.now())
  return (
    <section>
      <h2 class="govuk-heading-m">{t('planned')}</h2>
      {work.length === 0 && <p class="govuk-body">{t('planned-none')}</p>}
      {work.map(({ part, words: said, beginsAt, endsAt }) => (
        <div class="govuk-inset-text">
          <p class="govuk-body">
            <strong>{partName(world, part, language)}</strong>
            <br />
            {t('planned-when', { from: formatInstant(language, beginsAt), to: formatInstant(language, endsAt) })}
          </p>
          <p class="govuk-body" dir="auto">
            {said[language]}
          </p>
        </div>
      ))}
    </section>
  )
}

/** What was announced and is not over, also when it could not be read anew for a while. */
function stillPlanned({ work }: Picture, now: Date): Picture['work'] {
  return work.filter(({ endsAt }) => endsAt > now)
}

function Trouble({ world, visit: { language } }: Shown) {
  const t = words(language)
  const days = world.running.picture.days
    .filter(day => howItWas(day) !== 'well')
    .sort((a, b) => b.day.localeCompare(a.day))
    .slice(0, 200)
  const rows = days.map(({ day, part, slow, down }) => [
    { text: formatDate(language, day) },
    { text: partName(world, part, language) },
    { text: formatNumber(language, slow), format: 'numeric' },
    { text: formatNumber(language, down), format: 'numeric' },
  ])
  const head = [
    { text: t('day') },
    { text: t('part') },
    { text: t('minutes-slow'), format: 'numeric' },
    { text: t('minutes-down'), format: 'numeric' },
  ]
  return (
    <Details summaryText={t('days-with-trouble')}>
      {rows.length === 0 ? (
        <p class="govuk-body">{t('no-trouble')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="wide-table" aria-label={t('days-with-trouble')} tabIndex={0}>
          <Table head={head} rows={rows} />
        </section>
      )}
    </Details>
  )
}
