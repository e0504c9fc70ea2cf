import { type HeldFact, serviceName, sourceWords } from '#cases'
import type { Officer } from '#people'
import { dayOf, formatDate, OFFICE_TIME_ZONE, page, type Reply, say, type Visit } from '#platform'
import { InsetText, SummaryList, Tag } from '#platform/html'
import { AnswerErrors, type AnswerFaults, AnswerFields, type AnswerForm } from '../answer-form.tsx'
import { inquiryWords } from '../inquiry-words.ts'
import { PrivacyWork } from '../review/work-nav.tsx'
import { agencyName } from '../said.tsx'
import { Late, Lines } from '../stand.tsx'
import { CorrectionList, stateTag } from './ask-views.tsx'
import { type Correction, type CorrectionNotice, outcomes } from './correction.ts'
import { correctionWords } from './correction-words.ts'
import { factOf, labelOf, type Telling, Value } from './shown-value.tsx'

interface OneCorrection extends Telling {
  readonly asked: Correction
}

/** One request as its person sees it, at every stage, with everybody who was told. */
export function correctionPage(
  shown: OneCorrection & { readonly notices: readonly CorrectionNotice[]; readonly following: readonly Correction[] },
): Reply {
  const { world, language, asked } = shown
  const title = correctionWords(language)('one-title', { label: labelOf(factOf({ world }, asked), asked, language) })
  const body = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <CorrectionParts {...shown} />
      {asked.answer?.outcome === 'accepted' && <Told {...shown} />}
    </>
  )
  return page(body, { title, back: '/account/corrections' })
}

/** What person and staff both see: the value, what it should be, why, the clock, and the answer. */
function CorrectionParts({ world, language, asked }: OneCorrection) {
  const [t, q] = [correctionWords(language), inquiryWords(language)]
  const today = dayOf(world.now())
  const fact = factOf({ world }, asked)
  const agency = agencyName(world.catalogue, asked.agency, language)
  return (
    <>
      <Late asked={asked} today={today} language={language} />
      {asked.follows && <InsetText text={t('follows-text', { agency })} />}
      <SummaryList
        rows={[
          { key: { text: labelOf(fact, asked, language) }, value: { text: serviceName(world, asked.service, language) } },
          {
            key: { text: t(asked.answer?.outcome === 'accepted' ? 'before' : 'now') },
            value: { html: <Value fact={fact} value={asked.before} language={language} /> },
          },
          { key: { text: t('wanted') }, value: { html: <Value fact={fact} value={asked.wanted} language={language} /> } },
          { key: { text: t('from') }, value: { text: sourceWords({ world, language }, asked.source) } },
          { key: { text: t('asked-of') }, value: { text: agency } },
          { key: { text: q('reference') }, value: { html: <bdi>{asked.reference}</bdi> } },
          { key: { text: q('asked-on') }, value: { text: formatDate(language, dayOf(asked.askedAt, OFFICE_TIME_ZONE)) } },
          { key: { text: q('due-on') }, value: { text: formatDate(language, asked.dueOn) } },
          { key: { text: q('state') }, value: { html: <Tag {...stateTag(asked, today, language)} /> } },
        ]}
      />
      <h2 class="govuk-heading-m">{t('why')}</h2>
      <Lines text={asked.why} />
      {asked.answer && <Answered language={language} answer={asked.answer} agency={agency} />}
    </>
  )
}

function Answered({
  language,
  answer,
  agency,
}: Pick<Telling, 'language'> & { answer: NonNullable<Correction['answer']>; agency: string }) {
  const t = correctionWords(language)
  const date = formatDate(language, dayOf(answer.at, OFFICE_TIME_ZONE))
  return (
    <>
      <h2 class="govuk-heading-m">{t('answer')}</h2>
      <p class="govuk-body govuk-!-font-weight-bold">{t(`outcome-${answer.outcome}`)}</p>
      <Lines text={answer.text} />
      <p class="govuk-hint">{t('answered-on', { name: answer.officerName, agency, date })}</p>
      {answer.outcome === 'refused' && <p class="govuk-body">{t('complain')}</p>}
    </>
  )
}

function Told({
  world,
  language,
  notices,
  following,
}: Telling & { notices: readonly CorrectionNotice[]; following: readonly Correction[] }) {
  const t = correctionWords(language)
  const rows = [
    ...following.map(one => ({
      key: { text: agencyName(world.catalogue, one.agency, language) },
      value: {
        html: (
          <a class="govuk-link" href={`/account/corrections/${one.id}`}>
            {t('told-agency')}
          </a>
        ),
      },
    })),
    ...notices.map(({ recipient, sentAt }) => ({
      key: { text: recipientName({ world, language }, recipient) },
      value: {
        text: sentAt ? t('told-on', { date: formatDate(language, dayOf(sentAt, OFFICE_TIME_ZONE)) }) : t('told-soon'),
      },
    })),
  ]
  return (
    <>
      <h2 class="govuk-heading-m">{t('told-title')}</h2>
      {rows.length === 0 ? <p class="govuk-body">{t('told-none')}</p> : <SummaryList rows={rows} />}
    </>
  )
}

function recipientName({ world: { catalogue }, language }: Telling, recipient: string): string {
  const query = catalogue.registers.get(recipient)
  if (query) {
    const about = { agency: agencyName(catalogue, query.agency, language), register: say(query.name, language) }
    return correctionWords(language)('told-register', about)
  }
  const members = [...catalogue.provided.values()].flatMap(({ to }) => to)
  return say(members.find(({ client }) => client === recipient)?.name ?? {}, language) || recipient
}

/** What people ask an agency to correct, for its staff. */
export function workCorrectionsPage(
  telling: Telling,
  corrections: readonly Correction[],
  { role }: Pick<Officer, 'role'>,
): Reply {
  const t = correctionWords(telling.language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('work-title')}</h1>
      <p class="govuk-body">{t('work-lead')}</p>
      {corrections.length === 0 ? (
        <p class="govuk-inset-text">{t('work-none')}</p>
      ) : (
        <CorrectionList {...telling} corrections={corrections} at="/work/corrections" isAtWork />
      )}
      {role === 'privacy-officer' && <PrivacyWork at="corrections" language={telling.language} />}
    </>
  )
  return page(body, { title: t('work-title'), ...(role === 'officer' && { back: '/work' }) })
}

export interface WorkCorrection extends OneCorrection {
  readonly visit: Visit
  /** The agency's own cases that use the value now. */
  readonly used: readonly HeldFact[]
  readonly mayOpenCases: boolean
  readonly form: AnswerForm
  readonly faults: AnswerFaults | undefined
}

/** One request as staff of the agency answer it. */
export function workCorrectionPage(shown: WorkCorrection): Reply {
  const { language, asked, visit, form, faults } = shown
  const t = correctionWords(language)
  const body = (
    <>
      <AnswerErrors faults={faults} language={language} />
      <h1 class="govuk-heading-l">{t('work-one-title')}</h1>
      <CorrectionParts {...shown} />
      {!asked.answer && (
        <>
          <Used {...shown} />
          <AnswerFields
            {...{ visit, form, faults }}
            action={`/work/corrections/${asked.id}/answer`}
            legend={t('work-choice')}
            choices={outcomes.map(value => ({ value, text: t(value === 'accepted' ? 'work-accept' : 'work-refuse') }))}
          />
        </>
      )}
    </>
  )
  const title = `${t('work-one-title')}, ${asked.reference}`
  return page(body, {
    title: faults ? `${inquiryWords(language)('error-prefix')} ${title}` : title,
    status: faults ? 422 : 200,
    back: '/work/corrections',
  })
}

function Used({ world, language, asked, used, mayOpenCases }: WorkCorrection) {
  const t = correctionWords(language)
  const query = world.catalogue.registers.get(asked.source)
  const about = query && {
    register: say(query.name, language),
    agency: agencyName(world.catalogue, query.agency, language),
  }
  return (
    <>
      <h2 class="govuk-heading-m">{t('work-cases')}</h2>
      <p class="govuk-body">{t(used.length > 0 ? 'work-cases-hint' : 'work-cases-none')}</p>
      <ul class="govuk-list govuk-list--bullet">
        {used.map(({ in: of }) => (
          <li key={of.id}>
            {mayOpenCases ? (
              <a class="govuk-link" href={`/work/cases/${of.id}`}>
                {serviceName(world, of.service, language)} · <bdi>{of.reference}</bdi>
              </a>
            ) : (
              <>
                {serviceName(world, of.service, language)} · <bdi>{of.reference}</bdi>
              </>
            )}
            {of.decision?.documents.map(({ id, name }) => (
              <p key={id} class="govuk-hint govuk-!-margin-bottom-0">
                {t('work-document', { name: say(name, language) })}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {about && <p class="govuk-body">{t('work-register', about)}</p>}
    </>
  )
}
