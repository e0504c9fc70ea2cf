import type { FactName } from '#catalogue'

export type OfferId = string

/**
 * `open`: it waits for the person. `overtaken`: they asked for it another way meanwhile. `granted`: a law let it begin outright, so
 * there was nothing to take up.
 */
export type OfferState = 'open' | 'accepted' | 'declined' | 'expired' | 'overtaken' | 'granted'

/** A service that started itself for a person, from something a register told us. */
export interface Offer {
  readonly id: OfferId
  readonly personId: string
  readonly happeningId: string
  readonly service: string
  readonly version: number
  /** Name of a `RegisterEvent`. */
  readonly event: string
  /** Calendar day, `YYYY-MM-DD`. */
  readonly happenedOn: string
  /** On which it is offered or granted, as it is cited. */
  readonly law: string
  /** The journey that is made ready; none where it was granted. */
  readonly draftId: string | null
  /** Facts that decide whether the person can get it and that nobody has told yet. */
  readonly missing: readonly FactName[]
  readonly state: OfferState
  /** Of the request that came of it. */
  readonly reference: string | null
  readonly madeAt: Date
  /** The last day on which it stands. */
  readonly expiresOn: string
  readonly putOffUntil: string | null
  readonly settledAt: Date | null
}

/** Everything a person may want no offers of. */
export const ALL = '*'

/** Whether an offer can still be taken up. @param on  today, `YYYY-MM-DD` */
export function isOpen({ state, expiresOn }: Pick<Offer, 'state' | 'expiresOn'>, on: string): boolean {
  return state === 'open' && on <= expiresOn
}

/** So many days later. @param on  `YYYY-MM-DD` */
export function daysLater(on: string, days: number): string {
  const day = new Date(`${on}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}
