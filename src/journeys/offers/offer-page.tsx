import { decisionDueOn } from '#cases'
import type { SharedLookup } from '#catalogue'
import { dayOf, FormToken, formatDate, type Language, page, type Reply, say, type Visit } from '#platform'
import { Button, InsetText, NotificationBanner, SummaryList, Tag } from '#platform/html'
import { ToldFacts } from '../pages/known.tsx'
import { registerName } from '../pages/registers.tsx'
import type { JourneysWorld } from '../world.ts'
import { eventName } from './offer-messages.ts'
import type { ShownOffer } from './offer-view.ts'
import { words } from './words.ts'

interface Shown extends ShownOffer {
  readonly world: JourneysWorld
  readonly visit: Visit
  /** It was accepted as it was before something changed. */
  readonly isChanged?: boolean
}

/** One offer: why it is made, what is known and from whom, what is missing, what would be sent and by when it is answered. */
export function offerPage(shown: Shown): Reply {
  const { service, offer, visit, world, isChanged } = shown
  const { language } = visit
  const t = words(language)
  const title = say(service.name, language)
  const agency = say(world.catalogue.agencies.get(service.owner)?.name ?? {}, language)
  const body = (
    <>
      {isChanged && <NotificationBanner text={t('changed')} titleText={t('tag')} />}
      <span class="govuk-caption-l">{t('caption', { agency })}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        <Tag text={t('tag')} /> {t('open-until', { day: formatDate(language, offer.expiresOn) })}
      </p>
      <p class="govuk-body-l">{say(service.summary, language)}</p>
      <InsetText text={t(offer.missing.length > 0 ? 'lead-not-known' : 'lead-known')} />
      <Why {...shown} />
      <Known {...shown} />
      <MissingThings {...shown} />
      <Accepting {...shown} agency={agency} />
      <Refusing {...shown} />
    </>
  )
  return page(body, { title, back: '/offers', status: isChanged ? 409 : 200, focused: true })
}

function Why({ world, offer, visit: { language } }: Shown) {
  const t = words(language)
  const event = world.catalogue.events.get(offer.event)
  const register = say(world.catalogue.agencies.get(event?.agency ?? '')?.name ?? {}, language)
  const happened = `${eventName(world, offer, language)} (${formatDate(language, offer.happenedOn)})`
  return (
    <>
      <h2 class="govuk-heading-m">{t('why-title')}</h2>
      <SummaryList
        rows={[
          { key: { text: t('why-what') }, value: { text: happened } },
          { key: { text: t('why-who') }, value: { text: register } },
          { key: { text: t('why-told') }, value: { html: <bdi>{event?.law}</bdi> } },
          { key: { text: t('why-offered') }, value: { html: <bdi>{offer.law}</bdi> } },
        ]}
      />
    </>
  )
}

function Known({ world, definition, draft, visit }: Shown) {
  const t = words(visit.language)
  const told = definition.know.filter(({ from }) => draft.lookups[from]?.status === 'told')
  return (
    <>
      <h2 class="govuk-heading-m">{t('known-title')}</h2>
      <p class="govuk-body">{t(told.length > 0 ? 'known-hint' : 'none-known')}</p>
      {told.map(lookup => (
        <section key={lookup.from} class="govuk-summary-card">
          <div class="govuk-summary-card__title-wrapper">
            <h3 class="govuk-summary-card__title">{registerName(world.catalogue, lookup, visit)}</h3>
          </div>
          <div class="govuk-summary-card__content">
            <ToldFacts {...{ definition, draft, visit, lookup }} />
          </div>
        </section>
      ))}
    </>
  )
}

function MissingThings({ world, missing, visit }: Shown) {
  const t = words(visit.language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('missing-title')}</h2>
      {missing.length === 0 ? (
        <p class="govuk-body">{t('missing-nothing')}</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {missing.map(({ fact, lookup }) => (
            <li key={fact.name}>
              {lookup
                ? t('missing-consent', {
                    fact: say(fact.label, visit.language),
                    register: holderOf(world, lookup, visit.language),
                  })
                : say(fact.label, visit.language)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** The agency that answers for a register. */
function holderOf({ catalogue }: JourneysWorld, { from }: SharedLookup, language: Language): string {
  return say(catalogue.agencies.get(catalogue.registers.get(from)?.agency ?? '')?.name ?? {}, language)
}

function Accepting({ world, offer, service, draft, digest, missing, visit, agency }: Shown & { agency: string }) {
  const t = words(visit.language)
  const { days } = service.decideWithin
  const isWhole = missing.length === 0 && draft.confirmed
  const day = formatDate(visit.language, decisionDueOn(dayOf(world.now()), days, world.closedDays))
  return (
    <>
      <h2 class="govuk-heading-m">{t('sent-title')}</h2>
      <p class="govuk-body">{t(isWhole ? 'sent' : 'sent-more', { agency })}</p>
      <p class="govuk-body">{t(isWhole ? 'promise' : 'promise-more', { days, day })}</p>
      {isWhole ? (
        <form method="post" action={`/offers/${offer.id}/accept`}>
          <FormToken visit={visit} />
          <input type="hidden" name="digest" value={digest} />
          <p class="govuk-body">{t('true')}</p>
          <div class="govuk-button-group">
            <Button text={t('accept')} preventDoubleClick />
            <a class="govuk-link" href={`/journeys/${draft.id}/known`}>
              {t('wrong')}
            </a>
          </div>
        </form>
      ) : (
        <Button text={t('go-on')} href={`/journeys/${draft.id}`} />
      )}
    </>
  )
}

const NOES = ['not-now', 'decline', 'never'] as const

function Refusing({ offer, visit }: Shown) {
  const t = words(visit.language)
  return (
    <section aria-labelledby="no">
      <h2 class="govuk-heading-m" id="no">
        {t('other-title')}
      </h2>
      {NOES.map(no => (
        <form method="post" action={`/offers/${offer.id}/${no}`} key={no}>
          <FormToken visit={visit} />
          <Button
            text={t(no)}
            classes="govuk-button--secondary govuk-!-margin-bottom-1"
            attributes={{ 'aria-describedby': `${no}-hint` }}
          />
          <p class="govuk-hint" id={`${no}-hint`}>
            {t(`${no}-hint`)}
          </p>
        </form>
      ))}
    </section>
  )
}
