import { casesHeld } from '#cases'
import { documentsHeld } from '#documents'
import { feedbackHeld, feedbackParts } from '#feedback'
import { journeysHeld, journeysParts } from '#journeys'
import { mailboxHeld, mailboxParts } from '#mailbox'
import { peopleHeld, peopleParts } from '#people'
import { type HeldTable, type Parting, platformHeld } from '#platform'
import { registersHeld, registersParts } from '#registers'

const privacyHeld: readonly HeldTable[] = [
  { table: 'privacy.inquiry', key: ['id'], sealed: { sealed_question: 'text', sealed_answer: 'text' } },
  { table: 'privacy.emergency', key: ['id'], sealed: { sealed_reason: 'text' } },
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
  ...registersParts,
  ...mailboxParts,
  ...feedbackParts,
  ...privacyParts,
]
