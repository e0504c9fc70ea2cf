/**
 * Who is turned away first when there is too much to do: programs before people, whoever starts or reads before whoever is under way,
 * and whoever is about to finish last of all. `always` is never turned away: what helps those who are.
 */
export type Urgency = 'always' | 'finishing' | 'under-way' | 'reading' | 'starting' | 'program'

/** The pressure from which each is turned away. Starting is not here: it waits in the waiting room. @see pressureOf */
const TURNED_AWAY_AT: Readonly<Record<Urgency, number>> = {
  program: 1,
  starting: 12,
  reading: 3,
  'under-way': 12,
  finishing: 30,
  always: Number.POSITIVE_INFINITY,
}

/** Whether a request must be turned away under this pressure. */
export function isTurnedAway(urgency: Urgency, pressure: number): boolean {
  return pressure >= TURNED_AWAY_AT[urgency]
}
