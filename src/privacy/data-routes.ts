import { citizen } from '#people'
import { data, dayOf, everyone, json, type Reply, routesOf } from '#platform'
import { dataPage } from './data-page.tsx'
import { dataSchema } from './data-schema.ts'
import { type DataForm, tellData } from './tell-data.ts'
import type { PrivacyWorld } from './world.ts'

const route = routesOf<PrivacyWorld>()

/** Taking everything with one that is held of oneself. */
export const dataRoutes = [
  route('GET /account/data', { who: citizen, answer: ({ visit }) => dataPage(visit.language) }),

  route('GET /account/data/readable', {
    slow: 'exports',
    who: citizen,
    answer: ({ world, who, visit: { language } }) => file(world, { person: who.id, language }, 'html'),
  }),

  route('GET /account/data/machine-readable', {
    slow: 'exports',
    who: citizen,
    answer: ({ world, who, visit: { language } }) => file(world, { person: who.id, language }, 'json'),
  }),

  route('GET /my-data.schema.json', {
    who: everyone,
    answer: ({ world }) => ({ ...json(dataSchema(world.publicUrl)), headers: { 'cache-control': 'public, max-age=300' } }),
  }),
]

const TYPE: Readonly<Record<DataForm, string>> = { html: 'text/html; charset=utf-8', json: 'application/json; charset=utf-8' }

async function file(world: PrivacyWorld, told: Parameters<typeof tellData>[1], form: DataForm): Promise<Reply> {
  const name = `my-data-${dayOf(world.now())}.${form}`
  return {
    ...data(TYPE[form], await tellData(world, told, form)),
    headers: { 'content-disposition': `attachment; filename="${name}"` },
  }
}
