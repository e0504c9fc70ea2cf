import { casesHeld, casesParts } from '#cases'
import { documentsHeld } from '#documents'
import { feedbackHeld, feedbackParts } from '#feedback'
import { journeysHeld, journeysParts } from '#journeys'
import { mailboxHeld, mailboxParts } from '#mailbox'
import { peopleHeld, peopleParts } from '#people'
import { type HeldTable, type Parting, platformHeld } from '#platform'
import { registersHeld, registersParts } from '#registers'

const privacyHeld: readonly HeldTable[] = [
  { table: 'privacy.inquiry', key: ['id'], sealed: { sealed_question: 'text', sealed_answer: 'text' } },
  {
    table: 'privacy.correction',
    key: ['id'],
    sealed: { sealed_before: 'json', sealed_wanted: 'json', sealed_why: 'text', sealed_answer: 'text' },
  },
  { table: 'privacy.correction_notice', key: ['correction_id', 'kind', 'recipient'] },
  { table: 'privacy.emergency', key: ['id'], sealed: { sealed_reason: 'text', sealed_review: 'text' } },
  {
    table: 'privacy.look_review',
    key: ['id'],
    leftOut: { sealed_note: 'the reviewer’s own words; ask the agency’s privacy officer for them' },
  },
  { table: 'privacy.alert', key: ['emergency_id', 'officer_id'] },
  { table: 'privacy.incident_notice', key: ['incident_id'] },
  { table: 'privacy.erasure', key: ['id'] },
  { table: 'privacy.hold', key: ['id'], leftOut: { sealed_reason: 'the agency’s own words; ask its privacy officer for them' } },
]

const privacyParts: readonly Parting[] = [
  {
    name: 'questions-answered',
    table: 'privacy.inquiry',
    which: 'r.answered_at is not null and r.forgotten_at is null',
    empties: { sealed_question: 'sealed text', sealed_answer: 'sealed text', forgotten_at: 'now' },
    after: { since: 'r.answered_at', period: 'P3Y' },
  },
  {
    name: 'corrections-answered',
    table: 'privacy.correction',
    which: 'r.answered_at is not null and r.forgotten_at is null',
    empties: {
      ...{ sealed_before: 'sealed json', sealed_wanted: 'sealed json', sealed_why: 'sealed text', sealed_answer: 'sealed text' },
      forgotten_at: 'now',
    },
    after: { since: 'r.answered_at', period: 'P3Y' },
  },
  {
    name: 'looks-reviewed',
    table: 'privacy.look_review',
    which: 'r.reviewed_at is not null',
    after: { since: 'r.reviewed_at', period: 'P3Y' },
  },
  {
    name: 'emergency-reasons',
    table: 'privacy.emergency',
    which: 'r.forgotten_at is null',
    empties: { sealed_reason: 'sealed text', forgotten_at: 'now' },
    after: { since: 'r.stated_at', period: 'P5Y' },
  },
]

/** Everything that is held of a person, in the order in which it is told. A test holds it to the database: no table may be missing. */
export const allHeld: readonly HeldTable[] = [
  ...peopleHeld,
  ...journeysHeld,
  ...casesHeld,
  ...documentsHeld,
  ...mailboxHeld,
  ...registersHeld,
  ...feedbackHeld,
  ...privacyHeld,
  ...platformHeld,
]

/** Everything that leaves, in the order in which it does: a file goes after the journey it was handed in for. */
export const allParts: readonly Parting[] = [
  ...peopleParts,
  ...journeysParts,
  ...casesParts,
  ...registersParts,
  ...mailboxParts,
  ...feedbackParts,
  ...privacyParts,
]
