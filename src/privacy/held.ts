import { casesHeld } from '#cases'
import { documentsHeld } from '#documents'
import { feedbackHeld } from '#feedback'
import { journeysHeld } from '#journeys'
import { mailboxHeld } from '#mailbox'
import { peopleHeld } from '#people'
import { type HeldTable, platformHeld } from '#platform'
import { registersHeld } from '#registers'

const privacyHeld: readonly HeldTable[] = [
  { table: 'privacy.inquiry', key: ['id'], sealed: { sealed_question: 'text', sealed_answer: 'text' } },
  { table: 'privacy.emergency', key: ['id'], sealed: { sealed_reason: 'text' } },
  { table: 'privacy.alert', key: ['emergency_id', 'officer_id'] },
  { table: 'privacy.incident_notice', key: ['incident_id'] },
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
