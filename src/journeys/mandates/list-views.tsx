import type { Catalogue } from '#catalogue'
import { holds, isOpen, type Mandate, type Person } from '#people'
import { dayOf, FormToken, formatDate, formatInstant, page, type Reply, say, type Visit } from '#platform'
import { Button, SummaryList, Table } from '#platform/html'
import type { Deed } from './deeds-store.ts'
import { scopeRows } from './scope.tsx'
import { words } from './words.ts'

interface Listed {
  readonly catalogue: Catalogue
  readonly now: Date
  readonly visit: Visit
  readonly who: Person
  readonly given: readonly Mandate[]
  readonly held: readonly Mandate[]
}

/** Who acts for me, and for whom I act. */
export function mandatesPage(listed: Listed): Reply {
  const { visit, now, given, held } = listed
  const t = words(visit.language)
  const usable = held.filter(mandate => holds(mandate, now))
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <h2 class="govuk-heading-m">{t('held-title')}</h2>
      {usable.length === 0 && <p class="govuk-body">{t('held-none')}</p>}
      {usable.map(mandate => (
        <Held key={mandate.id} mandate={mandate} {...listed} />
      ))}
      <div class="govuk-button-group">
        <Button classes="govuk-button--secondary" href="/account/mandates/accept" text={t('to-accept')} />
        <a class="govuk-link" href="/account/organisations">
          {t('to-organisations')}
        </a>
      </div>
      <h2 class="govuk-heading-m">{t('given-title')}</h2>
      {given.length === 0 && <p class="govuk-body">{t('given-none')}</p>}
      {given.map(mandate => (
        <Given key={mandate.id} mandate={mandate} {...listed} />
      ))}
      <Button href="/account/mandates/give" text={t('to-give')} />
    </>
  )
  return page(body, { title: t('title'), back: '/account' })
}

type Shown = Listed & { readonly mandate: Mandate }

function Held({ mandate, catalogue, visit, who }: Shown) {
  const t = words(visit.language)
  const isNow = who.actingFor?.mandate === mandate.id
  return (
    <>
      <SummaryList card={{ title: { text: mandate.giverName } }} rows={scopeRows(mandate, catalogue, visit.language)} />
      <div class="govuk-button-group">
        {isNow ? (
          <Press action="/acting/stop" text={t('stop', { name: mandate.giverName })} visit={visit} />
        ) : (
          <Press action={`/acting/mandates/${mandate.id}/start`} text={t('start', { name: mandate.giverName })} visit={visit} />
        )}
        <Press
          action={`/account/mandates/${mandate.id}/end`}
          text={t('give-up', { name: mandate.giverName })}
          visit={visit}
          isQuiet
        />
      </div>
    </>
  )
}

function Given({ mandate, catalogue, visit, now }: Shown) {
  const t = words(visit.language)
  const name = mandate.holderName ?? t('nobody-yet')
  const rows = [
    ...scopeRows(mandate, catalogue, visit.language),
    { key: { text: t('state') }, value: { text: stateOf(mandate, visit, now) } },
  ]
  return (
    <>
      <SummaryList card={{ title: { text: name } }} rows={rows} />
      <div class="govuk-button-group">
        {mandate.endedAt === null && (
          <Press action={`/account/mandates/${mandate.id}/end`} text={t('end', { name })} visit={visit} isQuiet />
        )}
        {mandate.acceptedAt && (
          <a class="govuk-link" href={`/account/mandates/${mandate.id}`}>
            {t('to-deeds', { name })}
          </a>
        )}
      </div>
    </>
  )
}

function stateOf(mandate: Mandate, { language }: Visit, now: Date): string {
  const t = words(language)
  const day = (instant: Date) => formatDate(language, dayOf(instant))
  if (mandate.endedAt) return t('state-ended', { day: day(mandate.endedAt) })
  if (mandate.acceptedAt) return t(holds(mandate, now) ? 'state-held' : 'state-run-out', { day: day(mandate.acceptedAt) })
  return isOpen(mandate, now) ? t('state-open', { at: formatInstant(language, mandate.codeEndsAt!) }) : t('state-not-taken')
}

interface PressProps {
  readonly action: string
  readonly text: string
  readonly visit: Visit
  readonly isQuiet?: boolean
}

function Press({ action, text, visit, isQuiet }: PressProps) {
  return (
    <form method="post" action={action}>
      <FormToken visit={visit} />
      <Button {...(isQuiet ? { classes: 'govuk-button--secondary' } : {})} text={text} />
    </form>
  )
}

/** All that was done by one mandate. */
export function deedsPage({
  catalogue,
  visit,
  mandate,
  deeds,
}: Pick<Listed, 'catalogue' | 'visit'> & { mandate: Mandate; deeds: readonly Deed[] }): Reply {
  const t = words(visit.language)
  const title = t('deeds-title', { name: mandate.holderName ?? t('nobody-yet') })
  const rows = tellings(deeds, catalogue, visit)
  const body = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('deeds-lead')}</p>
      <Table head={[{ text: t('deed-when') }, { text: t('deed-what') }]} rows={rows} />
    </>
  )
  return page(body, { title, back: '/account/mandates' })
}

/** What was done again and again within one minute is told once. */
function tellings(deeds: readonly Deed[], catalogue: Catalogue, visit: Visit) {
  const nameOf = (id: string | null) =>
    id === null ? '' : say(catalogue.services.get(id)?.name ?? catalogue.lifeEvents.get(id)?.name ?? {}, visit.language)
  const told = deeds.map(({ kind, at, service }) => ({
    when: formatInstant(visit.language, at),
    what: [deedName(kind, visit), nameOf(service)].filter(Boolean).join(': '),
  }))
  return told
    .filter(({ when, what }, index) => when !== told[index - 1]?.when || what !== told[index - 1]?.what)
    .map(({ when, what }) => [{ text: when }, { text: what }])
}

const told = [
  ...['mandate.given', 'mandate.registered', 'mandate.accepted', 'mandate.ended', 'mandate.taken-up', 'mandate.laid-down'],
  ...['mandate.used', 'journey.started', 'journey.submitted', 'journey.discarded', 'consent.given', 'lookup.made'],
] as const

function deedName(kind: string, { language }: Visit): string {
  const known = told.find(one => one === kind) as 'mandate.used' | undefined
  return words(language)(known ? `deed-${known}` : 'deed-other')
}
