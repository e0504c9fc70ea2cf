import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CatalogueFaults,
  type Library,
  openLibrary,
  type Published,
  publishVersion,
  releasesOf,
  releaseVersion,
  takeBack,
  versionOf,
  versionsOf,
  versionsToStart,
} from '#catalogue'
import { rows, run, sql } from '#platform'
import { testWorld } from '#platform/testing'
import { ownFolder } from '../testing/own-folder.ts'

const CARD = 'services/replace-library-card.yaml'
const card = 'replace-library-card'
const nextVersion = (text: string, version = 2) =>
  text.replace('version: 1', `version: ${version}`).replace('1 working day', `${version} working days`)

async function town() {
  const world = await testWorld()
  const folder = ownFolder()
  const library = await openLibrary(world, folder.dir)
  const publish = async (text: string, share = 100): Promise<Published> => {
    const published = await publishVersion(world, { text, file: CARD, around: library.around, share, by: 'operator' })
    await settled(library)
    return published
  }
  return { world, folder, library, publish, text: folder.read(CARD) }

  /** As if the moment had passed after which a release counts on every machine. */
  async function settled(one: Library) {
    await run(world, sql`alter table catalogue.release disable trigger release_append_only`)
    await run(world, sql`update catalogue.release set released_at = released_at - interval '1 minute'`)
    await run(world, sql`alter table catalogue.release enable trigger release_append_only`)
    await one.refresh()
  }
}

const daysOf = ({ catalogue }: Library, id = card) => catalogue.services.get(id)?.decideWithin.days
const started = ({ catalogue }: Library, person: string) => versionsToStart(catalogue, [card], person)[card]
const people = Array.from({ length: 400 }, (_, at) => `person-${at}`)

test('what a folder holds is published when it is first opened, and not again', async () => {
  const { world, folder, library } = await town()
  const before = await releasesOf(world, card)
  await openLibrary(world, folder.dir)
  assert.deepEqual(
    before.map(({ version, share, releasedBy }) => ({ version, share, releasedBy })),
    [{ version: 1, share: 100, releasedBy: 'folder' }],
  )
  assert.equal((await releasesOf(world, card)).length, 1)
  assert.equal(library.catalogue.services.size, 12)
  assert.deepEqual(
    (await rows<{ kind: string }>(world, sql`select kind from platform.event where about = ${card} order by seq`)).map(
      e => e.kind,
    ),
    ['service.published', 'service.released'],
  )
})

test('a published version that says something else by now keeps the program from starting, at its place', async () => {
  const { world, folder } = await town()
  folder.change(CARD, '1 working day', '9 working days')
  await assert.rejects(openLibrary(world, folder.dir), (error: CatalogueFaults) => {
    assert.ok(error instanceof CatalogueFaults)
    assert.deepEqual(
      error.faults.map(({ file, line, hint }) => ({ file, line, hint })),
      [{ file: CARD, line: 2, hint: 'Write version: 2, or take the change back.' }],
    )
    return true
  })
})

test('a shared fact that changed is a change of every service that uses it, and of no other', async () => {
  const { world, folder } = await town()
  folder.change('facts.yaml', 'applicant.bankAccount:', 'applicant.bankAccount:\n    optional: true')
  await assert.rejects(openLibrary(world, folder.dir), ({ faults }: CatalogueFaults) => {
    assert.ok(faults.some(({ file }) => file === 'services/child-benefit.yaml'))
    assert.ok(!faults.some(({ file }) => file === CARD))
    return true
  })
})

test('comments and spacing change nothing', async () => {
  const { world, folder } = await town()
  folder.change(CARD, 'version: 1', '# A note to ourselves.\nversion:   1')
  await openLibrary(world, folder.dir)
  assert.equal((await versionsOf(world, card)).length, 1)
})

test('a raised version in the folder is published and live; the one before it stays to be had', async () => {
  const { world, folder } = await town()
  folder.change(CARD, 'version: 1', 'version: 2')
  folder.change(CARD, '1 working day', '2 working days')
  const library = await openLibrary(world, folder.dir)
  assert.equal(versionOf(library.catalogue, { service: card, version: 1 })?.decideWithin.days, 1)
  assert.equal(versionOf(library.catalogue, { service: card, version: 2 })?.decideWithin.days, 2)
  assert.equal(versionOf(library.catalogue, { service: card, version: 3 }), undefined)
})

test('a folder that is behind what was published takes nothing back', async () => {
  const { world, folder, publish, text } = await town()
  await publish(nextVersion(text))
  assert.equal(daysOf(await openLibrary(world, folder.dir)), 2)
})

test('a service goes from a blank file to live while the program runs', async () => {
  const { publish, library, text } = await town()
  const fresh = text
    .replaceAll('replace-library-card', 'lend-a-telescope')
    .replaceAll('libraryCard.', 'telescope.')
    .replaceAll('libraryCard', 'telescope')
  assert.equal(library.catalogue.services.get('lend-a-telescope'), undefined)
  const published = await publish(fresh)
  assert.ok('service' in published, JSON.stringify(published))
  assert.equal(library.catalogue.services.get('lend-a-telescope')?.version, 1)
})

test('another machine has it too, once it looks again', async () => {
  const { world, folder, publish, text } = await town()
  const other = await openLibrary(world, folder.dir)
  await publish(nextVersion(text))
  assert.equal(daysOf(other), 1)
  await other.refresh()
  assert.equal(daysOf(other), 2)
})

test('a release counts only when every machine has had time to read it', async () => {
  const { world, library, text } = await town()
  await publishVersion(world, { text: nextVersion(text), file: CARD, around: library.around, share: 100, by: 'operator' })
  await library.refresh()
  assert.equal(daysOf(library), 1)
  assert.equal(versionOf(library.catalogue, { service: card, version: 2 })?.decideWithin.days, 2)
})

test('a release to a share goes to about that share of people, and to the same ones each time', async () => {
  const { publish, library, text } = await town()
  await publish(nextVersion(text), 25)
  const first = people.map(person => started(library, person))
  assert.deepEqual(
    people.map(person => started(library, person)),
    first,
  )
  const onTrial = first.filter(version => version === 2).length
  assert.ok(onTrial > 60 && onTrial < 140, `${onTrial} of 400`)
  assert.equal(daysOf(library), 1)
})

test('a share that grows keeps those who were in it', async () => {
  const { world, publish, library, text } = await town()
  await publish(nextVersion(text), 10)
  const few = people.filter(person => started(library, person) === 2)
  await releaseVersion(world, { service: card, version: 2, share: 60, by: 'operator', agency: 'municipality' })
  await publish(nextVersion(text), 60)
  const many = new Set(people.filter(person => started(library, person) === 2))
  assert.ok(many.size > few.length)
  for (const person of few) assert.ok(many.has(person))
})

test('what was released can be taken back, and the version before it is live again', async () => {
  const { world, publish, library, text } = await town()
  await publish(nextVersion(text))
  assert.equal(daysOf(library), 2)
  assert.equal(await takeBack(world, { service: card, by: 'operator', agency: 'municipality' }), 2)
  await publish(text)
  assert.equal(daysOf(library), 1)
  assert.equal(versionOf(library.catalogue, { service: card, version: 2 })?.decideWithin.days, 2)
  await assert.rejects(takeBack(world, { service: card, by: 'operator', agency: 'municipality' }), { code: 'RELEASE_ONLY_ONE' })
})

test('a file with faults, or with an example that fails, is not published and says why', async () => {
  const { world, publish, text } = await town()
  const faulty = await publish(nextVersion(text).replace('libraryCard.what = "stolen"', 'libraryCard.wat = "stolen"'))
  assert.match('faults' in faulty ? faulty.faults[0]!.hint : '', /libraryCard\.what/)
  const failing = await publish(nextVersion(text).replace('pages: [what, you]', 'pages: [what]'))
  assert.match('faults' in failing ? failing.faults[0]!.message : '', /Example “a lost card”: the pages should be/)
  assert.equal((await versionsOf(world, card)).length, 1)
})

test('the same text again changes nothing; other text under a published version is refused', async () => {
  const { world, publish, text } = await town()
  await publish(nextVersion(text))
  assert.ok('service' in (await publish(nextVersion(text))))
  const other = await publish(nextVersion(text).replace('2 working days', '3 working days'))
  assert.match('faults' in other ? other.faults[0]!.hint : '', /Write version: 3/)
  await publish(nextVersion(text, 7))
  const older = await publish(nextVersion(text, 5))
  assert.match('faults' in older ? older.faults[0]!.message : '', /would be an older one/)
  assert.equal((await releasesOf(world, card)).length, 3)
})

test('the first version of a service goes to everybody', async () => {
  const { publish, text } = await town()
  const fresh = text.replaceAll('replace-library-card', 'lend-a-telescope').replaceAll('libraryCard', 'telescope')
  const refused = await publish(fresh, 10)
  assert.match('faults' in refused ? refused.faults[0]!.hint : '', /a share of 100/)
})

test('of many who publish the same version at once with other texts, one does', async () => {
  const { world, library, text } = await town()
  const texts = [2, 3, 4, 5, 6, 7].map(days => nextVersion(text).replace('2 working', `${days} working`))
  const all = await Promise.all(
    texts.map(one => publishVersion(world, { text: one, file: CARD, around: library.around, share: 100, by: 'operator' })),
  )
  assert.equal(all.filter(one => 'service' in one).length, 1)
  assert.equal((await versionsOf(world, card)).length, 2)
})

test('what was published cannot be changed or removed in the database', async () => {
  const { world } = await town()
  for (const change of [
    sql`update catalogue.service_version set source = ''`,
    sql`delete from catalogue.service_version`,
    sql`truncate catalogue.release`,
    sql`update catalogue.foundation set facts = ''`,
  ])
    await assert.rejects(run(world, change), /append-only/)
})
