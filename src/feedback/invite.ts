import { newId, record, type Tx } from '#platform'
import type { InvitationId, NewInvitation } from './invitation.ts'
import { invitationAbout, saveInvitation } from './store.ts'

/** Lets a person say how it was: once for each moment of a matter. Asked again, it returns the invitation already there. */
export async function invite(tx: Tx, asked: NewInvitation): Promise<{ id: InvitationId }> {
  const id = newId()
  if (!(await saveInvitation(tx, id, asked))) return { id: (await invitationAbout(tx, asked))!.id }
  const { person, about, service, agency, moment } = asked
  await record(tx, { kind: 'feedback.invited', about, person, by: 'system', facts: { service, agency, moment } })
  return { id }
}
