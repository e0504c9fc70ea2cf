import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Library, openLibrary, versionsOf } from '#catalogue'
import { appointOfficer } from '#people'
import { buildServer } from '#platform'
import { ownFolder } from '../../catalogue/testing/own-folder.ts'
import { journeyRoutes } from '../routes.ts'
import { signedIn, tabOf, testTown, walker } from '../testing/town.ts'
import { releaseRoutes } from './release-routes.ts'
import type { StaffWorld } from './world.ts'

const { world: town } = await testTown()
const folder = ownFolder()
const library = await openLibrary(town, folder.dir)
const world: StaffWorld & typeof town = {
  ...town,
  library,
  get catalogue() {
    return library.catalogue
  },
}
const CARD = 'replace-library-card'
const text = folder.read(`services/${CARD}.yaml`)
const app = buildServer<typeof world>(world, {
  ...{ routes: [...journeyRoutes, ...releaseRoutes], assets: new Map(), publicUrl: 'http://127.0.0.1:3000', formTargets: [] },
  shell: ({ body }) => body,
})

async function atWork(subject: string, works: { agency: string; role: 'officer' | 'service-owner' }) {
  const tab = await tabOf(world, subject, app)
  await appointOfficer(world, { person: tab.person, ...works, by: 'test' })
  return tab
}

const greta = await atWork('greta', { agency: 'municipality', role: 'service-owner' })
const amara = await atWork('amara', { agency: 'municipality', role: 'officer' })
const paula = await atWork('paula', { agency: 'family-agency', role: 'service-owner' })

const withVersion = (version: number, days = version) =>
  text.replace('version: 1', `version: ${version}`).replace('1 working day', `${days} working days`)
const digestIn = (body: string) => /name="checked" value="([^"]+)"/.exec(body)![1]!

/** Checks a file and then publishes it, as a service owner would. */
async function publish(file: string, share = '100') {
  const checked = await greta.post('/work/publish', { text: file })
  return greta.post('/work/publish', { text: file, share, checked: digestIn(checked.body), then: 'publish' })
}

const liveNow = async (of: Library, wanted: number) => {
  for (let turn = 0; turn < 40; turn++) {
    await of.refresh()
    if (of.catalogue.services.get(CARD)?.version === wanted) return wanted
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return of.catalogue.services.get(CARD)?.version
}

test('a service owner puts in a file, sees what it would change, and publishes it; it is live while the program runs', async () => {
  const checked = await greta.post('/work/publish', { text: withVersion(2) })
  assert.equal(checked.statusCode, 200, checked.body)
  assert.match(checked.body, /Version 2 of “Replace a library card” is sound/)
  assert.match(checked.body, /would be promised an answer within 2 working days instead of 1/)
  assert.equal((await versionsOf(world, CARD)).length, 1, 'nothing is kept before it is published')
  const published = await publish(withVersion(2))
  assert.equal(published.headers.location, `/work/services/${CARD}/versions?done=published&version=2`)
  assert.equal(await liveNow(library, 2), 2)
  assert.match((await greta.get(String(published.headers.location))).body, /Version 2 is published\. It is live within seconds\./)
})

test('past requests are played through it, and named by their references alone', async () => {
  const her = walker(world, {
    person: (await signedIn(town, 'past')).person,
    kind: 'service',
    subject: CARD,
    typed: { 'libraryCard.what': 'lost' },
  })
  const { draft } = await her.ready()
  const sent = await her.send(draft)
  assert.equal(sent.result, 'sent')
  const refusing = withVersion(3)
    .replace('then: grant, because: always', 'then: refuse, because: always')
    .replaceAll('ends: grant', 'ends: refuse')
  const { body } = await greta.post('/work/publish', { text: refusing })
  assert.match(body, /One past request was played through: 1 would have gone otherwise/)
  assert.match(body, /would end otherwise: refused \(always\) instead of granted \(always\)/)
  assert.ok(body.includes(sent.result === 'sent' ? sent.submission.requests[0]!.reference : ''))
  assert.doesNotMatch(body, /Lindgren|Quay Lane/)
})

test('faults are told with their place, and what was typed stays', async () => {
  const { statusCode, body } = await greta.post('/work/publish', { text: withVersion(3).replace('= "stolen"', '= "stollen"') })
  assert.equal(statusCode, 422)
  assert.match(body, /Line \d+, character \d+: .*stollen/)
  assert.match(body, /libraryCard\.what = &quot;stollen&quot;|libraryCard\.what = "stollen"/)
  const empty = await greta.post('/work/publish', { text: '  ' })
  assert.match(empty.body, /Put in the service file/)
})

test('what is worth a look is shown before publishing, in each language, and keeps nobody from it', async () => {
  const gapped = withVersion(7).replace('{ then: grant,', '{ if: libraryCard.what != "broken", then: grant,')
  const { statusCode, body } = await greta.post('/work/publish', { text: gapped })
  assert.equal(statusCode, 200)
  assert.match(body, /One thing is worth a look.*Line \d+, character \d+.*No rule speaks of these answers: .*It is broken/s)
  assert.match(body, /value="publish"/)
  const french = await greta.post('/work/publish?language=fr', { text: gapped })
  assert.match(french.body, /Un point est à relire.*<bdi lang="en" dir="ltr">No rule speaks/s)
  assert.match((await greta.post('/work/publish', { text: withVersion(7) })).body, /^(?!.*worth a look)/s)
})

test('a file that was changed after it was checked is not published unseen', async () => {
  const checked = await greta.post('/work/publish', { text: withVersion(3) })
  const other = { text: withVersion(3, 9), share: '100', checked: digestIn(checked.body), then: 'publish' }
  const answer = await greta.post('/work/publish', other)
  assert.equal(answer.statusCode, 200)
  assert.match(answer.body, /changed after it was checked/)
  assert.equal((await versionsOf(world, CARD)).length, 2)
})

test('a release to a share is said on the page, grows, and is taken back', async () => {
  await publish(withVersion(4), '10')
  const shown = await greta.get(`/work/services/${CARD}/versions`)
  assert.match(shown.body, /Version 4 goes to 10% of those who start now; everybody else gets version 2/)
  const grown = await greta.post(`/work/services/${CARD}/release`, { version: '4', share: '50' })
  assert.match(String(grown.headers.location), /done=released/)
  const back = await greta.post(`/work/services/${CARD}/take-back`)
  assert.match(String(back.headers.location), /done=taken-back&version=4/)
  const after = await greta.get(`/work/services/${CARD}/versions`)
  assert.match(after.body, /Version 2 is what everybody gets who starts now/)
  assert.match(after.body, /Version 4 taken back/)
})

test('only the agency’s own service owners publish, release and take back', async () => {
  for (const other of [amara, paula]) {
    assert.equal((await other.post(`/work/services/${CARD}/take-back`)).statusCode, 404)
    assert.equal((await other.post(`/work/services/${CARD}/release`, { version: '1', share: '100' })).statusCode, 404)
  }
  const theirs = await paula.post('/work/publish', { text: withVersion(8), then: 'publish', checked: 'x' })
  assert.match(theirs.body, /belongs to another agency/)
  assert.equal((await amara.get('/work/publish')).statusCode, 404)
  assert.equal((await amara.get(`/work/services/${CARD}/versions`)).statusCode, 200)
})

test('a published version can be read as the file it was, and the next one starts from the latest', async () => {
  const file = await amara.get(`/work/services/${CARD}/versions/1`)
  assert.equal(file.body, text)
  assert.equal((await amara.get(`/work/services/${CARD}/versions/77`)).statusCode, 404)
  const { body } = await greta.get(`/work/publish?service=${CARD}`)
  assert.match(body, /version: 5/)
})
