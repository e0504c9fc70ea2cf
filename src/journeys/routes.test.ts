import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { newId, say } from '#platform'
import { openDraftsAtHand } from './drafts-at-hand.ts'
import { POPULATION, siteOf, TAX, tabOf, testTown, withdrawn, withService } from './testing/town.ts'

const { world, registers, resetRegisters } = await testTown()
const app = siteOf(world)
afterEach(resetRegisters)

/** Somebody at the life event, with the journey begun and its address. */
async function begun(subject: string) {
  const tab = await tabOf(world, subject, app)
  const at = await tab.begin('/life-events/having-a-child')
  const id = at.split('/')[2]!
  return { ...tab, at, id, to: (place: string) => tab.walker.walkTo({ id }, place) }
}

const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
const answers = {
  'childcare.startsOn-day': '1',
  'childcare.startsOn-month': '9',
  'childcare.startsOn-year': '2027',
  'childcare.daysPerWeek': '4',
  'childcare.kind[]': ['nursery'],
}

test('who begins is led straight to where the journey begins: a choice of services, the registers, or the first question', async () => {
  const { post } = await tabOf(world, 'begins', app)
  const led = async (at: string) => String((await post(`${at}/start`)).headers.location).replace(/^\/journeys\/[^/]+/, '')
  assert.equal(await led('/life-events/having-a-child'), '/services')
  assert.equal(await led('/services/move-home'), '/registers')
  assert.equal(await led('/services/street-party-permit'), '/pages/street-party-permit.party')
})

test('a journey leads from the choice over the registers and the questions to the receipt', async () => {
  const { get, post, at, id } = await begun('walks')
  const next = async (location = at) => (await get(location)).headers.location as string
  assert.equal(await next(), `${at}/services`)
  const chosen = await post(`${at}/services`, { 'services[]': ['child-benefit', 'childcare-place'] })
  assert.equal(chosen.headers.location, `${at}/registers`)
  const asked = await post(`${at}/registers`, { 'consent[]': ['tax.assessed-income'] })
  assert.equal(asked.headers.location, `${at}/known`)
  assert.match((await get(`${at}/known`)).body, /Is this right\?[\s\S]*4 Quay Lane/)
  const confirmed = await post(`${at}/known`)
  assert.equal(confirmed.headers.location, `${at}/pages/register-birth.child:1`)
  const walking = await tabOf(world, 'walks', app)
  await walking.walker.walkTo({ id }, 'check')
  const check = await get(`${at}/check`)
  assert.equal(check.statusCode, 200)
  const sending = { key: hidden(check.body, 'key'), digest: hidden(check.body, 'digest'), declared: 'yes' }
  const sent = await post(`${at}/send`, sending)
  assert.match(sent.headers.location as string, /^\/receipts\/[0-9A-Z-]+$/)
  const receipt = await get(sent.headers.location as string)
  assert.equal(receipt.body.split('<li').length - 1, 4, 'four promises')
  assert.equal((await post(`${at}/send`, sending)).headers.location, sent.headers.location)
  assert.equal((await post(`${at}/send`, { ...sending, digest: 'another' })).statusCode, 422)
  assert.equal(await next(), '/requests')
  assert.equal(await next(`${at}/check`), '/requests')
})

test('a page with faults is refused with 422, says so in its title and in place, and keeps what was typed', async () => {
  const { get, post, at, to } = await begun('faults')
  await to('childcare-place.place')
  const url = `${at}/pages/childcare-place.place`
  const { statusCode, body } = await post(url, {
    ...{ ...answers, 'childcare.startsOn-day': '41', 'childcare.daysPerWeek': '9', seen: hidden((await get(url)).body, 'seen') },
    from: 'check',
  })
  assert.equal(statusCode, 422)
  assert.equal(body.split('govuk-error-message').length - 1, 2)
  for (const [, id] of body.matchAll(/<a href="#([^"]+)"/g)) assert.match(body, new RegExp(`id="${id}"`))
  assert.match(body, /value="41"/)
  assert.match(body, /name="from" value="check"/, 'and still knows that the person came from the check page')
  assert.equal((await post(url, answers, 'ar')).statusCode, 303)
})

test('a page with faults that was changed elsewhere meanwhile does not overwrite it unseen on the next try', async () => {
  const { get, post, at, to, walker, id } = await begun('faults-then-conflict')
  await to('childcare-place.needs')
  const url = `${at}/pages/childcare-place.place`
  const seen = hidden((await get(url)).body, 'seen')
  await walker.answer({ id }, 'childcare-place.place', {
    ...{
      'childcare.startsOn': { day: '1', month: '9', year: '2027' },
      'childcare.daysPerWeek': '2',
      'childcare.kind': ['nursery'],
    },
  })
  const faulty = await post(url, { ...answers, 'childcare.daysPerWeek': 'x', seen })
  assert.equal(faulty.statusCode, 422)
  const again = await post(url, { ...answers, 'childcare.daysPerWeek': '5', seen: hidden(faulty.body, 'seen') })
  assert.equal(again.statusCode, 409)
  assert.match(again.body, /Saved: 2/)
  assert.match(again.body, /value="5"/)
  const chosen = await post(url, { ...answers, 'childcare.daysPerWeek': '5', seen: hidden(again.body, 'seen') })
  assert.equal(chosen.statusCode, 303)
})

test('what is not there, not yours, or badly written is the same page to everybody', async () => {
  const owner = await begun('owns')
  await owner.to('check')
  const { get, post } = await tabOf(world, 'looks-around', app)
  const places = [
    '',
    '/services',
    '/registers',
    '/known',
    '/check',
    '/saved',
    '/discard',
    '/back',
    '/pages/childcare-place.place',
  ]
  for (const place of places) {
    const [theirs, nobodys, nonsense] = await Promise.all([owner.id, newId(), 'x'].map(id => get(`/journeys/${id}${place}`)))
    assert.deepEqual([theirs!.statusCode, nobodys!.statusCode, nonsense!.statusCode], [404, 404, 404], place)
    assert.equal(theirs!.body, nobodys!.body)
  }
  for (const act of ['/services', '/registers', '/known', '/send', '/discard', '/pages/childcare-place.place']) {
    const [theirs, nobodys] = await Promise.all([owner.id, newId()].map(id => post(`/journeys/${id}${act}`)))
    assert.deepEqual([theirs!.statusCode, nobodys!.statusCode, theirs!.body === nobodys!.body], [404, 404, true], act)
  }
  const sent = await owner.walker.send({ id: owner.id })
  assert.ok(sent.result === 'sent')
  for (const reference of [sent.submission.reference, 'K7QD-2MVX-9RBC', '%00', '..%2f', 'x'.repeat(190)])
    assert.equal((await get(`/receipts/${reference}`)).statusCode, 404, reference)
})

test('pages that do not exist, do not apply or are out of range lead to the one that is next', async () => {
  const { get, post, at, to } = await begun('strays')
  await to('childcare-place.place')
  for (const step of [
    'nonsense',
    'childcare-place.care',
    'register-birth.child:99',
    'register-birth.child:0',
    'register-birth.child:x',
  ]) {
    const [seen, sent] = [await get(`${at}/pages/${step}`), await post(`${at}/pages/${step}`, answers)]
    assert.deepEqual([seen.headers.location, sent.headers.location], Array(2).fill(`${at}/pages/childcare-place.place`), step)
  }
})

test('text too long, text that is no text, and a field sent twice are each answered plainly', async () => {
  const { post, at, to } = await begun('bad-input')
  await to('childcare-place.contact')
  const url = `${at}/pages/childcare-place.contact`
  assert.equal((await post(url, { 'applicant.telephone': '1'.repeat(100_000) })).statusCode, 422)
  assert.equal((await post(url, { 'applicant.telephone': '1'.repeat(300_000) })).statusCode, 413)
  assert.equal((await post(url, { 'applicant.telephone': 'a\0b' })).statusCode, 400)
  assert.equal((await post(url, { 'applicant.telephone': ['1', '2'] })).statusCode, 400)
  assert.equal((await post(url, { 'applicant.telephone': '‮1234567' })).statusCode, 422)
})

test('script that somebody types is text wherever it is shown', async () => {
  const { get, post, at, to } = await begun('script')
  registers[POPULATION] = () => ({ status: 404, json: null })
  await to('register-birth.child:1')
  const script = '"><script>alert(1)</script>'
  const child = { 'child.givenNames': script, 'child.familyName': script, 'child.bornAt': script, 'child.sex': 'female' }
  const bornOn = { 'child.bornOn-day': '14', 'child.bornOn-month': '11', 'child.bornOn-year': '2026' }
  assert.equal((await post(`${at}/pages/register-birth.child:1`, { ...child, ...bornOn })).statusCode, 303)
  await to('check')
  for (const page of ['check', 'pages/register-birth.child:1']) {
    const { body } = await get(`${at}/${page}`)
    assert.ok(!body.includes('<script>alert') && body.includes('&lt;script>alert'), page)
  }
})

test('whoever does not declare is asked to, and nothing is sent', async () => {
  const { get, post, at, to } = await begun('undeclared')
  await to('check')
  const check = (await get(`${at}/check`)).body
  const { statusCode, body } = await post(`${at}/send`, { key: hidden(check, 'key'), digest: hidden(check, 'digest') })
  assert.equal(statusCode, 422)
  assert.match(body, /href="#declared"[\s\S]*id="declared"/)
})

test('answers changed after the check page was drawn are shown once more before anything is sent', async () => {
  const { get, post, at, to, walker, id } = await begun('changed')
  await to('check')
  const check = (await get(`${at}/check`)).body
  const sending = { key: hidden(check, 'key'), digest: hidden(check, 'digest'), declared: 'yes' }
  await walker.answer({ id }, 'childcare-place.contact', { 'applicant.telephone': '+33 9 99 99 99 99' })
  const again = await post(`${at}/send`, sending)
  assert.equal(again.statusCode, 409)
  assert.match(again.body, /Your answers changed after this page was opened/)
  assert.equal((await get('/journeys/x')).statusCode, 404)
  const sent = await post(`${at}/send`, { ...sending, digest: hidden(again.body, 'digest') })
  assert.match(sent.headers.location as string, /^\/receipts\//)
})

test('a withdrawn service says so; what was saved is kept and can be thrown away', async () => {
  const { at, to, get } = await begun('withdrawn')
  await to('childcare-place.place')
  const without = siteOf({ ...world, catalogue: withdrawn(world.catalogue, 'register-birth') })
  const tab = await tabOf(world, 'withdrawn', without)
  for (const place of ['', '/check', '/pages/childcare-place.place'])
    assert.equal((await tab.get(at + place)).statusCode, 410, place)
  assert.match((await tab.get(`${at}/discard`)).body, /Having a child/)
  assert.equal((await get(at)).statusCode, 303, 'when it is back, the person goes on')
  assert.equal((await tab.post(`${at}/discard`)).headers.location, '/')
  assert.equal((await get(at)).statusCode, 404)
})

test('what was sent leads to the requests, and sent again to its receipt, also when its service was withdrawn since', async () => {
  const { at, id, get, post, walker } = await begun('sent-then-withdrawn')
  await walker.walkTo({ id }, 'check')
  const check = (await get(`${at}/check`)).body
  const sending = { key: hidden(check, 'key'), digest: hidden(check, 'digest') }
  const sent = await post(`${at}/send`, { ...sending, declared: 'yes' })
  const tab = await tabOf(
    world,
    'sent-then-withdrawn',
    siteOf({ ...world, catalogue: withdrawn(world.catalogue, 'register-birth'), atHand: openDraftsAtHand() }),
  )
  assert.equal((await tab.get(at)).headers.location, '/requests')
  assert.equal((await tab.post(`${at}/send`, sending)).headers.location, sent.headers.location)
})

test('an optional service that is withdrawn leaves the others to go on, and the person is told', async () => {
  const { at, to, id } = await begun('withdrawn-part')
  await to('check')
  const town = { ...world, catalogue: withdrawn(world.catalogue, 'childcare-place') }
  const tab = await tabOf(town, 'withdrawn-part', siteOf(town))
  assert.equal((await tab.get(at)).headers.location, `${at}/services`)
  assert.match((await tab.get(`${at}/services`)).body, /A childcare place.{0,20} is closed/)
  await tab.post(`${at}/services`, { 'services[]': ['child-benefit', 'childcare-place'] })
  assert.equal((await tab.get(at)).headers.location, `${at}/check`)
  const sent = await tab.walker.send({ id })
  assert.equal(sent.result === 'sent' && sent.submission.requests.length, 3)
})

test('a service file that changes between two pages asks what is new, and forgets nothing', async () => {
  const { at, to } = await begun('file-changes')
  await to('check')
  const benefit = world.catalogue.services.get('child-benefit')!
  const email = { ...world.catalogue.facts.get('applicant.email')!, optional: false }
  const pages = benefit.pages.map(page => (page.id === 'account' ? { ...page, facts: [...page.facts, email] } : page))
  const facts = new Map([...benefit.facts, [email.name, email] as const])
  const town = { ...world, catalogue: withService(world.catalogue, 'child-benefit', { pages, facts, version: 99 }) }
  const tab = await tabOf(town, 'file-changes', siteOf(town))
  const next = await tab.get(at)
  assert.equal(next.headers.location, `${at}/pages/child-benefit.account`)
  const { body } = await tab.get(next.headers.location as string)
  assert.match(body, /value="•••• 3000"/)
})

test('a silent register is named, and asking it again brings what it knows', async () => {
  const { get, post, at, to } = await begun('silent')
  registers[TAX] = () => ({ reason: 'unreachable' })
  await to('known')
  const { body } = await get(`${at}/known`)
  assert.match(body, /does not answer at the moment/)
  assert.match(body, /name="again" value="tax.assessed-income"/)
  resetRegisters()
  assert.equal((await post(`${at}/registers`, { again: 'tax.assessed-income' })).headers.location, `${at}/known`)
  assert.match((await get(`${at}/known`)).body, /€54,300/)
})

test('a draft is thrown away only after asking, and what was sent never is', async () => {
  const { get, post, at, to, walker, id } = await begun('discards')
  await to('check')
  assert.match((await get(`${at}/discard`)).body, /Delete this draft\?/)
  const kept = await begun('discards')
  await walker.send({ id })
  assert.equal((await post(`${at}/discard`)).statusCode, 409)
  assert.equal((await post(`${kept.at}/discard`)).headers.location, '/')
  assert.equal((await get(kept.at)).statusCode, 404)
})

test('every page of a journey has one heading and speaks the person’s language', async () => {
  const { get, at, to } = await begun('languages')
  await to('check')
  const pages = [
    'services',
    'registers',
    'known',
    'pages/childcare-place.place',
    'pages/register-birth.child:1',
    'check',
    'saved',
    'discard',
  ]
  for (const language of ['en', 'fr', 'ar'])
    for (const page of pages) {
      const { body, statusCode } = await get(`${at}/${page}`, language)
      assert.deepEqual([statusCode, body.split('<h1').length - 1], [200, 1], `${language} ${page}`)
    }
  const arabic = (await get(`${at}/check`, 'ar')).body
  assert.ok(arabic.includes(say(world.catalogue.services.get('child-benefit')!.name, 'ar')))
})

test('two rows short of what a list holds are asked for one by one, and a fault leads to its row', async () => {
  const { get, post, begin } = await tabOf(world, 'moves', app)
  registers[POPULATION] = () => ({ status: 404, json: null })
  const at = await begin('/services/move-home')
  const { walker } = await tabOf(world, 'moves', app)
  const draft = { id: at.split('/')[2]! }
  await walker.walkTo(draft, 'move-home.you')
  await walker.answer(draft, 'move-home.you', {
    ...{ 'applicant.givenNames': 'Bo', 'applicant.familyName': 'Lindgren' },
    'applicant.residence': { line1: 'a', town: 'b', postcode: 'c' },
  })
  await walker.answer(draft, 'move-home.move', {
    ...{ 'move.address': { line1: 'a', town: 'b', postcode: 'c' }, 'move.on': { day: '1', month: '12', year: '2026' } },
    'move.alone': 'no',
  })
  const url = `${at}/pages/move-home.others`
  const row = (number: number, day = '1') => ({
    [`move.others-${number}-givenNames`]: 'Sam',
    [`move.others-${number}-familyName`]: 'Lindgren',
    [`move.others-${number}-bornOn-day`]: day,
    [`move.others-${number}-bornOn-month`]: '2',
    [`move.others-${number}-bornOn-year`]: '1985',
  })
  const more = await post(url, { ...row(0), more: 'move.others' })
  assert.equal(more.headers.location, `${url}?more=others`)
  assert.match((await get(more.headers.location as string)).body, /name="move.others-1-givenNames"/)
  const faulty = await post(url, { ...row(0), ...row(1, '31'), seen: hidden((await get(url)).body, 'seen') })
  assert.equal(faulty.statusCode, 422)
  assert.match(faulty.body, /href="#move-others-1-bornOn-day"/)
  assert.match(faulty.body, /id="move-others-1-bornOn-day"/)
  assert.equal((await post(url, { ...row(0), ...row(1), seen: hidden(faulty.body, 'seen') })).headers.location, `${at}/check`)
})
