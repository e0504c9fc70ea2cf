import { type Rehearsal, type SaidRehearsal, sayRehearsal } from '#cases'
import type { FileFault, Service } from '#catalogue'
import { FormToken, formatNumber, type Language, say, type Visit } from '#platform'
import { Button, ErrorSummary, InsetText, Radios, Table, Textarea } from '#platform/html'
import { releaseWords } from './release-words.ts'
import { inPercent, shares } from './shares.ts'

export interface PublishForm {
  readonly text: string
  /** Percent of new starts. */
  readonly share: string
  /** Digest of the text that was last checked; empty before. */
  readonly checked: string
}

/** What came of a file so far. */
export type Tried =
  | { readonly isEmpty: true }
  | { readonly faults: readonly FileFault[]; readonly warnings?: readonly FileFault[] }
  | { readonly notYours: Service }
  | { readonly service: Service; readonly warnings: readonly FileFault[]; readonly rehearsal: Rehearsal }

interface PublishProps {
  readonly visit: Visit
  readonly form: PublishForm
  readonly tried: (Tried & { readonly isOutdated?: boolean }) | undefined
}

/** From a file to a live service: put in, checked, rehearsed, published. */
export function PublishPage({ visit, form, tried }: PublishProps) {
  const t = releaseWords(visit.language)
  const sound = tried && 'rehearsal' in tried ? tried : undefined
  const wrong = tried && !sound ? faultsIn(tried, visit.language) : []
  return (
    <>
      {wrong.length > 0 && (
        <ErrorSummary
          titleText={t('fault-title', { count: wrong.length })}
          errorList={wrong.map(text => ({ text, href: '#text' }))}
        />
      )}
      <h1 class="govuk-heading-xl">{t('publish-title')}</h1>
      <p class="govuk-body-l">{t('publish-lead')}</p>
      <form method="post" action="/work/publish" noValidate>
        <FormToken visit={visit} />
        <input type="hidden" name="checked" value={form.checked} />
        {tried && 'faults' in tried && <Warnings warnings={tried.warnings} language={visit.language} />}
        {sound && <Sound {...{ visit, form, ...sound }} />}
        <Textarea
          name="text"
          value={form.text}
          rows={sound ? 12 : 24}
          spellcheck={false}
          classes="app-code"
          attributes={{ dir: 'ltr', lang: 'en' }}
          label={{ text: t('text'), classes: 'govuk-label--m' }}
          hint={{ text: t('text-hint') }}
          {...(wrong.length > 0 && { errorMessage: { text: t('fault-title', { count: wrong.length }) } })}
        />
        <Button
          name="then"
          value="check"
          text={t(sound ? 'check-again' : 'check')}
          {...(sound && { classes: 'govuk-button--secondary' })}
        />
      </form>
    </>
  )
}

function faultsIn(tried: Tried, language: Language): string[] {
  const t = releaseWords(language)
  if ('faults' in tried)
    return tried.faults.map(({ line, column, message, hint }) => t('fault-at', { line, column, message, hint }))
  if ('notYours' in tried) return [t('not-yours', { service: say(tried.notYours.name, language) })]
  return [t('no-text')]
}

interface SoundProps {
  readonly visit: Visit
  readonly form: PublishForm
  readonly service: Service
  readonly warnings: readonly FileFault[]
  readonly rehearsal: Rehearsal
  readonly isOutdated?: boolean
}

function Sound({ visit, form, service, warnings, rehearsal, isOutdated }: SoundProps) {
  const { language } = visit
  const t = releaseWords(language)
  const said = sayRehearsal(rehearsal, service, language)
  return (
    <>
      <InsetText text={t('sound', { version: service.version, service: say(service.name, language) })} />
      {isOutdated && <p class="govuk-body govuk-!-font-weight-bold">{t('not-changed-since')}</p>}
      <Warnings warnings={warnings} language={language} />
      <h2 class="govuk-heading-l">{t('what-changes')}</h2>
      {said.verdict && <p class="govuk-body">{said.verdict}</p>}
      <Part title={t('past-title')} part={said.past} language={language} />
      {said.generated && <Part title={t('generated-title')} part={said.generated} language={language} />}
      <Radios
        name="share"
        value={form.share}
        fieldset={{ legend: { text: t('release-to'), classes: 'govuk-fieldset__legend--m' } }}
        items={shares
          .filter(share => share === 100 || !rehearsal.isNew)
          .map(share => ({
            value: String(share),
            text: share === 100 ? t('share-all') : t('share-part', { share: inPercent(share, language) }),
          }))}
      />
      <Button name="then" value="publish" text={t('publish')} preventDoubleClick />
    </>
  )
}

/** What does not keep a file from being published, and is worth a look before it is. */
function Warnings({ warnings = [], language }: { warnings?: readonly FileFault[] | undefined; language: Language }) {
  const t = releaseWords(language)
  if (warnings.length === 0) return null
  return (
    <section aria-labelledby="warnings">
      <h2 class="govuk-heading-l" id="warnings">
        {t('warnings-title', { count: warnings.length })}
      </h2>
      <p class="govuk-body">{t('warnings-lead')}</p>
      <ul class="govuk-list govuk-list--spaced staff-ways govuk-!-margin-bottom-7">
        {warnings.map(({ severity, line, column, message, hint }) => (
          <li key={`${line}:${column} ${message}`}>
            <span class="staff-soft">{t(severity === 'unjudged' ? 'unjudged-at' : 'warning-at', { line, column })}</span>
            <br />
            <bdi {...(language !== 'en' && { lang: 'en', dir: 'ltr' })}>
              {message} {hint}
            </bdi>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Part({ title, part, language }: { title: string; part: SaidRehearsal['past']; language: Language }) {
  const t = releaseWords(language)
  return (
    <>
      <h3 class="govuk-heading-m">{title}</h3>
      <p class="govuk-body">{part.summary}</p>
      {part.groups.length > 0 && (
        <Table
          head={[{ text: t('how-many') }, { text: t('they-would') }, { text: t('for-example') }]}
          rows={part.groups.map(({ count, sentences, labels }) => [
            { text: formatNumber(language, count) },
            { text: sentences.join(' · ') },
            { html: <bdi>{labels.join(', ')}</bdi> },
          ])}
        />
      )}
    </>
  )
}
