import { page, type Reply, say, type Visit } from '#platform'
import { Button, Table, Tag, TextInput } from '#platform/html'
import type { Hit } from './find-in-register.ts'
import type { OwnRegister } from './own-register.ts'
import { ownWords } from './words.ts'

/** The registers an agency keeps here. */
export function registersPage({
  visit,
  registers,
}: {
  visit: Visit
  registers: readonly { readonly register: OwnRegister; readonly count: number }[]
}): Reply {
  const t = ownWords(visit.language)
  const title = t('registers-title')
  const body = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {registers.length === 0 && <p class="govuk-body">{t('registers-none')}</p>}
      <ul class="govuk-list">
        {registers.map(({ register, count }) => (
          <li key={register.id}>
            <a class="govuk-link" href={`/work/registers/${register.id}`}>
              {say(register.name, visit.language)}
            </a>
            <br />
            <span class="govuk-hint">{t('register-count', { count })}</span>
          </li>
        ))}
      </ul>
    </>
  )
  return page(body, { title, back: '/work' })
}

interface Finding {
  readonly visit: Visit
  readonly register: OwnRegister
  readonly text: string
  readonly found?: { readonly hits: readonly Hit[]; readonly hasMore: boolean }
}

/** One register: find an entry, enter one, take in a file. */
export function registerPage({ visit, register, text, found }: Finding): Reply {
  const t = ownWords(visit.language)
  const title = say(register.name, visit.language)
  const to = `/work/registers/${register.id}`
  const body = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('kept-by-law', { law: register.law })}</p>
      <form method="get" action={to}>
        <TextInput
          name="q"
          label={{ text: t('find-label'), classes: 'govuk-label--m' }}
          hint={{ text: t('find-hint') }}
          value={text}
          attributes={{ dir: 'auto' }}
        />
        <Button text={t('find')} />
      </form>
      {found && <Hits {...{ visit, register, text, found }} />}
      <div class="govuk-button-group">
        <Button href={`${to}/enter`} classes="govuk-button--secondary" text={t('go-enter')} />
        <Button href={`${to}/import`} classes="govuk-button--secondary" text={t('go-import')} />
      </div>
    </>
  )
  return page(body, { title, back: '/work/registers' })
}

function Hits({ visit, register, found }: Required<Finding>) {
  const t = ownWords(visit.language)
  if (found.hits.length === 0) return <p class="govuk-body">{t('found-none')}</p>
  return (
    <>
      <Table
        caption={t('found-title')}
        captionClasses="govuk-table__caption--m"
        head={[{ text: t('hit-entry') }, { text: t('hit-state') }]}
        rows={found.hits.map(({ id, key, title, stands }) => [
          {
            html: (
              <a class="govuk-link" href={`/work/registers/${register.id}/entries/${id}`}>
                <bdi>{title}</bdi> <bdi>{key}</bdi>
              </a>
            ),
          },
          { html: <Tag text={t(stands ? 'stands' : 'stands-not')} classes={stands ? 'govuk-tag--green' : 'govuk-tag--grey'} /> },
        ])}
      />
      {found.hasMore && <p class="govuk-body">{t('found-more')}</p>}
    </>
  )
}
