import { relatedServices, type Service } from '#catalogue'
import { type Language, say } from '#platform'
import { AgencyContact } from './agency-contact.tsx'
import type { Case } from './case.ts'
import { agencyName, serviceName } from './names.ts'
import { nextWords } from './next-words.ts'
import type { OpeningWorld } from './world.ts'

type Names = Pick<OpeningWorld, 'catalogue'>

/** What the person can do after a refusal: have it looked at again, ask again, talk to somebody, or go elsewhere. */
export function AfterRefusal({ world, current, language }: { world: Names; current: Case; language: Language }) {
  const t = nextWords(language)
  const agency = world.catalogue.agencies.get(current.agency)
  const service = world.catalogue.services.get(current.service)
  return (
    <section aria-labelledby="next">
      <h2 class="govuk-heading-m" id="next">
        {t('title')}
      </h2>
      <ul class="govuk-list govuk-list--bullet govuk-list--spaced">
        <li>{t('refused-wrong', { agency: agencyName(world, current.agency, language), reference: current.reference })}</li>
        <li>
          <a class="govuk-link" href="#explanation">
            {t('refused-how')}
          </a>
        </li>
        {service?.status === 'live' && (
          <li>
            {t('refused-again')}{' '}
            <a class="govuk-link" href={`/services/${service.id}`}>
              {t('refused-service', { service: serviceName(world, service.id, language) })}
            </a>
          </li>
        )}
      </ul>
      {agency && <Somebody agency={agency} language={language} />}
      {service && <Related world={world} service={service} language={language} />}
    </section>
  )
}

function Somebody(props: Parameters<typeof AgencyContact>[0]) {
  return (
    <>
      <h3 class="govuk-heading-s">{nextWords(props.language)('contact')}</h3>
      <AgencyContact {...props} />
    </>
  )
}

/** Other services near this one, each by its name and what it is for. */
export function Related({ world, service, language }: { world: Names; service: Service; language: Language }) {
  const related = relatedServices(world.catalogue, service)
  if (related.length === 0) return null
  return (
    <>
      <h3 class="govuk-heading-s">{nextWords(language)('related')}</h3>
      <ul class="govuk-list govuk-list--spaced">
        {related.map(({ id, name, summary }) => (
          <li key={id}>
            <a class="govuk-link" href={`/services/${id}`}>
              {say(name, language)}
            </a>
            <br />
            {say(summary, language)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** The office that decides, and other services: what stands below a “no” that nobody has decided yet. */
export function Elsewhere({ world, service, language }: { world: Names; service: Service; language: Language }) {
  const agency = world.catalogue.agencies.get(service.owner)
  return (
    <>
      {agency && <Somebody agency={agency} language={language} />}
      <Related world={world} service={service} language={language} />
    </>
  )
}
