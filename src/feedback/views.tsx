import type { Catalogue } from '#catalogue'
import { FormToken, formatNumber, type Language, say, type Visit } from '#platform'
import { Button, CharacterCount, counterWords, ErrorSummary, Panel, Radios } from '#platform/html'
import type { Invitation } from './invitation.ts'
import { COMMENT_MAX, type Fault, type Typed } from './read-answer.ts'
import { asksEffectiveness, EASE_POINTS, EFFECTIVENESS_POINTS, type Question, wording } from './wording.ts'
import { words } from './words.ts'

type Names = Pick<Catalogue, 'services' | 'lifeEvents'>

interface AskProps {
  readonly invitation: Invitation
  readonly visit: Visit
  readonly catalogue: Names
  readonly typed?: Typed
  readonly faults?: readonly Fault[]
}

/** The questions, each in the exact words of today's wording. */
export function AskPage({ invitation, visit, catalogue, typed, faults = [] }: AskProps) {
  const { language } = visit
  const t = words(language)
  const service = nameOf(invitation, language, catalogue)
  return (
    <>
      {faults.length > 0 && (
        <ErrorSummary
          titleText={t('fault-title')}
          errorList={faults.map(({ field, code }) => ({ text: t(code, { max: COMMENT_MAX }), href: `#${field}` }))}
        />
      )}
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body">{t('intro')}</p>
      <form method="post" action={`/feedback/${invitation.id}`} noValidate>
        <FormToken visit={visit} />
        <Scale name="ease" question={wording.ease[language]} points={EASE_POINTS} {...{ language, service, typed, faults }} />
        {asksEffectiveness(invitation.moment) && (
          <Scale
            name="effectiveness"
            question={wording.effectiveness[language]}
            points={EFFECTIVENESS_POINTS}
            {...{ language, service, typed, faults }}
          />
        )}
        <CharacterCount
          name="comment"
          maxlength={COMMENT_MAX}
          label={{ text: t('comment'), classes: 'govuk-label--s' }}
          hint={{ text: t('comment-hint') }}
          value={typed?.comment ?? ''}
          {...counterWords[language]}
          {...errorOf('comment', faults, language)}
        />
        <Button text={t('send')} />
      </form>
      <form method="post" action={`/feedback/${invitation.id}/skip`}>
        <FormToken visit={visit} />
        <Button text={t('skip')} classes="govuk-button--secondary" />
      </form>
    </>
  )
}

interface ScaleProps {
  readonly name: 'ease' | 'effectiveness'
  readonly question: Question
  readonly points: readonly number[]
  readonly language: Language
  readonly service: string
  readonly typed: Typed | undefined
  readonly faults: readonly Fault[]
}

function Scale({ name, question, points, language, service, typed, faults }: ScaleProps) {
  const t = words(language)
  const [lowest, highest] = question.ends
  const last = points.length - 1
  return (
    <Radios
      name={name}
      classes="govuk-radios--small"
      fieldset={{ legend: { text: question.text.replace('{$service}', service), classes: 'govuk-fieldset__legend--s' } }}
      hint={{ text: t(`${name}-hint`, { lowest, highest }) }}
      value={typed?.[name] ?? ''}
      items={points.map((point, index) => ({
        value: point,
        text:
          index === 0 || index === last
            ? t('point-end', { point, words: index === 0 ? lowest : highest })
            : formatNumber(language, point),
      }))}
      {...errorOf(name, faults, language)}
    />
  )
}

function errorOf(field: Fault['field'], faults: readonly Fault[], language: Language) {
  const fault = faults.find(one => one.field === field)
  return fault && { errorMessage: { text: words(language)(fault.code, { max: COMMENT_MAX }) } }
}

export function ThanksPage({ invitation, language }: { invitation: Invitation; language: Language }) {
  const t = words(language)
  return (
    <>
      <Panel titleText={t('thanks-title')} />
      <p class="govuk-body">{t('thanks-text')}</p>
      <Onward service={invitation.service} language={language} />
    </>
  )
}

export function AlreadyPage({ invitation, language }: { invitation: Invitation; language: Language }) {
  const t = words(language)
  return (
    <>
      <h1 class="govuk-heading-l">{t('thanks-title')}</h1>
      <p class="govuk-body">{t('already-given')}</p>
      <Onward service={invitation.service} language={language} />
    </>
  )
}

function Onward({ service, language }: { service: string; language: Language }) {
  const t = words(language)
  return (
    <ul class="govuk-list">
      <li>
        <a class="govuk-link" href={`/performance/${encodeURIComponent(service)}`}>
          {t('thanks-link')}
        </a>
      </li>
      <li>
        <a class="govuk-link" href="/">
          {t('home-link')}
        </a>
      </li>
    </ul>
  )
}

function nameOf({ service }: Invitation, language: Language, { services, lifeEvents }: Names): string {
  return say((services.get(service) ?? lifeEvents.get(service))?.name ?? { en: service }, language)
}
