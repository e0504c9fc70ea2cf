import type { PastEvent, Subscription } from '#platform'
import { addOfferCounts } from './offer-count-store.ts'

/** What an offer comes to; `not-known` are those of the offered of which one thing that decides was missing. */
export const outcomes = ['offered', 'not-known', 'accepted', 'declined', 'expired', 'overtaken', 'granted', 'not-made'] as const
export type Outcome = (typeof outcomes)[number]

const KINDS: Readonly<Record<string, Outcome>> = {
  'offer.made': 'offered',
  'offer.accepted': 'accepted',
  'offer.declined': 'declined',
  'offer.expired': 'expired',
  'offer.overtaken': 'overtaken',
  'offer.granted': 'granted',
  'offer.not-made': 'not-made',
}

/** Counts what became of offers, by service. */
export const offersCount: Subscription = {
  consumer: 'performance.offers',
  kinds: Object.keys(KINDS),
  async hear(tx, events) {
    const counts = new Map<string, number>()
    for (const key of events.flatMap(keysOf)) counts.set(key, (counts.get(key) ?? 0) + 1)
    const rows = [...counts].map(([key, count]) => ({ service: key.split(' ')[0]!, outcome: key.split(' ')[1]!, count }))
    if (rows.length > 0) await addOfferCounts(tx, rows)
  },
}

function keysOf({ kind, facts }: PastEvent): string[] {
  if (typeof facts.service !== 'string') return []
  const isOpen = kind === 'offer.made' && facts.isKnown === false
  return [KINDS[kind]!, ...(isOpen ? ['not-known'] : [])].map(outcome => `${facts.service} ${outcome}`)
}
