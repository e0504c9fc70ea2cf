export type { Invitation, InvitationId, Moment, NewInvitation } from './invitation.ts'
export { invite } from './invite.ts'
