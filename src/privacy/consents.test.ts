import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compactVerify, createLocalJWKSet } from 'jose'
import { agree, enter, look, privacyTown, textOf } from './testing/town.ts'

const town = await privacyTown()
const { world } = town

test('a person who agreed to nothing is told so', async () => {
  const { see } = await enter(town, 'kofi')
  assert.match((await see('/account/consents')).body, /You have not agreed to anything/)
})

test('a person takes back what they agreed to, and the next look is refused and shown as refused', async () => {
  const { person, see, send } = await enter(town, 'ines')
  const consent = await agree(world, person)
  const page = await see('/account/consents')
  for (const said of ['Tax Office may be asked about you', 'Holds until 19 February 2027'])
    assert.ok(page.body.includes(said), said)
  assert.equal((await look(world, person, { ground: { consent } })).status, 'found')
  const before = town.asked.length
  assert.equal((await send(`/account/consents/${consent}/withdraw`, '/account/consents')).headers.location, '/account/consents')
  assert.equal((await look(world, person, { ground: { consent } })).status, 'unavailable')
  assert.equal(town.asked.length, before, 'the register did not hear of it')
  const after = (await see('/account/consents')).body
  assert.ok(after.includes('You took it back on 21 November 2026') && !after.includes('Take it back'))
  assert.ok((await see('/account/lookups')).body.includes('the question was refused'))
})

test('a consent that ran out asks to be renewed, and lets be asked again once it is', async () => {
  const { person } = await enter(town, 'dalia')
  const consent = await agree(world, person)
  world.setNow('2027-02-20T09:00:00Z')
  assert.equal((await look(world, person, { ground: { consent } })).status, 'unavailable')
  const again = await enter(town, 'dalia')
  const page = textOf((await again.see('/account/consents')).body)
  assert.match(page, /Ran out on 19 February 2027/)
  assert.match(page, /nothing is asked on its ground until you renew it/)
  await again.send(`/account/consents/${consent}/refresh`, '/account/consents')
  assert.equal((await look(world, person, { ground: { consent } })).status, 'found')
  assert.match(
    textOf((await again.see(`/account/consents/${consent}`)).body),
    /Given, on this website .* Renewed, on this website/,
  )
  world.setNow('2026-11-21T09:00:00Z')
})

test('the record of a consent says who answers for it, what for, on which law, how long, and what was read', async () => {
  const { person, see } = await enter(town, 'elise')
  const consent = await agree(world, person)
  const text = textOf((await see(`/account/consents/${consent}`)).body)
  for (const said of [
    consent,
    'Family Agency',
    'art. 6(1)(a)',
    'Confidential personal data',
    '2 years after the case is closed',
    'Fairhaven',
    'May we ask?',
    'Given, on this website',
    'Download the signed receipt',
  ])
    assert.ok(text.includes(said), said)
  assert.match(textOf((await see(`/account/consents/${consent}`, 'ar')).body), /سجل موافقتك .*سنتان.? بعد إغلاق الملف/)
})

test('the receipt is signed: it verifies with the published keys, holds the whole record, and one changed letter shows', async () => {
  const { person, see } = await enter(town, 'bo')
  const consent = await agree(world, person)
  const { headers, body } = await see(`/account/consents/${consent}/receipt`)
  assert.match(String(headers['content-disposition']), /attachment; filename="consent-/)
  const file = JSON.parse(body)
  const keys = createLocalJWKSet({ keys: [...world.signer.keys] })
  const { payload } = await compactVerify(file.jws, keys, { algorithms: ['EdDSA'] })
  assert.deepEqual(JSON.parse(new TextDecoder().decode(payload)), file.receipt)
  const { purposes, events, pii_controllers: controllers, ...record } = file.receipt
  assert.deepEqual([record.record_id, record.pii_principal_id, controllers[0].id], [consent, person, 'family-agency'])
  assert.deepEqual(record.privacy_notice, { ...record.privacy_notice, language: 'en', text: 'Your income\nMay we ask?' })
  assert.deepEqual(purposes[0].pii_information, [
    { attribute: 'household.incomeLastYear', category: 'dpv:SensitivePersonalData' },
  ])
  assert.deepEqual(
    [purposes[0].lawful_basis, purposes[0].valid_until, purposes[0].jurisdiction],
    ['dpv:Consent', '2027-02-19T09:00:00.000Z', 'FH'],
  )
  assert.deepEqual(
    events.map((event: { event: string; channel: string }) => [event.event, event.channel]),
    [['dpv:ConsentGiven', 'web']],
  )
  const [head, , signature] = file.jws.split('.')
  const changed = Buffer.from(JSON.stringify({ ...file.receipt, pii_principal_id: 'another' })).toString('base64url')
  await assert.rejects(compactVerify(`${head}.${changed}.${signature}`, keys))
})

test('another’s consent is neither read, kept, renewed nor taken back', async () => {
  const [bo, other] = [await enter(town, 'bo'), await enter(town, 'farid')]
  const consent = await agree(world, bo.person)
  await agree(world, other.person)
  for (const url of [`/account/consents/${consent}`, `/account/consents/${consent}/receipt`, '/account/consents/1'])
    assert.equal((await other.see(url)).statusCode, 404)
  for (const act of ['withdraw', 'refresh'])
    assert.equal((await other.send(`/account/consents/${consent}/${act}`, '/account/consents')).statusCode, 404)
})
