import { newId, record, type Tx } from '#platform'
import type { InvitationId, NewInvitation } from './invitation.ts'
import { invitationAbout, saveInvitation, saveInvitations } from './store.ts'

/** Lets a person say how it was: once for each moment of a matter. @returns the invitation's id; asked again, of the one already there */
export async function invite(tx: Tx, asked: NewInvitation): Promise<InvitationId> {
  const id = newId()
  if (await saveInvitation(tx, id, { ...asked, told: told(asked) })) return id
  return (await invitationAbout(tx, asked))!.id
}

/** The same for matters that have only just come about, in one transaction: nobody can have been asked about them before. */
export async function inviteAll(tx: Tx, asked: readonly (NewInvitation & { readonly id: InvitationId })[]): Promise<void> {
  await Promise.all([saveInvitations(tx, asked), record(tx, ...asked.map(told))])
}

function told({ person, about, service, agency, moment, channel = 'web' }: NewInvitation) {
  const facts = { service, agency, moment, channel }
  return { kind: 'feedback.invited' as const, about, person, by: 'system', facts }
}
