import { type HeldFact, serviceName, sourceWords, validUntil } from '#cases'
import type { AnswerFault, RawAnswer } from '#catalogue'
import { faultSentence, faultTarget, Question } from '#journeys'
import { dayOf, FormToken, formatDate, page, type Reply, type Visit } from '#platform'
import { Button, CharacterCount, counterWords, Details, ErrorSummary, SummaryList, TaskList } from '#platform/html'
import { inquiryWords } from '../inquiry-words.ts'
import { agencyName } from '../said.tsx'
import { standTag } from '../stand.tsx'
import { ANSWER_WITHIN, type Correction, isCorrectable, WHY_MAX } from './correction.ts'
import { correctionWords } from './correction-words.ts'
import { factOf, heldRows, labelOf, type Telling, Value } from './shown-value.tsx'

/** What a person asked to have corrected, and what they can put right themselves. */
export function correctionsPage({ world, language }: Telling, corrections: readonly Correction[]): Reply {
  const t = correctionWords(language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body">{t('lead')}</p>
      <Button href="/account/corrections/choose" text={t('to-choose')} />
      <h2 class="govuk-heading-m">{t('list-title')}</h2>
      {corrections.length === 0 ? (
        <p class="govuk-body">{t('list-none')}</p>
      ) : (
        <CorrectionList {...{ world, language, corrections }} at="/account/corrections" />
      )}
      <PutRightYourself language={language} />
    </>
  )
  return page(body, { title: t('title'), back: '/account' })
}

function PutRightYourself({ language }: Pick<Telling, 'language'>) {
  const t = correctionWords(language)
  const ways = [
    ['own-drafts', '/requests'],
    ['own-notices', '/mailbox/notices'],
    ['own-language', '/account'],
  ] as const
  return (
    <>
      <h2 class="govuk-heading-m">{t('own-title')}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {ways.map(([name, href]) => (
          <li key={name}>
            <a class="govuk-link" href={href}>
              {t(name)}
            </a>
          </li>
        ))}
      </ul>
      <p class="govuk-body">{t('own-name')}</p>
    </>
  )
}

/** Requests as lines that lead to each; at work without what they are about. */
export function CorrectionList({
  world,
  language,
  corrections,
  at,
  isAtWork,
}: Telling & { corrections: readonly Correction[]; at: string; isAtWork?: boolean }) {
  const t = correctionWords(language)
  const today = dayOf(world.now())
  return (
    <TaskList
      idPrefix="correction"
      items={corrections.map(asked => ({
        title: {
          text: isAtWork
            ? t('work-line', { service: serviceName(world, asked.service, language) })
            : `${labelOf(factOf({ world }, asked), asked, language)} · ${agencyName(world.catalogue, asked.agency, language)}`,
        },
        hint: { text: `${asked.reference} · ${inquiryWords(language)('due-on')} ${formatDate(language, asked.dueOn)}` },
        status: { tag: stateTag(asked, today, language) },
        href: `${at}/${asked.id}`,
      }))}
    />
  )
}

/** Where a request stands in one word: how it ended, or whether it is late. */
export function stateTag(asked: Correction, today: string, language: Telling['language']) {
  const { answer } = asked
  if (!answer) return standTag(asked, today, language)
  const classes = answer.outcome === 'accepted' ? 'govuk-tag--green' : 'govuk-tag--grey'
  return { text: correctionWords(language)(answer.outcome), classes }
}

/** Everything that agencies work with, to point at what is wrong. */
export function choosePage(telling: Telling, held: readonly HeldFact[]): Reply {
  const { world, language } = telling
  const t = correctionWords(language)
  const byCase = Map.groupBy(held, one => one.in)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('choose-title')}</h1>
      <p class="govuk-body">{t(byCase.size > 0 ? 'choose-lead' : 'choose-none')}</p>
      {[...byCase].map(([of, facts]) => (
        <section key={of.id}>
          <h2 class="govuk-heading-m">{serviceName(world, of.service, language)}</h2>
          <p class="govuk-hint">
            {agencyName(world.catalogue, of.agency, language)} · <bdi>{of.reference}</bdi>
          </p>
          <Details summaryText={t('choose-show', { count: facts.length })}>
            <SummaryList rows={facts.map(one => factRow(telling, one))} />
          </Details>
        </section>
      ))}
      {held.some(({ fact }) => !isCorrectable(fact)) && <p class="govuk-body">{t('choose-files')}</p>}
    </>
  )
  return page(body, { title: t('choose-title'), back: '/account/corrections' })
}

function factRow({ world, language }: Telling, held: HeldFact) {
  const t = correctionWords(language)
  const { fact, entry, value, source } = held
  const label = labelOf(fact, { fact: fact.name, entry }, language)
  const query = new URLSearchParams({ case: held.in.reference, fact: fact.name, entry: String(entry) })
  return {
    key: { text: label },
    value: {
      html: (
        <>
          <Value fact={fact} value={value} language={language} />
          <br />
          <span class="govuk-hint govuk-!-margin-bottom-0 govuk-!-font-size-16">{sourceWords({ world, language }, source)}</span>
        </>
      ),
    },
    ...(isCorrectable(fact) && {
      actions: {
        items: [
          {
            href: `/account/corrections/ask?${query}`,
            text: t('choose-one'),
            visuallyHiddenText: t('choose-one-hidden', { label }),
          },
        ],
      },
    }),
  }
}

export interface AskFaults {
  readonly wanted?: AnswerFault | 'wanted-same'
  readonly why?: 'why-missing' | 'why-too-long'
}

export interface AskShown extends Telling {
  readonly visit: Visit
  readonly held: HeldFact
  readonly raw: RawAnswer
  readonly why: string
  readonly faults: AskFaults
}

/** The page on which a person says what a value should be, and why. */
export function askPage(shown: AskShown): Reply {
  const { world, language, held, faults } = shown
  const t = correctionWords(language)
  const errorList = errorsOf(shown)
  const isWrong = errorList.length > 0
  const agency = agencyName(world.catalogue, held.in.agency, language)
  const date = formatDate(language, validUntil(dayOf(world.now()), ANSWER_WITHIN))
  const body = (
    <>
      {isWrong && <ErrorSummary titleText={inquiryWords(language)('error-title')} errorList={errorList} />}
      <h1 class="govuk-heading-l">{t('ask-title')}</h1>
      <SummaryList rows={heldRows(shown, held)} />
      <p class="govuk-body">{t('ask-lead', { agency, date })}</p>
      <p class="govuk-body">{t('ask-others')}</p>
      <AskForm {...shown} />
    </>
  )
  const title = `${t('ask-title')}: ${labelOf(held.fact, { fact: held.fact.name, entry: held.entry }, language)}`
  return page(body, {
    title: isWrong ? `${inquiryWords(language)('error-prefix')} ${title}` : title,
    status: Object.keys(faults).length > 0 ? 422 : 200,
    back: '/account/corrections/choose',
  })
}

function errorsOf({ language, held: { fact }, faults: { wanted, why } }: AskShown) {
  const t = correctionWords(language)
  const target = faultTarget(fact, typeof wanted === 'object' ? wanted : { code: 'missing' })
  return [
    ...(wanted ? [{ text: wanted === 'wanted-same' ? t(wanted) : faultSentence(wanted, fact, language), href: target }] : []),
    ...(why ? [{ text: t(why, { max: WHY_MAX }), href: '#why' }] : []),
  ]
}

function AskForm({ visit, language, held, raw, why, faults }: AskShown) {
  const t = correctionWords(language)
  const { fact, entry } = held
  const hidden = { case: held.in.reference, fact: fact.name, entry: String(entry) }
  return (
    <form method="post" action="/account/corrections/ask" noValidate>
      <FormToken visit={visit} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={`of-${name}`} value={value} />
      ))}
      <h2 class="govuk-heading-m">{t('wanted')}</h2>
      <div class={faults.wanted === 'wanted-same' ? 'govuk-form-group govuk-form-group--error' : ''}>
        {faults.wanted === 'wanted-same' && <p class="govuk-error-message">{t('wanted-same')}</p>}
        <Question
          fact={fact}
          raw={raw}
          language={language}
          size="s"
          fault={typeof faults.wanted === 'object' ? faults.wanted : undefined}
        />
      </div>
      <CharacterCount
        name="why"
        value={why}
        rows={5}
        maxlength={WHY_MAX}
        label={{ text: t('why'), classes: 'govuk-label--m' }}
        hint={{ text: t('why-hint') }}
        attributes={{ dir: 'auto' }}
        {...(faults.why
          ? { errorMessage: { text: t(faults.why, { max: WHY_MAX }), visuallyHiddenText: inquiryWords(language)('error') } }
          : {})}
        {...counterWords[language]}
      />
      <Button text={t('ask-button')} preventDoubleClick />
    </form>
  )
}
