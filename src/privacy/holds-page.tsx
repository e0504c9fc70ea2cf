import { dayOf, FormToken, formatDate, page, type Reply, type Visit } from '#platform'
import { Button, CharacterCount, counterWords, ErrorSummary, InsetText, SummaryList, TextInput } from '#platform/html'
import type { Hold } from './erasure-store.ts'
import { erasureWords } from './erasure-words.ts'

export const HOLD_REASON = { min: 20, max: 2_000 }

export interface HoldForm {
  readonly nationalId: string
  readonly reason: string
}

export interface HoldFaults {
  readonly nationalId?: 'person-missing' | 'nobody-known'
  readonly reason?: 'reason-too-short' | 'reason-too-long'
}

interface HoldsShown {
  readonly holds: readonly Hold[]
  readonly visit: Visit
  readonly form: HoldForm
  readonly faults: HoldFaults
}

/** What an agency holds back, and the form by which its privacy officer holds back more. */
export function holdsPage(shown: HoldsShown): Reply {
  const { holds, visit, faults } = shown
  const t = erasureWords(visit.language)
  const errorList = (['nationalId', 'reason'] as const).flatMap(field =>
    faults[field] ? [{ text: t(faults[field], HOLD_REASON), href: `#${field}` }] : [],
  )
  const isWrong = errorList.length > 0
  const body = (
    <>
      {isWrong && <ErrorSummary titleText={t('error-title')} errorList={errorList} />}
      <h1 class="govuk-heading-l">{t('holds-title')}</h1>
      <p class="govuk-body">{t('holds-lead')}</p>
      {holds.length === 0 ? <InsetText text={t('holds-none')} /> : <Holds holds={holds} visit={visit} />}
      <SetHold {...shown} />
    </>
  )
  const title = t('holds-title')
  return page(body, {
    title: isWrong ? `${t('error-prefix')} ${title}` : title,
    status: isWrong ? 422 : 200,
    back: '/work/inquiries',
  })
}

function Holds({ holds, visit }: Pick<HoldsShown, 'holds' | 'visit'>) {
  const { language } = visit
  const t = erasureWords(language)
  return (
    <SummaryList
      rows={holds.map(hold => ({
        key: { text: t('hold-by', { name: hold.officerName, date: formatDate(language, dayOf(hold.setAt)) }) },
        value: {
          html: (
            <>
              <p class="govuk-body" dir="auto">
                {hold.reason}
              </p>
              {hold.liftedAt ? (
                <p class="govuk-hint">{t('hold-lifted', { date: formatDate(language, dayOf(hold.liftedAt)) })}</p>
              ) : (
                <Lift hold={hold} visit={visit} />
              )}
            </>
          ),
        },
      }))}
    />
  )
}

function Lift({ hold, visit }: { hold: Hold; visit: Visit }) {
  return (
    <form method="post" action="/work/holds/lift" noValidate>
      <FormToken visit={visit} />
      <input type="hidden" name="hold" value={hold.id} />
      <Button classes="govuk-button--secondary" text={erasureWords(visit.language)('hold-lift')} preventDoubleClick />
    </form>
  )
}

function SetHold({ visit, form, faults }: HoldsShown) {
  const t = erasureWords(visit.language)
  const errorIn = (fault: HoldFaults[keyof HoldFaults]) =>
    fault ? { errorMessage: { text: t(fault, HOLD_REASON), visuallyHiddenText: t('error') } } : {}
  return (
    <form method="post" action="/work/holds" noValidate>
      <FormToken visit={visit} />
      <TextInput
        name="nationalId"
        value={form.nationalId}
        label={{ text: t('hold-person'), classes: 'govuk-label--m' }}
        classes="govuk-input--width-20"
        {...errorIn(faults.nationalId)}
      />
      <CharacterCount
        name="reason"
        value={form.reason}
        rows={4}
        maxlength={HOLD_REASON.max}
        label={{ text: t('hold-reason'), classes: 'govuk-label--m' }}
        hint={{ text: t('hold-reason-hint') }}
        attributes={{ dir: 'auto' }}
        {...errorIn(faults.reason)}
        {...counterWords[visit.language]}
      />
      <Button text={t('hold-button')} preventDoubleClick />
    </form>
  )
}
