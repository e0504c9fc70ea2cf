import type { Catalogue } from '#catalogue'
import { FormToken, formatDate, type Language, page, type Reply, say, type Visit } from '#platform'
import { Button, Tag } from '#platform/html'
import { ALL, isOpen, type Offer } from './offer.ts'
import { words } from './words.ts'

interface Shown {
  readonly catalogue: Catalogue
  readonly offers: readonly Offer[]
  /** Services that the person wants no offers of, or `*`. */
  readonly stops: readonly string[]
  /** Today, `YYYY-MM-DD`. */
  readonly on: string
  readonly visit: Visit
}

/** Everything that is or was offered to a person, and the switches for it. */
export function offersPage(shown: Shown): Reply {
  const { offers, on, visit } = shown
  const t = words(visit.language)
  const open = offers.filter(offer => isOpen(offer, on))
  const isPutOff = ({ putOffUntil }: Offer) => putOffUntil !== null && putOffUntil > on
  const past = offers.filter(offer => !isOpen(offer, on))
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body">{t('lead')}</p>
      {open.length === 0 && <p class="govuk-body">{t('none')}</p>}
      <Listed {...shown} title={t('open-title')} offers={open.filter(offer => !isPutOff(offer))} />
      <Listed {...shown} title={t('put-off-title')} offers={open.filter(isPutOff)} />
      <Listed {...shown} title={t('past-title')} offers={past} />
      <Choices {...shown} />
    </>
  )
  return page(body, { title: t('title'), back: '/account' })
}

function Listed({ title, ...shown }: Shown & { title: string }) {
  if (shown.offers.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <ul class="govuk-list govuk-list--spaced">
        {shown.offers.map(offer => (
          <One key={offer.id} {...shown} offer={offer} />
        ))}
      </ul>
    </>
  )
}

function One({ catalogue, offer, on, visit: { language } }: Shown & { offer: Offer }) {
  const t = words(language)
  const name = nameOf(catalogue, offer.service, language)
  const event = say(catalogue.events.get(offer.event)?.name ?? {}, language)
  const happened = `${event} (${formatDate(language, offer.happenedOn)})`
  if (isOpen(offer, on))
    return (
      <li>
        <Tag text={t('tag')} />{' '}
        <a class="govuk-link" href={`/offers/${offer.id}`}>
          {name}
        </a>
        <br />
        <span class="govuk-hint">
          {happened}. {t('open-until', { day: formatDate(language, offer.expiresOn) })}
          {offer.putOffUntil &&
            offer.putOffUntil > on &&
            ` ${t('put-off-until', { day: formatDate(language, offer.putOffUntil) })}`}
        </span>
      </li>
    )
  const state = offer.state === 'open' ? 'expired' : offer.state
  return (
    <li>
      {name}
      <br />
      <span class="govuk-hint">
        {happened}. {t(`state-${state}`, { day: formatDate(language, offer.expiresOn) })}
      </span>{' '}
      <Onward {...{ catalogue, offer, language, name }} />
    </li>
  )
}

function Onward({ catalogue, offer, language, name }: { catalogue: Catalogue; offer: Offer; language: Language; name: string }) {
  const t = words(language)
  const isLive = catalogue.services.get(offer.service)?.status === 'live'
  const toRequest = offer.reference !== null
  if (!toRequest && !isLive) return null
  return (
    <a class="govuk-link" href={toRequest ? `/requests/${offer.reference}` : `/services/${offer.service}`}>
      {t(toRequest ? 'to-request' : 'to-service')}
      <span class="govuk-visually-hidden"> ({name})</span>
    </a>
  )
}

function Choices({ catalogue, stops, visit }: Shown) {
  const t = words(visit.language)
  const isStopped = stops.includes(ALL)
  return (
    <section aria-labelledby="choices">
      <h2 class="govuk-heading-m" id="choices">
        {t('choices-title')}
      </h2>
      <p class="govuk-body">{t('choices-hint')}</p>
      {isStopped && <p class="govuk-body">{t('stopped-all')}</p>}
      {stops
        .filter(stop => stop !== ALL)
        .map(stop => {
          const service = nameOf(catalogue, stop, visit.language)
          return (
            <Choice key={stop} visit={visit} service={stop} act="resume" text={t('resume-one')} about={service}>
              {t('stopped-one', { service })}
            </Choice>
          )
        })}
      <Choice visit={visit} service={ALL} act={isStopped ? 'resume' : 'stop'} text={t(isStopped ? 'resume-all' : 'stop-all')} />
    </section>
  )
}

interface ChoiceProps {
  readonly visit: Visit
  readonly service: string
  readonly act: 'stop' | 'resume'
  readonly text: string
  readonly about?: string
  readonly children?: string
}

function Choice({ visit, service, act, text, about, children }: ChoiceProps) {
  return (
    <form method="post" action="/offers/choices">
      <FormToken visit={visit} />
      <input type="hidden" name="service" value={service} />
      <input type="hidden" name="act" value={act} />
      {children && <p class="govuk-body govuk-!-margin-bottom-1">{children}</p>}
      <Button
        classes="govuk-button--secondary"
        {...(about ? { attributes: { 'aria-label': `${text}: ${about}` } } : {})}
        text={text}
      />
    </form>
  )
}

function nameOf(catalogue: Catalogue, service: string, language: Language): string {
  return say(catalogue.services.get(service)?.name ?? { en: service }, language)
}
