import type { Catalogue } from '#catalogue'
import { FormToken, page, type Reply, say, type Visit } from '#platform'
import { Button, Checkboxes, ErrorSummary, Radios } from '#platform/html'
import { chosenRelations, type GivenFault, type TypedMandate, terms } from './read-given.ts'
import { words } from './words.ts'

interface Giving {
  readonly catalogue: Catalogue
  readonly visit: Visit
  readonly typed?: TypedMandate
  readonly faults?: readonly GivenFault[]
}

/** Who may do what for me, and until when. */
export function givePage(giving: Giving): Reply {
  const { visit, typed, faults = [] } = giving
  const t = words(visit.language)
  const choice = (name: 'relation' | 'may' | 'days', values: readonly string[], hint = false) => (
    <Radios
      name={name}
      fieldset={{ legend: { text: t(`ask-${name}`), classes: 'govuk-fieldset__legend--m' } }}
      value={typed?.[name] ?? ''}
      items={values.map(value => ({
        value,
        text: t(`${name}-${value}` as 'may-see'),
        ...(hint ? { hint: { text: t(`${name}-${value}-hint` as 'may-see-hint') } } : {}),
      }))}
      {...errorOf(name, giving)}
    />
  )
  const body = (
    <>
      {faults.length > 0 && (
        <ErrorSummary
          titleText={t('fault-title')}
          errorList={faults.map(name => ({ text: t(`fault-${name}`), href: `#${name}` }))}
        />
      )}
      <h1 class="govuk-heading-l">{t('give-title')}</h1>
      <p class="govuk-body">{t('give-lead')}</p>
      <form method="post" action="/account/mandates/give" noValidate>
        <FormToken visit={visit} />
        {choice('relation', chosenRelations)}
        {choice('may', ['see', 'prepare', 'send'], true)}
        <Which {...giving} />
        {choice('days', terms)}
        <Button text={t('give-go')} />
      </form>
    </>
  )
  const title = faults.length > 0 ? `${t('fault-title')}: ${t('give-title')}` : t('give-title')
  return page(body, { title, back: '/account/mandates', ...(faults.length > 0 ? { status: 422 } : {}) })
}

function Which(giving: Giving) {
  const { catalogue, visit, typed } = giving
  const t = words(visit.language)
  const live = [...catalogue.services.values()].filter(({ status }) => status === 'live')
  const some = (
    <Checkboxes
      idPrefix="services"
      name="services[]"
      classes="govuk-checkboxes--small"
      fieldset={{ legend: { text: t('ask-services'), classes: 'govuk-visually-hidden' } }}
      values={[...(typed?.services ?? [])]}
      items={live.map(({ id, name }) => ({ value: id, text: say(name, visit.language) }))}
      {...errorOf('services', giving)}
    />
  )
  return (
    <Radios
      name="which"
      fieldset={{ legend: { text: t('ask-which'), classes: 'govuk-fieldset__legend--m' } }}
      value={typed?.which ?? ''}
      items={[
        { value: 'all', text: t('services-all') },
        { value: 'some', text: t('services-some'), conditional: { html: some } },
      ]}
      {...errorOf('which', giving)}
    />
  )
}

function errorOf(name: GivenFault, { visit, faults = [] }: Giving) {
  return faults.includes(name) ? { errorMessage: { text: words(visit.language)(`fault-${name}`) } } : {}
}
