import { mayTakeBack, type Service, type Standing, type StoredRelease, type StoredVersion } from '#catalogue'
import { dayOf, FormToken, formatDate, formatInstant, type Language, type Visit } from '#platform'
import { Button, NotificationBanner, Radios, Select, Table, Tag } from '#platform/html'
import { releaseWords } from './release-words.ts'
import { inPercent, shares } from './shares.ts'

interface VersionsProps {
  readonly visit: Visit
  readonly service: Service
  /** The latest first. */
  readonly versions: readonly StoredVersion[]
  /** The first first. */
  readonly releases: readonly StoredRelease[]
  readonly stands: Standing | undefined
  readonly title: string
  /** Whether whoever looks may publish, release and take back. */
  readonly isOwner: boolean
}

const DONE = { published: 'done-published', released: 'done-released', 'taken-back': 'done-taken-back' } as const

/** What was published of a service, what is live, how it came to that, and how to change it. */
export function VersionsPage(props: VersionsProps) {
  const { visit, stands, title, isOwner } = props
  const t = releaseWords(visit.language)
  return (
    <>
      <Done visit={visit} />
      <h1 class="govuk-heading-xl">{title}</h1>
      <p class="govuk-body-l">{standingSentence(stands, visit.language)}</p>
      <p class="govuk-body">{t('under-way')}</p>
      <Versions {...props} />
      {isOwner ? <Acts {...props} /> : <p class="govuk-body govuk-hint">{t('not-owner')}</p>}
      <Releases {...props} />
    </>
  )
}

function Done({ visit: { query, language } }: { visit: Visit }) {
  const t = releaseWords(language)
  const done = DONE[query.done as keyof typeof DONE]
  const version = Number(query.version ?? 0)
  return done ? <NotificationBanner type="success" titleText={t('done')} text={t(done, { version })} /> : null
}

function standingSentence(stands: Standing | undefined, language: Language): string {
  const t = releaseWords(language)
  if (!stands) return t('nothing-live')
  const { version, trial } = stands
  return trial
    ? t('on-trial', { version: trial.version, share: inPercent(trial.share, language), live: version })
    : t('live', { version })
}

function Versions({ visit: { language }, service, versions, stands }: VersionsProps) {
  const t = releaseWords(language)
  return (
    <Table
      caption={t('published')}
      captionClasses="govuk-table__caption--m"
      head={[{ text: t('version') }, { text: t('published-on') }]}
      rows={versions.map(({ version, publishedAt, publishedBy }) => [
        {
          html: (
            <>
              <a class="govuk-link" href={`/work/services/${service.id}/versions/${version}`}>
                {t('file-of', { version })}
              </a>
              <br />
              <State version={version} stands={stands} language={language} />
            </>
          ),
        },
        { text: `${formatDate(language, dayOf(publishedAt))}, ${whoIn(publishedBy, language)}` },
      ])}
    />
  )
}

function State({ version, stands, language }: { version: number; stands: Standing | undefined; language: Language }) {
  const t = releaseWords(language)
  if (version === stands?.version) return <Tag text={t('state-live')} classes="govuk-tag--green" />
  if (version === stands?.trial?.version)
    return <Tag text={t('state-trial', { share: inPercent(stands.trial.share, language) })} classes="govuk-tag--blue" />
  return <Tag text={t('state-earlier')} classes="govuk-tag--grey" />
}

function Acts({ visit, service, versions, releases, stands }: VersionsProps) {
  const { language } = visit
  const t = releaseWords(language)
  const last = stands?.trial?.version ?? stands?.version
  return (
    <>
      <p class="govuk-body">
        <a class="govuk-link" href={`/work/publish?service=${service.id}`}>
          {t('publish-next')}
        </a>
      </p>
      {versions.length > 1 && (
        <form method="post" action={`/work/services/${service.id}/release`}>
          <FormToken visit={visit} />
          <h2 class="govuk-heading-m">{t('release-title')}</h2>
          <Select
            name="version"
            label={{ text: t('which-version') }}
            items={versions.map(({ version }) => ({ value: String(version), text: String(version), selected: version === last }))}
          />
          <Radios
            name="share"
            value="100"
            classes="govuk-radios--small"
            fieldset={{ legend: { text: t('share') } }}
            items={shares.map(share => ({
              value: String(share),
              text: share === 100 ? t('share-all') : t('share-part', { share: inPercent(share, language) }),
            }))}
          />
          <Button text={t('release')} classes="govuk-button--secondary" preventDoubleClick />
        </form>
      )}
      {stands && last && mayTakeBack(releases) && (
        <form method="post" action={`/work/services/${service.id}/take-back`}>
          <FormToken visit={visit} />
          <h2 class="govuk-heading-m">{t('take-back-title', { version: last })}</h2>
          <p class="govuk-body">{stands.trial ? t('take-back-trial', { live: stands.version }) : t('take-back-live')}</p>
          <Button text={t('take-back')} classes="govuk-button--warning" preventDoubleClick />
        </form>
      )}
    </>
  )
}

function Releases({ visit: { language }, releases }: VersionsProps) {
  const t = releaseWords(language)
  return (
    <Table
      caption={t('released')}
      captionClasses="govuk-table__caption--m"
      head={[{ text: t('when') }, { text: t('what') }, { text: t('by') }]}
      rows={releases
        .toReversed()
        .map(release => [
          { text: formatInstant(language, release.releasedAt) },
          { text: saidRelease(release, language) },
          { text: whoIn(release.releasedBy, language) },
        ])}
    />
  )
}

function saidRelease({ version, share }: StoredRelease, language: Language): string {
  const t = releaseWords(language)
  if (share === 0) return t('taken-back', { version })
  return share === 100 ? t('to-all', { version }) : t('to-share', { version, share: inPercent(share, language) })
}

function whoIn(by: string, language: Language): string {
  return releaseWords(language)(by === 'folder' || by === 'operator' ? by : 'officer')
}
