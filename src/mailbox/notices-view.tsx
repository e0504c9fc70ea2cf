import { FormToken, type Visit } from '#platform'
import { Button, ErrorSummary, InsetText, TextInput } from '#platform/html'
import { words } from './words.ts'

/** Where a person says whether, and at which address, to be told of new messages. @param fault what was typed and is no address */
export function NoticesPage({
  visit,
  address,
  fault,
}: {
  visit: Visit
  address: string | undefined
  fault?: string | undefined
}) {
  const t = words(visit.language)
  return (
    <>
      {fault !== undefined && (
        <ErrorSummary titleText={t('fault-title')} errorList={[{ text: t('notices-fault'), href: '#address' }]} />
      )}
      <h1 class="govuk-heading-l">{t('notices-title')}</h1>
      <p class="govuk-body">{t('notices-text')}</p>
      {address && <InsetText text={t('notices-current', { address })} />}
      <form method="post" action="/mailbox/notices" noValidate>
        <FormToken visit={visit} />
        <TextInput
          name="address"
          type="email"
          autocomplete="email"
          spellcheck={false}
          label={{ text: t('notices-label') }}
          value={fault ?? address ?? ''}
          attributes={{ dir: 'ltr' }}
          {...(fault !== undefined && { errorMessage: { text: t('notices-fault') } })}
        />
        <Button text={t('notices-start')} />
      </form>
      {address && (
        <form method="post" action="/mailbox/notices/stop">
          <FormToken visit={visit} />
          <Button text={t('notices-stop')} classes="govuk-button--secondary" />
        </form>
      )}
    </>
  )
}
