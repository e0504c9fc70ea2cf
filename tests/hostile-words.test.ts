import assert from 'node:assert/strict'
import { test } from 'node:test'
import { product } from './hostile/the-product.ts'
import { type Seen, type Typed, unescaped, visitor } from './hostile/visitor.ts'

const { url } = product
const MARK = 'Zxcanary'
/** Words that would do harm where they are read as HTML, a message, an expression, SQL, a template or a formula; each fits a name. */
const HARMS = [
  `${MARK}1 <script>alert(1)</script> "><img src=x onerror=alert(1)> &lt;b&gt; ' onclick='x`,
  `${MARK}2 {$name} {#b}x{/b} {{7*7}} \${7*7} .match {$n} * {{x}} %{count} {{{y}}} <b>bold</b>`,
  `${MARK}3 '; drop table people.person; -- ' or 1=1 /* */ if true then "x" else 1/0 =1+1|cmd <i>`,
  `${MARK}4 </textarea></title></script><svg onload=alert(1)> javascript:alert(1) \\u003cscript`,
] as const
const ALL = HARMS.join(' – ')
const inAddress = (words: string) => new URLSearchParams({ words }).toString().slice('words='.length)
const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const kofi = visitor(url)
const amara = visitor(url)
const ines = visitor(url)
const anybody = visitor(url)
await Promise.all([kofi.signIn('kofi'), amara.signIn('amara'), ines.signIn('ines')])

const shownOn: string[] = []

/** Every place where the words stand must show them as they were typed: nothing of them became part of the page. */
function holdToWords(seen: Seen, name: string): Seen {
  assert.ok(seen.status < 500, `${name}: ${seen.status}`)
  const shown = HARMS.reduce((so, words) => so.replaceAll(escaped(words), ''), seen.text)
  const rest = HARMS.reduce((so, words) => so.replaceAll(inAddress(words), ''), shown)
  const at = rest.indexOf(MARK)
  assert.equal(at, -1, `${name} shows the words otherwise than typed: ${rest.slice(at - 60, at + 200)}`)
  if (shown.length < seen.text.length) shownOn.push(name)
  return seen
}

const typed: Typed = {
  'services[]': ['register-birth', 'child-benefit', 'childcare-place', 'child-health-cover'],
  'consent[]': [],
  'child.givenNames': HARMS[0],
  'child.familyName': HARMS[1],
  ...{ 'child.bornOn-day': '2', 'child.bornOn-month': '11', 'child.bornOn-year': '2026' },
  'child.bornAt': HARMS[2],
  'child.sex': 'female',
  'child.hasOtherParent': 'no',
  'child.otherParentGivenNames': HARMS[3],
  'child.otherParentFamilyName': HARMS[0],
  'household.livesWithPartner': 'no',
  'household.incomeLastYear': '41000',
  ...{
    'childcare.startsOn-day': '1',
    'childcare.startsOn-month': '9',
    'childcare.startsOn-year': String(new Date().getFullYear() + 1),
  },
  'childcare.daysPerWeek': '4',
  'childcare.kind[]': ['nursery'],
  'childcare.hasNeeds': 'yes',
  'childcare.needs': ALL,
  'applicant.telephone': '+33 1 23 45 67 89',
  'applicant.bankAccount': 'DE89 3704 0044 0532 0130 00',
  declared: 'yes',
}

let reference = ''
let step = ''

/** Kofi's next page after sending this one; `step` is where he is. */
async function goOn(page: Seen, words: Typed): Promise<Seen> {
  const next = holdToWords(await kofi.follow(await kofi.submit(page, words)), 'the journey')
  step = next.path.split('/').slice(3).join('/')
  return next
}

test('words that would do harm are sent through a whole journey, and the page before sending shows them as typed', async () => {
  const start = await kofi.get('/life-events/having-a-child')
  let page = await kofi.follow(await kofi.submit(start, {}, '/life-events/having-a-child/start'))
  for (let pages = 0; step !== 'check' && pages < 20; pages++) page = await goOn(page, typed)
  assert.equal(step, 'check')
  for (const words of HARMS) assert.ok(unescaped(page.text).includes(words), words)
  const refused = await goOn(page, { ...typed, declared: [] })
  for (const words of HARMS) assert.ok(unescaped(refused.text).includes(words), 'undeclared')
  page = await goOn(page, typed)
  assert.ok(page.path.startsWith('/receipts/'), page.path)
  reference = page.path.split('/').at(-1)!
  holdToWords(await kofi.get(`/requests/${reference}`), 'the request')
})

/** The reference of the case of one service in Kofi's request. */
async function caseOf(service: RegExp): Promise<string> {
  const { text } = await kofi.get(`/requests/${reference}`)
  for (const [, path = ''] of text.matchAll(/href="(\/requests\/[\w-]+\/cases\/[\w-]+)"/g)) {
    const one = holdToWords(await kofi.get(path), 'the case')
    if (service.test(/<h1[^>]*>(.*?)<\/h1>/s.exec(one.text)?.[1] ?? '')) return path.split('/').at(-1)!
  }
  throw new Error(`no case of ${service}`)
}

/** Opens a case at work, sees what is wrong with a decision without an outcome, then decides. */
async function decide(officer: typeof amara, caseReference: string): Promise<void> {
  const { text } = await officer.get('/work?language=en')
  const rest = text.slice(0, text.indexOf(`>${caseReference}<`))
  const path = rest.slice(rest.lastIndexOf('/work/cases/')).split('"')[0]!
  const page = holdToWords(await officer.get(path), 'the officer’s page')
  const faulty = holdToWords(await officer.submit(page, { reason: ALL }), 'the officer’s page with an error')
  assert.equal(faulty.status, 422)
  assert.ok(unescaped(faulty.text).includes(ALL), 'what the officer typed is kept')
  const decided = holdToWords(await officer.follow(await officer.submit(faulty, { outcome: 'granted', reason: ALL })), 'decided')
  assert.ok(unescaped(decided.text).includes(ALL), `${decided.status} ${decided.path}`)
}

test('officers see what was typed and no more, and what they type themselves is only words', async () => {
  await decide(amara, await caseOf(/childcare/i))
  await decide(ines, await caseOf(/birth/i))
})

test('messages, the decision, the certificate and the page where anybody checks it show the words as they are', async () => {
  const links = async (path: string, pattern: RegExp) =>
    [...(await kofi.get(path)).text.matchAll(pattern)].map(match => match[1]!)
  for (const path of await links('/mailbox', /href="(\/mailbox\/[0-9a-f-]{36})"/g)) holdToWords(await kofi.get(path), 'a message')
  await caseOf(/childcare/i)
  const [document] = await links('/documents', /href="(\/documents\/[0-9a-f-]{36})"/g)
  const certificate = holdToWords(await kofi.get(document!), 'the certificate')
  const [code = ''] = /[0-9A-Z]{4}(-[0-9A-Z]{4}){5}-[0-9A-Z]{2}/.exec(certificate.text) ?? []
  holdToWords(await anybody.follow(await anybody.get(`/verify?code=${code}`)), 'the page that checks a document')
  for (const language of ['fr', 'ar'])
    holdToWords(await kofi.get(`${document}?language=${language}`), `the certificate in ${language}`)
  for (const page of [
    '/',
    '/requests',
    '/mailbox',
    '/documents',
    '/account',
    '/account/lookups',
    '/account/consents',
    '/services',
  ])
    holdToWords(await kofi.get(`${page}?q=${encodeURIComponent(HARMS[0])}&language=en`), page)
})

test('what is said of the service afterwards is words as well', async () => {
  const receipt = await kofi.get(`/receipts/${reference}`)
  const ask = await kofi.get(/href="(\/feedback\/[0-9a-f-]{36})"/.exec(receipt.text)![1]!)
  const faulty = holdToWords(await kofi.submit(ask, { comment: ALL }), 'feedback with an error')
  assert.equal(faulty.status, 422)
  assert.ok(unescaped(faulty.text).includes(ALL), 'the comment is kept')
  const thanks = await kofi.follow(await kofi.submit(faulty, { ease: '7', effectiveness: '5', comment: ALL }))
  assert.match(holdToWords(thanks, 'thanks').path, /thanks$/)
})

test('the words were really there to do harm, on every kind of page', () => {
  const pages = ['the journey', 'the case', 'the officer’s page', 'the officer’s page with an error', 'decided', 'a message']
  for (const page of [...pages, 'the certificate', 'the page that checks a document', 'feedback with an error', '/services'])
    assert.ok(shownOn.includes(page), `${page} shows them: ${[...new Set(shownOn)].join(', ')}`)
})

test('what cannot be an answer is refused in its place, and kept to be mended', async () => {
  const start = await kofi.get('/services/resident-parking')
  let page = await kofi.follow(await kofi.submit(start, {}, '/services/resident-parking/start'))
  for (let pages = 0; !page.text.includes('vehicle.plate') && pages < 5; pages++) page = await goOn(page, {})
  const wrong: readonly [what: string, words: Typed][] = [
    ['far too long', { 'vehicle.plate': 'A'.repeat(60_000), 'vehicle.keeper': 'mine' }],
    ['running the other way', { 'vehicle.plate': 'AB \u202e12', 'vehicle.keeper': 'mine' }],
    ['a control character', { 'vehicle.plate': 'AB\u0007 12', 'vehicle.keeper': 'mine' }],
    ['of another form', { 'vehicle.plate': `${MARK} <script>`, 'vehicle.keeper': 'mine' }],
    ['not offered', { 'vehicle.plate': 'AB 12', 'vehicle.keeper': 'constructor' }],
    ['no answer', { 'vehicle.plate': '', 'vehicle.keeper': [] }],
  ]
  for (const [what, words] of wrong) {
    const answer = await kofi.submit(page, words)
    assert.equal(answer.status, 422, what)
    assert.ok(unescaped(answer.text).includes(String(words['vehicle.plate'])), `${what} is kept`)
  }
  const { status } = await kofi.send(page.path, 'x'.repeat(300_000))
  assert.equal(status, 413)
  assert.equal(
    (await kofi.submit(page, { 'vehicle.plate': 'AB 12', 'vehicle.keeper': 'mine' })).status,
    303,
    'and can still be answered',
  )
})

test('nothing of anybody is in what the program printed', async () => {
  await anybody.get(`/sign-in/callback?error=access_denied&error_description=${MARK}&state=${MARK}`)
  const output = await product.outputOnceItSays('a sign-in did not work out')
  const secrets = [kofi, amara, ines].map(one => /portico=([^;]+)/.exec(one.cookie())![1]!)
  for (const word of [MARK, 'Mensah', 'Lindgren', 'Moreau', 'FH-790118', 'DE8937', 'Harbour', reference, ...secrets])
    assert.ok(!output.includes(word), `${word} was printed`)
})
