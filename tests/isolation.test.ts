import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { appointOfficer, meetPerson } from '#people'
import { transaction } from '#platform'
import { type Caller, callerOf, plain } from './hostile/caller.ts'
import { digestOf } from './hostile/digest.ts'
import { absent, addressOf, type Door, doors, thingsBehind } from './hostile/doors.ts'
import { type Belongings, beginSession, canaries, settle } from './hostile/people.ts'
import { statementsOf } from './hostile/statements.ts'
import { openSite } from './hostile/town.ts'

const site = await openSite()
const { ids, belongings } = await settle(site)
const sessionOf = async (subject: string) => (await beginSession(site.world, ids[subject]!)).secret

const nobody = await callerOf(site, 'nobody')
const bo = await callerOf(site, 'bo', await sessionOf('bo'))
const elise = await callerOf(site, 'elise', await sessionOf('elise'))
const amara = await callerOf(site, 'amara', await sessionOf('amara'))
const maren = await callerOf(site, 'maren', await sessionOf('maren'))
const farid = await callerOf(site, 'farid', await sessionOf('farid'))
const greta = await callerOf(site, 'greta', (await beginSession(site.world, await appointGreta())).secret)
const signedOut = await callerOf(site, 'bo, signed out', await sessionOf('bo'))
await signedOut.post('/sign-out')
const callers = [nobody, signedOut, bo, elise, amara, farid, maren, greta]
const owners = { bo, elise } as const

/** Works for Amara's agency, and not on cases. */
async function appointGreta(): Promise<string> {
  const introduced = { issuer: 'https://identity.example', subject: 'greta', name: { givenNames: 'Greta', familyName: 'Berg' } }
  const { personId } = await transaction(site.world, tx => meetPerson(tx, introduced, 'en'))
  await appointOfficer(site.world, { person: personId, agency: 'municipality', role: 'service-owner', by: 'test' })
  return personId
}

/** Who may see somebody's thing: its owner, the officer of its agency, and of a document whoever has the code. */
function mayHave(caller: Caller, { behind }: Door, thing: keyof Belongings, owner: keyof typeof owners): boolean {
  if (behind === 'inquiries' || behind === 'reviews') return caller === maren
  if (behind === 'corrections') return caller === maren || caller === farid
  if (behind === 'agency') return caller === (thing === 'benefitCase' ? farid : amara)
  return behind === 'code' || caller === owners[owner]
}

let attempts = 0
const leaks: string[] = []
after(() =>
  console.log(`isolation: ${attempts} attempts by ${callers.length} callers at ${doors.length} doors, ${leaks.length} leaks`),
)

/** The words of another person that this caller has no business with on this page. */
function wordsNotFor(caller: Caller, door: Door, thing?: keyof Belongings): string[] {
  return Object.entries(canaries).flatMap(([owner, { name, child, account, reason, plate, draft }]) => {
    if (caller === owners[owner as keyof typeof owners]) return []
    if (door.behind === 'code') return [account, reason, plate, draft]
    if (caller === amara && thing === 'childcareCase') return [account, reason, plate, draft]
    if (caller === amara && thing === 'parkingCase') return [account, child, draft]
    if (caller === farid && thing === 'benefitCase') return [reason, plate, draft]
    return [name, child, account, reason, plate, draft]
  })
}

/** What things are called in an address. A look is a number, which alone may stand for anything. */
function namesOf({ look, ...named }: Belongings): string[] {
  return [...Object.values(named), `lookups/${look}`]
}

/** Counts an attempt, and looks for another person's words in the answer. */
async function attempt(
  caller: Caller,
  door: Door,
  asking: Promise<LightMyRequestResponse>,
  thing?: keyof Belongings,
): Promise<LightMyRequestResponse> {
  const answer = await asking
  attempts += 1
  const said = `${answer.body} ${JSON.stringify(answer.headers)}`
  for (const word of wordsNotFor(caller, door, thing))
    if (isSaid(word, said)) leaks.push(`${caller.name} read "${word}" at ${door.method} ${door.path}`)
  assert.ok(answer.statusCode < 500, `${caller.name} at ${door.method} ${door.path}: ${answer.statusCode}`)
  return answer
}

/** Also when it is written in groups, as account numbers are. */
function isSaid(word: string, text: string): boolean {
  return text.includes(word) || text.replaceAll(/\s/g, '').includes(word.replaceAll(' ', ''))
}

function knock(caller: Caller, door: Door, address: string): Promise<LightMyRequestResponse> {
  return door.method === 'GET' ? caller.get(address) : caller.post(address)
}

test('somebody else’s things are answered exactly like things that are not there, by the same statements, and nothing changes', async () => {
  const before = await digestOf(site.world)
  for (const door of doors)
    for (const thing of thingsBehind(door))
      for (const caller of callers) {
        const { result: nothing, statements } = await statementsOf(site.world.db, () =>
          attempt(caller, door, knock(caller, door, addressOf(door, thing))),
        )
        assert.ok(nothing.statusCode !== 403 || leadsToSignIn(nothing), `the form of ${caller.name} is one of ours`)
        for (const owner of ['bo', 'elise'] as const) {
          if (mayHave(caller, door, thing, owner)) continue
          const { result: theirs, statements: sameOnes } = await statementsOf(site.world.db, () =>
            attempt(caller, door, knock(caller, door, addressOf(door, thing, belongings[owner]))),
          )
          assert.deepEqual(sameOnes, statements, `${caller.name} can tell by the time it takes at ${door.method} ${door.path}`)
          assert.equal(
            plain(theirs, namesOf(belongings[owner])),
            plain(nothing, namesOf(absent)),
            `${caller.name} can tell ${owner}'s ${thing} from nothing at ${door.method} ${door.path}`,
          )
        }
        if (await differs(before)) assert.fail(`${caller.name} changed something at ${door.method} ${door.path}`)
      }
  assert.deepEqual(leaks, [])
})

test('what a page asks the database is heard, to the letter', async () => {
  const [one, again, other] = [
    await statementsOf(site.world.db, () => elise.get('/requests')),
    await statementsOf(site.world.db, () => elise.get('/requests')),
    await statementsOf(site.world.db, () => elise.get('/mailbox')),
  ]
  assert.ok(one.statements.length > 0)
  assert.deepEqual(again.statements, one.statements)
  assert.notDeepEqual(other.statements, one.statements)
})

test('a case of somebody else is not there under a reference of one’s own', async () => {
  const door = doors.find(({ path }) => path === '/requests/:reference/cases/:caseReference')!
  const mixed = { ...belongings.elise, caseReference: belongings.bo.caseReference }
  const answer = await attempt(elise, door, elise.get(addressOf(door, undefined, mixed)))
  const nothing = await elise.get(addressOf(door, undefined, { ...mixed, caseReference: absent.caseReference }))
  assert.equal(plain(answer, namesOf(belongings.bo)), plain(nothing, namesOf(absent)))
})

test('their own things are there for those who may have them', async () => {
  let read = ''
  // No case here holds a file; that officers open those of their own cases is tried in src/journeys/files.test.ts.
  for (const door of doors.filter(({ method, path }) => method === 'GET' && !path.endsWith('/files/:file')))
    for (const thing of thingsBehind(door))
      for (const owner of ['bo', 'elise'] as const)
        for (const caller of callers.filter(one => mayHave(one, door, thing, owner))) {
          const answer = await attempt(caller, door, caller.get(addressOf(door, thing, belongings[owner])), thing)
          const where = `${caller.name} at GET ${door.path}: ${answer.statusCode} ${answer.headers.location ?? ''}`
          assert.ok(answer.statusCode === 200 || answer.statusCode === 303, where)
          assert.doesNotMatch(String(answer.headers.location ?? ''), /sign-in/, where)
          read += answer.body
        }
  assert.deepEqual(leaks, [])
  for (const word of Object.values(canaries).flatMap(one => Object.values(one)))
    assert.ok(isSaid(word, read), `${word} is there to be leaked`)
})

test('pages that name nobody show each caller their own things alone', async () => {
  const shown = new Map<string, LightMyRequestResponse>()
  for (const door of doors.filter(({ method, path }) => method === 'GET' && path !== '/sign-in/callback'))
    for (const caller of callers.filter(() => thingsBehind(door).length === 0)) {
      const answer = await attempt(caller, door, caller.get(addressOf(door)))
      shown.set(`${caller.name} ${door.path}`, answer)
    }
  assert.deepEqual(leaks, [])
  assert.match(shown.get('bo /requests')!.body, new RegExp(belongings.bo.reference))
  assert.match(shown.get('elise /account/lookups')!.body, /opened your request: Child benefit/)
  assert.match(shown.get('amara /work')!.body, new RegExp(belongings.bo.caseReference))
})

/** A page of work that this caller does not do. */
function isNotTheirs({ gate }: Door, caller: Caller): boolean {
  if (gate === 'privacy officer') return caller !== maren
  return (gate === 'officer' && ![amara, farid, maren, greta].includes(caller)) || (gate === 'service owner' && caller !== greta)
}

/** At once, or by a page that keeps what the form brought along. */
function leadsToSignIn({ statusCode, headers, body }: LightMyRequestResponse, level?: string): boolean {
  const [, kept = ''] = /<main.*?href="(\/sign-in\?[^"]*)"/s.exec(body) ?? []
  const to = statusCode === 303 ? String(headers.location) : statusCode === 403 ? kept.replaceAll('&amp;', '&') : ''
  return /^\/sign-in\?then=%2F/.test(to) && (level === undefined || to.endsWith(`&level=${level}`))
}

test('whoever is not signed in is led to sign in, and an officer’s pages are not there for anybody else', async () => {
  for (const door of doors)
    for (const caller of callers) {
      const isStranger = caller === nobody || caller === signedOut
      if (!(isStranger && /^(citizen|officer|privacy officer|service owner)/.test(door.gate)) && !isNotTheirs(door, caller))
        continue
      const answer = await attempt(caller, door, knock(caller, door, addressOf(door)))
      const isTurnedAway = isStranger ? leadsToSignIn(answer) : answer.statusCode === 404
      assert.ok(isTurnedAway, `${caller.name} at ${door.method} ${door.path}: ${answer.statusCode}`)
    }
})

test('a journey asks for as sure a sign-in as its services do, at every one of its doors', async () => {
  const { secret } = await beginSession(site.world, ids.bo!, 'low')
  const unsure = await callerOf(site, 'bo, signed in with less', secret)
  const before = await digestOf(site.world)
  const inside = doors.filter(({ gate }) => gate === 'citizen, as sure as the service asks')
  assert.ok(inside.length > 12)
  for (const door of inside) {
    const address = addressOf(door, 'draft', belongings.bo)
    const escaped = address.replace(/(?<=^\/journeys\/)[0-9a-f]/, sign => `%${sign.charCodeAt(0).toString(16)}`)
    for (const way of [address, escaped]) {
      const answer = await attempt(unsure, door, knock(unsure, door, way), 'draft')
      assert.ok(leadsToSignIn(answer, 'substantial'), `${door.method} ${way}: ${answer.statusCode}`)
    }
  }
  assert.equal(await differs(before), false)
  assert.equal((await unsure.get('/mailbox')).statusCode, 200)
  assert.match(String((await unsure.post('/services/replace-library-card/start')).headers.location), /^\/journeys\//)
})

const FOREIGN = [
  { token: '' },
  { token: 'x'.repeat(43) },
  { headers: { origin: 'https://evil.example' } },
  { headers: { origin: 'null' } },
  { headers: { 'sec-fetch-site': 'cross-site' } },
  { headers: { 'sec-fetch-site': 'same-site' } },
] as const

test('a form without its token, or from another website, changes nothing, not even its sender’s own things', async () => {
  const before = await digestOf(site.world)
  for (const door of doors.filter(({ method, from }) => method === 'POST' && from === 'our-forms'))
    for (const caller of callers) {
      const own = caller === elise ? belongings.elise : belongings.bo
      for (const thing of thingsBehind(door).length > 0 ? thingsBehind(door) : [undefined])
        for (const how of FOREIGN) {
          const answer = await attempt(caller, door, caller.post(addressOf(door, thing, own), how))
          assert.equal(answer.statusCode, 403, `${caller.name} at ${door.path} with ${JSON.stringify(how)}`)
        }
      if (await differs(before)) assert.fail(`${caller.name} changed something at POST ${door.path}`)
    }
  assert.deepEqual(leaks, [])
})

test('a token of another browser is as good as none', async () => {
  const before = await digestOf(site.world)
  const own = await elise.get('/account')
  const token = /name="form-token" value="([^"]+)"/.exec(own.body)![1]!
  assert.equal((await bo.post('/account/language', { token })).statusCode, 403)
  assert.equal(await differs(before), false)
})

test('at an address that is not there, and behind a gate that stayed shut, the frame still says who is signed in', async () => {
  for (const path of ['/nothing-here', '/work']) {
    const answer = await bo.get(path)
    assert.deepEqual([answer.statusCode, answer.body.includes(canaries.bo.name)], [404, true], path)
    assert.match((await nobody.get('/nothing-here')).body, /class="portico-sign-in"/)
  }
})

test('a notice of signing out that the provider did not sign ends nobody’s session', async () => {
  const before = await digestOf(site.world)
  for (const caller of callers) assert.ok((await caller.post('/sign-in/backchannel-logout')).statusCode >= 400)
  assert.equal(await differs(before), false)
})

test('neither the event log nor a job waiting to be done holds a word of anybody', async () => {
  const { rows } = await site.world.db.pool.query<{ text: string }>(
    'select e::text as text from platform.event e union all select j::text from graphile_worker._private_jobs j',
  )
  assert.ok(rows.length > 50)
  const words = Object.values(canaries).flatMap(one => Object.values(one))
  assert.deepEqual(
    rows.filter(({ text }) => words.some(word => text.includes(word))),
    [],
  )
})

async function differs(before: string): Promise<boolean> {
  return (await digestOf(site.world)) !== before
}
