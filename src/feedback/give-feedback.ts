import type { CameBy } from '#catalogue'
import { isId, type Language, Refusal, record, transaction, type World } from '#platform'
import type { Invitation, InvitationId } from './invitation.ts'
import type { Given } from './read-answer.ts'
import { invitationTo, saveAnswer } from './store.ts'
import { wording } from './wording.ts'
import { words } from './words.ts'

/** How an answer reached us. */
export interface Told {
  readonly language: Language
  readonly channel: CameBy
}

/** Keeps what a person says of their own matter, once. @throws Refusal when it is not theirs, or was answered before */
export async function giveFeedback(
  world: World,
  invitation: Invitation,
  { given, told }: { given: Given; told: Told },
): Promise<void> {
  const { about, personId, service, agency, moment } = invitation
  await transaction(world, async tx => {
    const isFirst = await saveAnswer(tx, invitation, { ...given, ...told, wording: wording.id })
    if (!isFirst) throw new Refusal('FEEDBACK_ALREADY_GIVEN', 409, language => words(language)('already-given'))
    const { ease, effectiveness = null } = given
    const facts = { service, agency, moment, ease, effectiveness, wording: wording.id, ...told }
    await record(tx, { kind: 'feedback.given', about, person: personId, by: personId, facts })
  })
}

/** A person's own invitation. @throws Refusal when it is not theirs */
export async function openInvitation(world: World, person: string, id: InvitationId): Promise<Invitation> {
  const invitation = isId(id) ? await invitationTo(world, { person, id }) : undefined
  if (!invitation) throw new Refusal('FEEDBACK_NOT_ASKED', 404, language => words(language)('not-asked'))
  return invitation
}
