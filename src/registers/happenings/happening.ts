/** One thing that a register says happened, as it tells us of it. */
export interface NewHappening {
  /** The member's own number of it: told again under the same number it is the same. */
  readonly number: string
  /** Name of a `RegisterEvent`. */
  readonly event: string
  /** Calendar day, `YYYY-MM-DD`. */
  readonly on: string
  /** National identifiers of those it is for, in the register's order. */
  readonly people: readonly string[]
  /** Shaped as the answer of the query that the event comes with. */
  readonly details?: unknown
}

/** One that was kept and is to be looked at. */
export interface Happening {
  readonly id: string
  readonly event: string
  readonly happenedOn: string
  /** As it is cited. */
  readonly law: string
  readonly details: unknown
  readonly tries: number
  /** Whom it is for: the first in the register's order whom we know. */
  readonly person: string
}

/** Why one of the events that a member told was not taken. */
export const unfit = {
  'unknown-event': 'We know of no such event; getOpenAPI lists those that there are.',
  'not-yours': 'No law that we know of lets this member tell of this event.',
  malformed: 'An event has an id, a name, a day, 1 to 8 persons each with nationalId and as, and perhaps details.',
  'in-the-future': 'What has not happened yet is not told.',
  'nobody-concerned': 'None of the persons is named in the part whom this event is for; getOpenAPI says which.',
  'bad-details': 'The details do not fit: they are what the query that getOpenAPI names answers with.',
  'other-content': 'Under this id something else was told before. Give what is new an id of its own.',
} as const

export type Unfit = keyof typeof unfit
