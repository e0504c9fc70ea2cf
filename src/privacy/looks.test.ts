import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, record, transaction } from '#platform'
import { enter, look, privacyTown, textOf } from './testing/town.ts'

const town = await privacyTown()
const { world } = town
const officerLook = (person: string, service = 'childcare-place', kind: 'case.viewed' | 'case.file-viewed' = 'case.viewed') =>
  transaction(world, tx =>
    record(tx, { kind, about: newId(), person, by: newId(), facts: { service, version: 1, agency: 'municipality' } }),
  )
const countOf = (body: string) => body.split('id="look-').length - 1

test('a person whose data nobody looked at is told so', async () => {
  const { see } = await enter(town, 'kofi')
  assert.match((await see('/account/lookups')).body, /Nobody has looked at your data/)
  assert.match((await see('/account/lookups', 'fr')).body, /Personne n’a consulté vos données/)
  assert.match((await see('/account/lookups', 'ar')).body, /لم يطلع أحد على بياناتك/)
})

test('a look is on the very next page, in plain words: who, what, when, why and on which ground', async () => {
  const { person, see } = await enter(town, 'bo')
  await look(world, person)
  const { body } = await see('/account/lookups')
  for (const said of [
    'Family Agency asked Tax Office about you',
    'Your household’s income last year',
    'To work out whether you can get child benefit',
    'Child benefit',
    'The law: Family Support Act 2021 s.4',
    'You did, when you used the service',
    'The register answered',
    '21 November 2026',
  ])
    assert.ok(textOf(body).includes(said), said)
  const arabic = textOf((await see('/account/lookups', 'ar')).body)
  for (const said of ['وكالة الأسرة', 'مصلحة الضرائب', 'إعانة الطفل', '٢١ نوفمبر']) assert.ok(arabic.includes(said), said)
  assert.match(textOf((await see('/account/lookups', 'fr')).body), /Agence de la famille a interrogé à votre sujet/)
})

test('who opened a request or a file is on the list beside what registers were asked', async () => {
  const { person, see } = await enter(town, 'elise')
  await look(world, person)
  await officerLook(person)
  await officerLook(person, 'childcare-place', 'case.file-viewed')
  const text = textOf((await see('/account/lookups')).body)
  assert.match(text, /An officer of Fairhaven City opened your request/)
  assert.match(text, /An officer of Fairhaven City opened a file you handed in/)
  assert.match(text, /Fairhaven City 2 looks, last on 21 November 2026/)
  assert.match(text, /Family Agency 1 look, last on/)
})

test('a look by an officer, by nobody, and by another member of the exchange are told apart', async () => {
  const { person, see } = await enter(town, 'sam')
  await look(world, person, { by: newId(), need: { case: newId() } })
  await look(world, person, { by: 'system' })
  const facts = {
    query: 'provided.awards-v1',
    facts: ['decision'],
    agency: 'family-agency',
    service: 'FH/COM/bank',
    law: 'A law',
  }
  await transaction(world, tx =>
    record(tx, {
      kind: 'lookup.made',
      about: newId(),
      person,
      by: 'FH/COM/bank',
      facts: { ...facts, member: 'FH/COM/bank', outcome: 'found' },
    }),
  )
  const text = textOf((await see('/account/lookups')).body)
  for (const said of ['A member of staff', 'The service itself, without a person', 'FH/COM/bank asked Family Agency about you'])
    assert.ok(text.includes(said), said)
})

test('what a department’s system did for a person stands on the list by the system’s name; what the person sent does not', async () => {
  const { person, see } = await enter(town, 'ines')
  const [by, id] = [newId(), newId()]
  const sent = { service: 'replace-library-card', system: 'City Libraries', agency: 'municipality' }
  const own = { kind: 'journey.submitted' as const, about: newId(), person, by: person, facts: { services: ['child-benefit'] } }
  await transaction(world, tx =>
    record(
      tx,
      own,
      { kind: 'journey.submitted', about: id, person, by, facts: sent },
      { kind: 'journey.state-told', about: id, person, by, facts: sent },
    ),
  )
  const { body } = await see('/account/lookups')
  const text = textOf(body)
  assert.match(text, /A system of Fairhaven City, City Libraries, sent a request for you: Replace a library card/)
  assert.match(text, /A system of Fairhaven City, City Libraries, asked how far your request is: Replace a library card/)
  assert.equal(countOf(body), 2)
  assert.equal(countOf((await see('/account/lookups?kind=sending')).body), 1)
})

test('looks are narrowed by agency, by kind and by time, and the choice stays while turning pages', async () => {
  const { person, see } = await enter(town, 'dalia')
  world.setNow('2026-08-01T09:00:00Z')
  for (let times = 0; times < 22; times++) await officerLook(person)
  world.setNow('2026-11-21T09:00:00Z')
  await look(world, person)
  await officerLook(person, 'childcare-place', 'case.file-viewed')
  const shown = async (query: string) => countOf((await see(`/account/lookups?${query}`)).body)
  assert.equal(await shown('kind=register'), 1)
  assert.equal(await shown('kind=file'), 1)
  assert.equal(await shown('agency=family-agency'), 1)
  assert.equal(await shown('period=30'), 2)
  assert.equal(await shown('period=30&agency=municipality'), 1)
  assert.equal(await shown('kind=nonsense&period=-1&agency=nobody&before=x'), 20)
  const first = (await see('/account/lookups?agency=municipality&kind=case')).body
  const [older] = /\/account\/lookups\?agency=municipality&amp;kind=case&amp;before=\d+/.exec(first)!
  assert.deepEqual([countOf(first), countOf((await see(older.replaceAll('&amp;', '&'))).body)], [20, 2])
  assert.match((await see('/account/lookups?kind=document')).body, /No look fits what you chose/)
})

test('of thousands of looks every one is on exactly one page', async () => {
  const { person, see } = await enter(town, 'farid')
  await transaction(world, tx =>
    record(
      tx,
      ...Array.from({ length: 3_000 }, () => ({
        ...{ kind: 'case.viewed' as const, about: newId(), person, by: newId() },
        facts: { service: 'childcare-place', version: 1, agency: 'municipality' },
      })),
    ),
  )
  const seen: string[] = []
  for (let url: string | undefined = '/account/lookups'; url; ) {
    const { body } = await see(url)
    seen.push(...[...body.matchAll(/id="look-(\d+)"/g)].map(match => match[1]!))
    url = /rel="next" href="([^"]+)"|href="([^"]+)" rel="next"/.exec(body)?.slice(1).find(Boolean)?.replaceAll('&amp;', '&')
  }
  assert.deepEqual([seen.length, new Set(seen).size], [3_000, 3_000])
})

test('nobody reads who looked at somebody else’s data', async () => {
  const [bo, other] = [await enter(town, 'ines'), await enter(town, 'noah')]
  await look(world, bo.person, { ground: { law: 'A law about Inês' } })
  assert.ok(!(await other.see('/account/lookups')).body.includes('A law about Inês'))
})

test('whoever is not signed in signs in first', async () => {
  const { headers } = await town.app.inject('/account/lookups?before=1')
  assert.equal(headers.location, '/sign-in?then=%2Faccount%2Flookups%3Fbefore%3D1')
})
