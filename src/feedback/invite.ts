import { newId, type Tx } from '#platform'
import type { InvitationId, NewInvitation } from './invitation.ts'
import { invitationAbout, saveInvitation } from './store.ts'

/** Lets a person say how it was: once for each moment of a matter. @returns the invitation's id; asked again, of the one already there */
export async function invite(tx: Tx, asked: NewInvitation): Promise<InvitationId> {
  const id = newId()
  const { person, about, service, agency, moment, channel = 'web' } = asked
  const told = { kind: 'feedback.invited', about, person, by: 'system', facts: { service, agency, moment, channel } } as const
  if (await saveInvitation(tx, id, { ...asked, told })) return id
  return (await invitationAbout(tx, asked))!.id
}
