import type { AgencyId, ServiceId } from '#catalogue'
import type { Language, Words } from '#platform'

export type MessageId = string

/** Why a message was written: a request arrived, it was decided, something is offered, or anything else a person should know. */
export type MessageKind = 'received' | 'decided' | 'offer' | 'notice'

/** A message as an agency writes it; its words are shown in whichever language the person reads on that day. */
export interface NewMessage {
  readonly person: string
  /** Id of the case or the offer it speaks of. */
  readonly about: string
  readonly from: AgencyId
  /** The language the person used when it was delivered. */
  readonly language: Language
  readonly subject: Words
  /** Paragraphs are parted by an empty line. */
  readonly text: Words
  readonly kind: MessageKind
  readonly service: ServiceId
}

/** A message as it lies in the mailbox. `deliveredAt` is the time that counts in law. */
export interface Message {
  readonly personId: string
  readonly id: MessageId
  readonly about: string
  readonly sender: AgencyId
  readonly service: ServiceId
  readonly kind: MessageKind
  readonly language: Language
  readonly subject: Words
  readonly text: Words
  readonly deliveredAt: Date
  readonly readAt: Date | null
  readonly archivedAt: Date | null
}
