/** How many may start in a second, and what that rests on. Pure: each step gives the next. */
export interface Pace {
  readonly startsPerSecond: number
  /** Requests answered and starts let in, both fading: how much one start brings with it over its whole way. */
  readonly answered: number
  readonly started: number
}

/** What was measured since the step before. */
export interface Measured {
  readonly seconds: number
  readonly answered: number
  readonly started: number
  /** From 0 to 1: how busy the program, or its connections to the database, were. */
  readonly busy: number
  readonly pressure: number
  /** Whether somebody who came to start had to wait. */
  readonly isHoldingBack: boolean
}

const FIRST = 200
const LEAST = 1
const MOST = 5_000
const AIM = 0.92
const FADES_OVER_SECONDS = 60
const REQUESTS_OF_A_START = 24
const KNOWN_LEAST = 0.3
const AHEAD = 1.5

/** Before anything was measured: generous, because a pace too high shows within a second and one too low never does. */
export const firstPace: Pace = { startsPerSecond: FIRST, answered: REQUESTS_OF_A_START * 10, started: 10 }

/** The next pace: down while pressure lasts; up while people wait and there is room, but never far past what the measured capacity carries. */
export function nextPace(pace: Pace, measured: Measured): Pace {
  const keeps = Math.exp(-measured.seconds / FADES_OVER_SECONDS)
  const answered = pace.answered * keeps + measured.answered
  const started = pace.started * keeps + measured.started
  const wanted = pace.startsPerSecond * change(measured)
  const most = measured.isHoldingBack ? carried(measured, answered / Math.max(started, 1)) : MOST
  return { answered, started, startsPerSecond: Math.min(Math.max(wanted, LEAST), Math.max(most, LEAST)) }
}

function change({ pressure, busy, isHoldingBack }: Measured): number {
  if (pressure >= 1) return 0.8
  if (!isHoldingBack) return 1
  return busy < AIM ? 1 + Math.min(0.25, AIM - busy) : 1
}

/** People take minutes over a journey: what they bring comes long after they were let in, and must be reckoned with before. */
function carried({ answered, seconds, busy }: Measured, requestsOfAStart: number): number {
  if (busy < KNOWN_LEAST) return MOST
  return (AHEAD * (answered / seconds / busy)) / Math.max(requestsOfAStart, 1)
}
