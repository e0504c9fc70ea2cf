import { hideSmall, PUBLISH_FROM } from '../disclosure.ts'
import type { Outcome } from './count-offers.ts'
import type { OfferCount } from './offer-count-store.ts'

/** Per outcome its count, or nothing where it may not be told. */
export type OfferFigures = Readonly<Partial<Record<Outcome | 'waiting', number>>>

/** What of one service's counts may be told: no small number, and none that follows by subtraction. Pure. */
export function offerFigures(counts: readonly Pick<OfferCount, 'outcome' | 'count'>[]): OfferFigures {
  const of = (outcome: Outcome) => counts.find(one => one.outcome === outcome)?.count ?? 0
  const alone = (['offered', 'granted', 'not-made'] as const).map(id => ({ id, count: of(id) })).filter(isTold)
  if (!isTold({ count: of('offered') })) return figures(alone)
  const settled = (['accepted', 'declined', 'expired', 'overtaken'] as const).map(id => ({ id, count: of(id) }))
  const waiting = of('offered') - settled.reduce((sum, { count }) => sum + count, 0)
  const parts = hideSmall([...settled, { id: 'waiting', count: waiting }])
  const known = hideSmall([
    { id: 'not-known', count: of('not-known') },
    { id: 'known', count: of('offered') - of('not-known') },
  ]).filter(({ id }) => id === 'not-known')
  return figures([...alone, ...parts, ...known])
}

function isTold({ count }: { count: number }): boolean {
  return count === 0 || count >= PUBLISH_FROM.count
}

function figures(cells: readonly { id: string; count?: number }[]): OfferFigures {
  return Object.fromEntries(cells.flatMap(({ id, count }) => (count === undefined ? [] : [[id, count]])))
}
