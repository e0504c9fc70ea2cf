import type { AgencyId, CameBy } from '#catalogue'

export type InvitationId = string

/** When a person is asked: after sending, or after the decision. */
export type Moment = 'sent' | 'decided'

/** A matter on which one person may say once how it was. */
export interface NewInvitation {
  readonly person: string
  /** Id of the submission (`sent`) or of the case (`decided`). */
  readonly about: string
  /** Id of the service, or of the life event that was sent as one. */
  readonly service: string
  readonly agency: AgencyId
  readonly moment: Moment
  /** How the matter itself was sent; the web when absent. */
  readonly channel?: CameBy
}

export interface Invitation extends Omit<NewInvitation, 'person'> {
  readonly personId: string
  readonly id: InvitationId
  readonly invitedAt: Date
  readonly skippedAt: Date | null
  readonly answeredAt: Date | null
}
