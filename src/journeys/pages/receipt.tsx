import type { Catalogue } from '#catalogue'
import { formatDate, formatInstant, page, type Reply, say, type Visit } from '#platform'
import { Button, Panel } from '#platform/html'
import type { Submission } from '../submission.ts'
import { words } from '../words.ts'
import { CalendarLeaf } from './calendar-leaf.tsx'

interface Shown {
  readonly catalogue: Catalogue
  readonly submission: Submission
  readonly visit: Visit
}

/** What was sent, its reference, and what each agency promised by when. */
export function receiptPage({ catalogue, submission, visit }: Shown): Reply {
  const t = words(visit.language)
  const title = t('receipt-title')
  const body = (
    <>
      <Panel titleText={title}>
        {t('receipt-reference')}
        <br />
        <strong class="portico-reference" dir="ltr">
          {submission.reference}
        </strong>
      </Panel>
      <p class="govuk-body">{t('receipt-when', { when: formatInstant(visit.language, submission.sentAt) })}</p>
      <h2 class="govuk-heading-m">{t('receipt-next')}</h2>
      <ol class="portico-promises">
        {submission.requests.map(request => (
          <Promised key={request.caseId} {...{ catalogue, submission, visit }} request={request} />
        ))}
      </ol>
      <p class="govuk-body">{t('receipt-message')}</p>
      <p class="govuk-body">{t('receipt-print')}</p>
      {submission.signedReceipt && (
        <p class="govuk-body portico-no-print">
          <a class="govuk-link" href={`/receipts/${submission.reference}/signed`} download>
            {t('receipt-signed')}
          </a>
          <br />
          <span class="govuk-hint">{t('receipt-signed-hint')}</span>
        </p>
      )}
      <div class="govuk-button-group portico-no-print">
        <Button href={`/requests/${submission.reference}`} text={t('receipt-follow')} />
        {submission.feedbackId && (
          <a class="govuk-link" href={`/feedback/${submission.feedbackId}`}>
            {t('receipt-feedback')}
          </a>
        )}
      </div>
    </>
  )
  return page(body, { title })
}

function Promised({ catalogue, submission, visit, request }: Shown & { request: Submission['requests'][number] }) {
  const t = words(visit.language)
  const service = catalogue.services.get(request.service)
  const part = catalogue.lifeEvents.get(submission.subject)?.services.find(one => one.service === request.service)
  const day = formatDate(visit.language, request.dueOn)
  return (
    <li>
      <CalendarLeaf day={request.dueOn} language={visit.language} />
      <div>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{say(service?.name ?? {}, visit.language)}</h3>
        <p class="govuk-body govuk-!-margin-bottom-1">
          {say(catalogue.agencies.get(service?.owner ?? '')?.name ?? {}, visit.language)}
        </p>
        <p class="govuk-body">{t(part?.mode === 'grant' ? 'receipt-automatic' : 'receipt-by', { day })}</p>
      </div>
    </li>
  )
}
