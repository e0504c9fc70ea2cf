import { createHash } from 'node:crypto'
import { rehearseVersion } from '#cases'
import {
  checkServiceText,
  publishVersion,
  releasesOf,
  releaseVersion,
  type Service,
  standing,
  takeBack,
  versionsOf,
} from '#catalogue'
import { type Officer, officer, serviceOwner } from '#people'
import { data, oneOf, page, type Reply, redirect, routesOf, say, type Visit } from '#platform'
import { notThere } from '../refusals.ts'
import { type PublishForm, PublishPage, type Tried } from './publish-page.tsx'
import { releaseWords } from './release-words.ts'
import { shares } from './shares.ts'
import { StaffServicesPage } from './staff-services-page.tsx'
import { VersionsPage } from './versions-page.tsx'
import type { StaffWorld } from './world.ts'

const route = routesOf<StaffWorld>()
const LONGEST_FILE_BYTES = 2 * 1024 * 1024
const PAST_MOST = 500
const SHARES = shares.map(String)

/** Where service owners publish, release and take back; every officer may read. */
export const releaseRoutes = [
  route('GET /work/services', {
    who: officer,
    answer({ world, who, visit }) {
      const title = releaseWords(visit.language)('services')
      return page(StaffServicesPage({ visit, catalogue: world.catalogue, who, title }), { title })
    },
  }),

  route('GET /work/services/:service/versions', {
    who: officer,
    async answer({ world, who, visit, params }) {
      const service = serviceOf(world, params.service)
      const { id } = service
      const [versions, releases, stands] = await Promise.all([versionsOf(world, id), releasesOf(world, id), standing(world, id)])
      const title = releaseWords(visit.language)('title', { service: say(service.name, visit.language) })
      const body = VersionsPage({ visit, service, versions, releases, stands, title, isOwner: owns(who, service) })
      return page(body, { title, back: '/work/services' })
    },
  }),

  route('GET /work/services/:service/versions/:version', {
    who: officer,
    async answer({ world, params }) {
      const { id } = serviceOf(world, params.service)
      const stored = (await versionsOf(world, id)).find(({ version }) => String(version) === params.version)
      if (!stored) throw notThere()
      return data('application/yaml; charset=utf-8', stored.source)
    },
  }),

  route('POST /work/services/:service/release', {
    who: serviceOwner,
    form: ({ one }) => ({ version: Number(one.version), share: Number(oneOf(one.share, SHARES)) }),
    async answer({ world, who, params, form: { version, share } }) {
      const { id, owner } = owned(world, who, params.service)
      await releaseVersion(world, { service: id, version, share, by: who.id, agency: owner })
      await world.library.refresh()
      return redirect(`/work/services/${id}/versions?done=released`)
    },
  }),

  route('POST /work/services/:service/take-back', {
    who: serviceOwner,
    async answer({ world, who, params }) {
      const { id, owner } = owned(world, who, params.service)
      const version = await takeBack(world, { service: id, by: who.id, agency: owner })
      await world.library.refresh()
      return redirect(`/work/services/${id}/versions?done=taken-back&version=${version}`)
    },
  }),

  route('GET /work/publish', {
    who: serviceOwner,
    async answer({ world, visit }) {
      const [latest] = await versionsOf(world, visit.query.service ?? '')
      return publishPage(visit, { text: latest ? raised(latest.source, latest.version) : '', share: '100', checked: '' })
    },
  }),

  route('POST /work/publish', {
    slow: 'imports',
    who: serviceOwner,
    bodyBytes: LONGEST_FILE_BYTES,
    form: ({ one }) => ({
      then: oneOf(one.then ?? 'check', ['check', 'publish']),
      text: (one.text ?? '').replace(/\r\n?/g, '\n'),
      share: oneOf(one.share ?? '100', SHARES),
      checked: one.checked ?? '',
    }),
    async answer({ world, who, visit, form }) {
      const tried = await tryOut(world, who, form)
      if (!('rehearsal' in tried) || form.then === 'check' || form.checked !== digestOf(form.text))
        return publishPage(visit, { ...form, checked: digestOf(form.text) }, { ...tried, isOutdated: form.then === 'publish' })
      const published = await publishVersion(world, {
        ...{
          text: form.text,
          file: fileName(tried.service),
          around: world.library.around,
          share: Number(form.share),
          by: who.id,
        },
        mayPublish: service => owns(who, service),
      })
      if (!('share' in published)) return publishPage(visit, form, published)
      await world.library.refresh()
      return redirect(`/work/services/${tried.service.id}/versions?done=published&version=${tried.service.version}`)
    },
  }),
]

/** Checks a file and plays what was through it; nothing of it is kept. */
async function tryOut(world: StaffWorld, who: Officer, { text }: PublishForm): Promise<Tried> {
  if (text.trim() === '') return { isEmpty: true }
  const { service, faults, warnings } = checkServiceText(world.catalogue, { file: nameIn(text), text })
  if (!service) return { faults, warnings }
  if (!owns(who, service)) return { notYours: service }
  return { service, warnings, rehearsal: await rehearseVersion(world, { draft: service, most: PAST_MOST, by: who.id }) }
}

function publishPage(visit: Visit, form: PublishForm, tried?: Tried & { isOutdated?: boolean }): Reply {
  const t = releaseWords(visit.language)
  const isWrong = tried !== undefined && !('rehearsal' in tried)
  const title = isWrong ? `${t('error-prefix')} ${t('publish-title')}` : t('publish-title')
  return page(PublishPage({ visit, form, tried }), { title, status: isWrong ? 422 : 200, back: '/work/services' })
}

function serviceOf({ catalogue }: StaffWorld, id: string | undefined): Service {
  const service = catalogue.services.get(id ?? '')
  if (!service) throw notThere()
  return service
}

/** A service this officer may publish, release and take back; for others the act is not there. */
function owned(world: StaffWorld, who: Officer, id: string | undefined): Service {
  const service = serviceOf(world, id)
  if (!owns(who, service)) throw notThere()
  return service
}

function owns({ role, agency }: Officer, { owner }: Service): boolean {
  return role === 'service-owner' && agency === owner
}

function fileName({ id }: Service): string {
  return `services/${id}.yaml`
}

/** The name that a file put into the page has by what it says itself. */
function nameIn(text: string): string {
  return `services/${/^service:\s*([a-z][a-z0-9-]*)/m.exec(text)?.[1] ?? 'new'}.yaml`
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** The latest text with the next version's number, ready to be changed. */
function raised(source: string, version: number): string {
  return source.replace(/^version:.*$/m, `version: ${version + 1}`)
}
