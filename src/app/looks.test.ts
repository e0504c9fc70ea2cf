import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permissions } from './testing/permissions.ts'

/**
 * Every route by which one person can come to another's record, and the event that says they did, written in the transaction that reads,
 * before anything is shown. A list of work holds nothing of a person: references, services and dates. That each event is written
 * is tried beside the route.
 */
const LOOKS: Readonly<Record<string, string>> = {
  'GET /work': 'nothing of a person is shown',
  'GET /work/cases/:id': 'case.viewed',
  'GET /work/cases/:id/files/:file': 'case.file-viewed',
  'GET /work/cases/:id/identifiers': 'case.identifiers-viewed',
  'POST /work/cases/:id/decision': 'case.viewed',
  'POST /work/cases/:id/tasks/:task': 'nothing of a person is shown',
  'GET /work/cases/:id/registers': 'case.viewed',
  'POST /work/cases/:id/registers/:query': 'lookup.asked',
  'GET /work/emergency': 'nothing of a person is shown',
  'POST /work/emergency': 'lookup.asked',
  'GET /work/inquiries': 'nothing of a person is shown',
  'GET /work/inquiries/:id': 'inquiry.viewed',
  'POST /work/inquiries/:id/answer': 'inquiry.viewed',
  'GET /work/corrections': 'nothing of a person is shown',
  'GET /work/corrections/:id': 'correction.viewed',
  'POST /work/corrections/:id/answer': 'correction.viewed',
  'POST /work/cases/:id/recheck': 'nothing of a person is shown',
  'GET /work/looks': 'nothing of a person is shown',
  'GET /work/looks/:id': 'nothing of a person is shown but the officer',
  'POST /work/looks/:id/review': 'looks.reviewed',
  'GET /work/emergencies': 'nothing of a person is shown',
  'GET /work/emergencies/:id': 'emergency.viewed',
  'POST /work/emergencies/:id/review': 'emergency.viewed',
  'GET /work/holds': 'the agency’s own words, and nothing of a person is shown',
  'POST /work/holds': 'hold.set',
  'POST /work/holds/lift': 'hold.lifted',
  'GET /work/registers': 'nothing of a person is shown',
  'GET /work/registers/:register': 'register.searched',
  'GET /work/registers/:register/enter': 'nothing of a person is shown',
  'POST /work/registers/:register/enter': 'register-entry.entered',
  'GET /work/registers/:register/entries/:entry': 'lookup.asked',
  'GET /work/registers/:register/entries/:entry/correct': 'lookup.asked',
  'POST /work/registers/:register/entries/:entry/correct': 'lookup.asked',
  'GET /work/registers/:register/entries/:entry/end': 'lookup.asked',
  'POST /work/registers/:register/entries/:entry/end': 'lookup.asked',
  'GET /work/registers/:register/import': 'nothing of a person is shown',
  'POST /work/registers/:register/import': 'register.imported',
  'GET /verify/:code': 'document.verified',
  'POST /api/services/:service/submissions': 'journey.submitted',
  'GET /api/submissions/:key': 'journey.state-told',
}

/** What is behind these doors is the caller's own, or about nobody. */
const NOBODY_ELSES: readonly string[] = ['own', 'everything', 'services']

test('every door behind which somebody else’s record stands says which event tells of the look', () => {
  const doors = Object.entries(permissions).filter(([, [, behind]]) => !NOBODY_ELSES.includes(behind))
  assert.deepEqual(doors.map(([route]) => route).sort(), Object.keys(LOOKS).sort())
})
