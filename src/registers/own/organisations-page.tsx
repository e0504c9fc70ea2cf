import type { Catalogue } from '#catalogue'
import { FormToken, page, type Reply, say, type Visit } from '#platform'
import { Button, SummaryList } from '#platform/html'
import type { Directed } from './act-for-organisation.ts'
import type { OwnRegister } from './own-register.ts'
import { ownWords } from './words.ts'

interface Listed {
  readonly catalogue: Pick<Catalogue, 'agencies'>
  readonly visit: Visit
  readonly directed: readonly Directed[]
  /** Those that were asked. */
  readonly registers: readonly OwnRegister[]
}

/** The organisations that a person may act for by the registers kept here. */
export function organisationsPage({ catalogue, visit, directed, registers }: Listed): Reply {
  const { language } = visit
  const t = ownWords(language)
  const title = t('org-title')
  const agencies = [...new Set(registers.map(({ agency }) => agency))].map(id =>
    say(catalogue.agencies.get(id)?.name ?? {}, language),
  )
  const body = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t(directed.length > 0 ? 'org-lead' : 'org-none')}</p>
      {directed.map(({ register, entry, number, name }) => (
        <section key={entry}>
          <SummaryList
            card={{ title: { text: name } }}
            rows={[
              { key: { text: t('org-number') }, value: { html: <bdi>{number}</bdi> } },
              { key: { text: t('org-register') }, value: { text: say(register.name, language) } },
            ]}
          />
          <form method="post" action={`/account/organisations/${register.id}/${entry}/act`}>
            <FormToken visit={visit} />
            <Button text={t('org-act', { name })} />
          </form>
        </section>
      ))}
      {agencies.length > 0 && <p class="govuk-body">{t('org-wrong', { agency: agencies.join(', ') })}</p>}
    </>
  )
  return page(body, { title, back: '/account/mandates' })
}
