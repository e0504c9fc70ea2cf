import { FormToken, page, type Reply, type Visit } from '#platform'
import { Button, ErrorSummary, Select, TextInput } from '#platform/html'
import { partName } from './part-name.ts'
import type { PlanFaults, PlanForm } from './plan-form.ts'
import { words } from './words.ts'
import type { OperationsWorld } from './world.ts'

const FIELDS = ['en', 'fr', 'ar', 'begins', 'ends'] as const

/** The form by which work is announced. */
export function planPage({
  world,
  visit,
  parts,
  form,
  faults,
}: {
  world: OperationsWorld
  visit: Visit
  parts: readonly string[]
  form: PlanForm
  faults: PlanFaults
}): Reply {
  const t = words(visit.language)
  // With the field's name: the words are missing in each of three languages in the same way.
  const faultOf = (field: (typeof FIELDS)[number]) =>
    faults[field] && t('fault-of', { field: t(LABELS[field]), fault: t(faults[field]) })
  const errorList = FIELDS.flatMap(field => {
    const text = faultOf(field)
    return text ? [{ text, href: `#${field}` }] : []
  })
  const isWrong = errorList.length > 0
  const body = (
    <>
      {isWrong && <ErrorSummary titleText={t('error-title')} errorList={errorList} />}
      <h1 class="govuk-heading-l">{t('plan-title')}</h1>
      <p class="govuk-body">{t('plan-lead')}</p>
      <form method="post" action="/work/running/plan" noValidate>
        <FormToken visit={visit} />
        <Select
          id="part"
          name="part"
          label={{ text: t('plan-part') }}
          value={form.part}
          items={parts.map(part => ({ value: part, text: partName(world, part, visit.language) }))}
        />
        {FIELDS.map(field => (
          <TextInput
            id={field}
            name={field}
            value={form[field]}
            label={{ text: t(LABELS[field]) }}
            {...(field === 'begins' || field === 'ends'
              ? { hint: { text: t('plan-hint') }, classes: 'govuk-input--width-20', attributes: { dir: 'ltr' } }
              : { attributes: { lang: field, dir: field === 'ar' ? 'rtl' : 'ltr' } })}
            {...(faults[field]
              ? { errorMessage: { text: faultOf(field)!, visuallyHiddenText: t('error-prefix').replace(/\s?:$/, '') } }
              : {})}
          />
        ))}
        <Button text={t('plan-button')} preventDoubleClick />
      </form>
    </>
  )
  const title = t('plan-title')
  return page(body, {
    title: isWrong ? `${t('error-prefix')} ${title}` : title,
    status: isWrong ? 422 : 200,
    back: '/work/running',
  })
}

const LABELS = {
  en: 'plan-words-en',
  fr: 'plan-words-fr',
  ar: 'plan-words-ar',
  begins: 'plan-begins',
  ends: 'plan-ends',
} as const
