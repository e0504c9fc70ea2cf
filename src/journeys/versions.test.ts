import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideByRule } from '#cases'
import type { Catalogue } from '#catalogue'
import { catchUp, rows, sql } from '#platform'
import { definitionOf } from './definition.ts'
import { findDraft } from './store.ts'
import { signedIn, testTown, walker, withdrawn, withService } from './testing/town.ts'

const { world } = await testTown()
const CARD = 'replace-library-card'
const first = world.catalogue.services.get(CARD)!
const answers = { kind: 'service', subject: CARD, typed: { 'libraryCard.what': 'lost' } } as const
const second = { ...first, version: 2, pages: first.pages.filter(page => page.id !== 'what'), decideWithin: { days: 30 } }

/** The town on the day after another version was released, to everybody or to a share. */
function townWith(change: Partial<Catalogue>) {
  const earlier: Catalogue['earlier'] = (id, version) =>
    id === CARD ? [first, second].find(one => one.version === version) : undefined
  return { ...world, catalogue: { ...world.catalogue, earlier, ...change } }
}
const released = townWith({ services: withService(world.catalogue, CARD, second).services })
const onTrial = townWith({ trials: new Map([[CARD, { service: second, share: 50 }]]) })
const bo = async (subject: string) => (await signedIn(world, subject)).person

test('a journey goes on under the version it began with, and its case is worked and decided under it', async () => {
  const person = await bo('begins-before')
  const before = walker(world, { person, ...answers })
  const draft = await before.start()
  const after = walker(released, { person, ...answers })
  assert.deepEqual(await after.walkTo(draft, 'check'), ['replace-library-card.what'])
  const sent = await after.send(draft)
  assert.equal(sent.result, 'sent')
  await catchUp({ ...released, publicUrl: '', signer: undefined as never }, [decideByRule as never])
  const [kept] = await rows<{ version: number; outcome: string; because: string }>(
    world,
    sql`select version, outcome, because from cases.sheet where person_id = ${person}`,
  )
  assert.deepEqual(kept, { version: 1, outcome: 'granted', because: 'always' })
})

test('a journey that begins after a release goes by the new version', async () => {
  const person = await bo('begins-after')
  const after = walker(released, { person, ...answers })
  const draft = await after.start()
  assert.deepEqual((await findDraft(world, person, draft.id))!.versions, { [CARD]: 2 })
  assert.deepEqual(await after.walkTo(draft, 'check'), [])
})

test('on trial, some begin with the new version and others do not, and each stays with theirs', async () => {
  const versions = new Set<number>()
  for (let at = 0; at < 12; at++) {
    const { start, placeNow } = walker(onTrial, { person: await bo(`trial-${at}`), ...answers })
    const draft = await start()
    const again = await start()
    assert.deepEqual(draft.versions, again.versions)
    versions.add(draft.versions[CARD]!)
    assert.equal((await placeNow(draft)).definition.services[0]!.version, draft.versions[CARD])
  }
  assert.deepEqual([...versions].sort(), [1, 2])
})

test('a service that was withdrawn takes nothing more, under whichever version it was begun', async () => {
  const draft = await walker(world, { person: await bo('withdrawn'), ...answers }).start()
  const closed = { ...released.catalogue, ...withdrawn(released.catalogue, CARD) }
  assert.throws(() => definitionOf(closed, draft), { code: 'SERVICE_WITHDRAWN' })
})

test('a life event begins with a version of each of its services', async () => {
  const draft = await walker(world, { person: await bo('whole') }).start()
  const { services } = world.catalogue
  assert.deepEqual(draft.versions, Object.fromEntries(Object.keys(draft.versions).map(id => [id, services.get(id)!.version])))
  assert.equal(Object.keys(draft.versions).length, 4)
})
