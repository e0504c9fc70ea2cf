import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { SaxesParser } from 'saxes'
import { appointOfficer } from '#people'
import { buildServer, languages } from '#platform'
import { render } from '#platform/html'
import { journeyRoutes } from '../routes.ts'
import { tabOf, testTown } from '../testing/town.ts'
import { staffRoutes } from './routes.ts'
import { staffServicePage } from './service-page.tsx'

const { world } = await testTown()
const { catalogue } = world
const app = buildServer(world, {
  ...{ routes: [...journeyRoutes, ...staffRoutes], assets: new Map(), publicUrl: 'http://127.0.0.1:3000', formTargets: [] },
  shell: ({ body }) => body,
})
const { person, get } = await tabOf(world, 'amara', app)
await appointOfficer(world, { person, agency: 'municipality', role: 'officer', by: 'test' })

/** Everything a person can read in a drawing or page. */
const textOf = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('every service has a page with its journey, its decision table and its shortest ways, in every language', async () => {
  for (const language of languages)
    for (const service of catalogue.services.values()) {
      const { statusCode, body } = await get(`/work/services/${service.id}`, language)
      assert.equal(statusCode, 200, service.id)
      assert.equal(body.match(/<h1/g)?.length, 1)
      for (const page of service.pages) assert.ok(textOf(body).includes(page.title[language]!), page.id)
    }
})

test('every drawing is sound XML, in its own direction, with a title and a description', async () => {
  for (const language of languages)
    for (const id of catalogue.services.keys())
      for (const drawing of ['journey', 'decision']) {
        const { body, headers } = await get(`/work/services/${id}/${drawing}.svg`, language)
        assert.equal(headers['content-type'], 'image/svg+xml; charset=utf-8')
        const parser = new SaxesParser()
        parser.on('error', error => assert.fail(`${id} ${drawing} ${language}: ${error.message}`))
        parser.write(body).close()
        assert.match(body, new RegExp(`direction="${language === 'ar' ? 'rtl' : 'ltr'}"`))
        assert.match(body, /<title id="\w+-title">[^<]+<\/title>\s*<desc id="\w+-desc">[^<]+<\/desc>/)
      }
})

test('a condition stands in the drawing in plain words, not as it is written', async () => {
  const { body } = await get('/work/services/child-benefit/journey.svg')
  assert.match(textOf(body), /Only if Do you live with a partner\? Yes/)
  assert.doesNotMatch(body, /livesWithPartner/)
})

test('the page says what no answers reach, and why', () => {
  const benefit = catalogue.services.get('child-benefit')!
  const never = { ...benefit.pages[3]!.when!, value: () => false }
  const service = { ...benefit, pages: benefit.pages.map((page, at) => (at === 3 ? { ...page, when: never } : page)) }
  const reply = staffServicePage(catalogue, { service, language: 'en', on: '2026-11-22' })
  assert.ok(reply.kind === 'page')
  const said = textOf(render(reply.body))
  assert.match(said, /5 of 6 pages were met/)
  assert.match(said, /The page “Your partner” is never met\. No combination of the answers that matter leads there\./)
})

test('what is no service has no page', async () => {
  for (const path of ['', '/journey.svg', '/decision.svg'])
    assert.equal((await get(`/work/services/nothing${path}`)).statusCode, 404)
})

test('the drawings use the house’s own colours', () => {
  const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
  const colours = read('catalogue/picture/ink.ts').match(/#[0-9a-f]{6}/g)!
  const tokens = read('app/shell/styles/tokens.css')
  assert.deepEqual(
    colours.filter(colour => !tokens.includes(colour)),
    [],
  )
})
