import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { newId, rows, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { giveFeedback, openInvitation } from './give-feedback.ts'
import type { Moment } from './invitation.ts'
import { invite } from './invite.ts'
import { COMMENT_MAX, readGiven, readTyped } from './read-answer.ts'
import { skipFeedback } from './skip-feedback.ts'
import { wording } from './wording.ts'

const world = await testWorld()
const told = { language: 'en', channel: 'web' } as const
const matter = (moment: Moment = 'decided') => ({
  person: newId(),
  about: newId(),
  service: 'child-benefit',
  agency: 'family-agency',
  moment,
})
const asked = async (moment?: Moment) => {
  const about = matter(moment)
  const id = await transaction(world, tx => invite(tx, about))
  return { ...about, id, invitation: await openInvitation(world, about.person, id) }
}
const eventsOf = (person: string) =>
  rows<{ kind: string; facts: Record<string, unknown> }>(
    world,
    sql`select kind, facts from platform.event where person_id = ${person} order by seq`,
  )

test('a person says once how it was; a second answer is refused and the first one stays', async () => {
  const { person, invitation } = await asked()
  await giveFeedback(world, invitation, { given: { ease: 6, effectiveness: 4, comment: 'Quick. Call me: 0612345678' }, told })
  await assert.rejects(giveFeedback(world, invitation, { given: { ease: 1 }, told }), {
    code: 'FEEDBACK_ALREADY_GIVEN',
    status: 409,
  })
  const kept = await rows(
    world,
    sql`select ease, effectiveness, wording, language, channel, moment from feedback.answer where person_id = ${person}`,
  )
  assert.deepEqual(kept, [{ ease: 6, effectiveness: 4, wording: '2026-1', language: 'en', channel: 'web', moment: 'decided' }])
  const events = await eventsOf(person)
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['feedback.invited', 'feedback.given'],
  )
  assert.doesNotMatch(JSON.stringify(events), /Quick|0612345678/)
})

test('two answers sent at once leave one', async () => {
  const { invitation, person } = await asked()
  const both = await Promise.allSettled([1, 7].map(ease => giveFeedback(world, invitation, { given: { ease }, told })))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await eventsOf(person)).filter(({ kind }) => kind === 'feedback.given').length, 1)
})

test('the same moment of a matter is asked about once, the other moment again', async () => {
  const about = matter('sent')
  const ids = await Promise.all([
    transaction(world, tx => invite(tx, about)),
    transaction(world, tx => invite(tx, about)),
    transaction(world, tx => invite(tx, { ...about, moment: 'decided' })),
  ])
  assert.equal(new Set(ids).size, 2)
  assert.equal((await eventsOf(about.person)).length, 2)
})

test('nobody answers about another person’s matter', async () => {
  const { id } = await asked()
  await assert.rejects(openInvitation(world, newId(), id), { code: 'FEEDBACK_NOT_ASKED', status: 404 })
})

test('who skips may still answer later', async () => {
  const { invitation, person } = await asked()
  await skipFeedback(world, invitation)
  await skipFeedback(world, invitation)
  await giveFeedback(world, invitation, { given: { ease: 5, effectiveness: 5 }, told })
  assert.deepEqual(
    (await eventsOf(person)).map(({ kind }) => kind),
    ['feedback.invited', 'feedback.skipped', 'feedback.given'],
  )
})

test('after sending, only ease is asked; after the decision, whether it helped as well', () => {
  const typed = readTyped({ ease: '5', comment: '  ' })
  assert.deepEqual(readGiven(typed, 'sent'), { ok: true, given: { ease: 5 } })
  assert.deepEqual(readGiven(typed, 'decided'), {
    ok: false,
    faults: [{ field: 'effectiveness', code: 'effectiveness-missing' }],
  })
})

test('every fault of an answer is told at once', () => {
  const typed = readTyped({ ease: '8', effectiveness: '0', comment: 'é'.repeat(COMMENT_MAX + 1) })
  const read = readGiven(typed, 'decided')
  assert.deepEqual(read.ok || read.faults.map(({ field }) => field), ['ease', 'effectiveness', 'comment'])
})

test('a wording keeps its letters as long as it keeps its id', () => {
  const digest = createHash('sha256').update(JSON.stringify(wording)).digest('hex').slice(0, 16)
  assert.deepEqual(
    [wording.id, digest],
    ['2026-1', '4e5b1966150bfe89'],
    'the words changed: give the wording a new id and its digest',
  )
})
