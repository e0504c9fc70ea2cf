import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokenId } from '#catalogue'
import { newId, openEntries, openText, rows, type Sql, sql } from '#platform'
import { answerPage } from './answer-page.ts'
import { discardJourney } from './discard-journey.ts'
import { signedIn, tabOf, testTown, walker } from './testing/town.ts'

const { world } = await testTown()
const PAGE = 'child-benefit.account'
const FIRST = 'DE89370400440532013000'
const SECOND = 'GB82WEST12345698765432'

/** Somebody who has come to the page that asks for a bank account. */
async function atThePage() {
  const she = walker(world, { person: (await signedIn(world, newId())).person })
  const draft = await she.start()
  await she.walkTo(draft, PAGE)
  const say = async (account: string, seen?: string) => she.answer(draft, PAGE, { 'applicant.bankAccount': account }, seen)
  const said = async () => ((await she.placeNow(draft)).draft.answers.applicant as { bankAccount: string }).bankAccount
  const kept = async () => [...(await openEntries(world, she.person, await tokensOf(she.person))).values()]
  return { ...she, draft, say, said, kept }
}

const tokensOf = async (person: string) =>
  (
    await rows<{ token: string }>(world, sql`select token from vault.entry where person_id = ${person} and about is not null`)
  ).map(({ token }) => token)

/** Everything sealed of a person outside the vault, opened. */
async function openedOutside(person: string): Promise<string> {
  const found = await rows<{ sealed: string }>(
    world,
    sql`select sealed_answers as sealed from journeys.draft where person_id = ${person}
        union all select sealed_answers from journeys.submission where person_id = ${person}
        union all select sealed_facts from cases.case_file where person_id = ${person}
        union all select sealed_trace from cases.assessment where person_id = ${person}`,
  )
  return found.map(({ sealed }) => openText(world, sealed)).join('\n')
}

test('a bank account goes into the vault when its page is saved, and a token stands in the draft', async () => {
  const she = await atThePage()
  await she.say('DE89 3704 0044 0532 0130 00')
  assert.ok(tokenId(await she.said()))
  assert.deepEqual(await she.kept(), [FIRST])
  assert.ok(!(await openedOutside(she.person)).includes(FIRST))
})

test('what is sent, what each agency gets and what the rules noted hold the token alone', async () => {
  const she = await atThePage()
  await she.say(FIRST)
  await she.say(SECOND)
  await she.walkTo(she.draft, 'check')
  assert.equal((await she.send(she.draft)).result, 'sent')
  const outside = await openedOutside(she.person)
  assert.ok(outside.includes('vault:') && ![FIRST, SECOND].some(account => outside.includes(account)))
  assert.deepEqual(await she.kept(), [SECOND], 'of what was given on the way only what was sent stays')
})

test('the page shows how the account ends; sent back as it was shown it stays the same, and typed anew it is another', async () => {
  const tab = await tabOf(world, 'shows')
  const she = tab.walker
  const draft = await she.start()
  await she.walkTo(draft, 'check')
  const url = `/journeys/${draft.id}/pages/${PAGE}`
  const { body } = await tab.get(url)
  assert.match(body, /value="•••• 3000"/)
  assert.ok(!body.includes(FIRST) && !(await tab.get(`/journeys/${draft.id}/check`)).body.includes(FIRST))
  const seen = /name="seen" value="([^"]*)"/.exec(body)![1]!
  const answerOf = async () => ((await she.placeNow(draft)).draft.answers.applicant as { bankAccount: string }).bankAccount
  const before = await answerOf()
  assert.equal((await tab.post(url, { seen, 'applicant.bankAccount': '•••• 3000' })).statusCode, 303)
  assert.equal(await answerOf(), before)
  assert.equal((await tab.post(url, { seen, 'applicant.bankAccount': '•••• 3001' })).statusCode, 422)
  assert.equal((await tab.post(url, { seen, 'applicant.bankAccount': before })).statusCode, 422, 'a token is nothing one types')
  assert.equal((await tab.post(url, { seen, 'applicant.bankAccount': SECOND })).statusCode, 303)
  assert.match(await answerOf(), /:5432$/)
})

test('the same account said twice, from two windows, is one answer and no conflict', async () => {
  const she = await atThePage()
  const both = await Promise.all([she.say(FIRST, ''), she.say(FIRST, '')])
  assert.deepEqual(
    both.map(({ result }) => result),
    ['saved', 'saved'],
  )
  assert.deepEqual(await she.kept(), [FIRST])
})

test('it is saved in the one statement that saves the page', async () => {
  const she = await atThePage()
  const { draft } = await she.placeNow(she.draft)
  const asked: string[] = []
  const query = (statement: Sql) => {
    asked.push(statement.text)
    return world.db.query(statement)
  }
  const counting = { ...world, db: { ...world.db, query, write: query } }
  const saved = await answerPage(
    counting,
    { personId: she.person, id: draft.id, draft },
    { step: PAGE, raw: { 'applicant.bankAccount': FIRST }, seen: '', language: 'en' },
  )
  assert.deepEqual([saved.result, asked.length], ['saved', 1])
})

test('a journey thrown away takes its account with it', async () => {
  const she = await atThePage()
  await she.say(FIRST)
  await discardJourney(world, { personId: she.person, id: she.draft.id })
  assert.deepEqual(await tokensOf(she.person), [])
})

test('the same account in two journeys stands twice: one thrown away takes nothing from the other', async () => {
  const she = await atThePage()
  await she.say(FIRST)
  const other = await she.start()
  await she.walkTo(other, PAGE)
  await she.answer(other, PAGE, { 'applicant.bankAccount': FIRST })
  await discardJourney(world, { personId: she.person, id: she.draft.id })
  assert.deepEqual(await she.kept(), [FIRST])
  assert.deepEqual(await tokensOf(she.person), [
    tokenId(((await she.placeNow(other)).draft.answers.applicant as { bankAccount: string }).bankAccount),
  ])
})
