/** How many may start in a second, and what that rests on. Pure: each step gives the next. */
export interface Pace {
  readonly startsPerSecond: number
  /** The same, where nothing that came before is still to be worked off. */
  readonly aim: number
  /** Requests answered and starts let in, both fading. */
  readonly answered: number
  readonly started: number
  /** How many requests one start brings with it over its whole way, as is believed. */
  readonly requests: number
  /** How many starts a second the capacity carries, as last measured; undefined before it ever was. */
  readonly carried: number | undefined
}

/** What was measured since the step before. */
export interface Measured {
  readonly seconds: number
  readonly answered: number
  readonly started: number
  /** From 0 to 1: how busy the program, or its connections to the database, were. */
  readonly busy: number
  readonly pressure: number
  /** How many requests were under way at a time. */
  readonly underWay: number
  /** Whether somebody who came to start had to wait. */
  readonly isHoldingBack: boolean
}

const FIRST = 200
const LEAST = 1
const MOST = 5_000
const AIM = 0.97
// The more are under way at a time, the longer each takes, and the more is half done when they leave: what is above this is worked off.
const UNDER_WAY = { least: 40, seconds: 0.06 }
const WORKED_OFF_IN_SECONDS = 5
// Longer than people take over a journey: what is answered now belongs to starts of minutes ago.
const FADES_OVER_SECONDS = 300
// A journey, and who reads meanwhile. What is thought where nobody started for minutes rests on ten such.
const REQUESTS_OF_A_START = { usual: 24, known: 10, most: 100 }
// Whoever was just let in has brought little yet: that a start brings less than was thought is believed this slowly.
const LESS_OVER_SECONDS = 60
// Where little is answered it is something else that keeps the program busy.
const KNOWN_LEAST = { busy: 0.5, answeredPerSecond: 20 }
const IDLEST = 0.02
// While nobody waits, more than was thought is believed soon: what was done can be done.
const SMOOTH = { usual: 0.2, soon: 0.5 }
const [SURE, AHEAD] = [0.9, 1.2]
const SLOWEST = 0.4
// Whoever is let in comes when their page looks again: what more of them bring is seen that much later.
const SEEN_AFTER_SECONDS = 5

/** Before anything was measured: generous, because a pace too high shows within a second and one too low never does. */
export const firstPace: Pace = {
  startsPerSecond: FIRST,
  aim: FIRST,
  answered: 0,
  started: 0,
  requests: REQUESTS_OF_A_START.usual,
  carried: undefined,
}

/** The next pace: down while pressure lasts; up while people wait and there is room, but never far from what the measured capacity carries. */
export function nextPace(pace: Pace, measured: Measured): Pace {
  const keeps = Math.exp(-measured.seconds / FADES_OVER_SECONDS)
  const answered = pace.answered * keeps + measured.answered
  const started = pace.started * keeps + measured.started
  const requests = Math.max(requestsOfAStart(answered, started), pace.requests * Math.exp(-measured.seconds / LESS_OVER_SECONDS))
  const carried = smoothed(pace.carried, carriedBy(measured, requests, pace.carried), isCalm(measured))
  const aim = nextAim(pace.aim, carried, measured)
  return {
    answered,
    started,
    requests,
    carried,
    aim,
    startsPerSecond: Math.max(aim - tooMany(measured) / WORKED_OFF_IN_SECONDS, aim * SLOWEST),
  }
}

function requestsOfAStart(answered: number, started: number): number {
  const { usual, known, most } = REQUESTS_OF_A_START
  return Math.min((answered + usual * known) / (started + known), most)
}

function nextAim(aim: number, carried: number | undefined, measured: Measured): number {
  const [least, most] = within(carried, measured.pressure)
  // Whoever came was served, and nobody waited: as many may come again, whatever was thought.
  if (carried !== undefined && isCalm(measured)) return Math.max(most, (measured.started / measured.seconds) * AHEAD)
  const wanted = Math.min(aim, measured.pressure >= 1 ? takenIn(measured, carried) : MOST) * change(measured)
  return Math.min(Math.max(wanted, least), most)
}

/** Nobody waits and nothing is to be worked off: then more may come as they will, up to what is known to be too many. */
function isCalm(measured: Measured): boolean {
  return !measured.isHoldingBack && measured.pressure < 1 && tooMany(measured) === 0
}

/** Under pressure it is not what might have come that counts, but what came, and what was ever carried. */
function takenIn({ started, seconds }: Measured, carried = MOST): number {
  return Math.min(carried, Math.max(started / seconds, LEAST))
}

function change({ pressure, busy, isHoldingBack, seconds }: Measured): number {
  if (pressure >= 1) return 0.8
  return isHoldingBack && busy < AIM ? 1 + (Math.min(0.25, AIM - busy) * seconds) / SEEN_AFTER_SECONDS : 1
}

/** Requests under way beyond those that keep the program busy. */
function tooMany({ underWay, answered, seconds }: Measured): number {
  return Math.max(0, underWay - Math.max(UNDER_WAY.least, (answered / seconds) * UNDER_WAY.seconds))
}

/**
 * How many starts a second the capacity just measured carries: people take minutes over a journey, and what they bring must be reckoned with before it comes.
 * Where people wait although the program is half idle it counts if it is more than was thought: nothing else would ever show that it was too little.
 */
function carriedBy({ answered, seconds, busy, isHoldingBack }: Measured, requests: number, thought = 0): number | undefined {
  const carried = answered / seconds / Math.max(busy, IDLEST) / Math.max(requests, 1)
  const isKnown = busy >= KNOWN_LEAST.busy && answered / seconds >= KNOWN_LEAST.answeredPerSecond
  return isKnown || (isHoldingBack && thought > 0 && carried > thought) ? carried : undefined
}

function smoothed(before: number | undefined, now: number | undefined, calm: boolean): number | undefined {
  if (before === undefined || now === undefined) return now ?? before
  const share = calm && now > before ? SMOOTH.soon : SMOOTH.usual
  return before * (1 - share) + now * share
}

function within(carried: number | undefined, pressure: number): [least: number, most: number] {
  if (carried === undefined) return [LEAST, MOST]
  // Half of what is carried goes on coming in: the other half is enough to work off what came before.
  return [Math.max(LEAST, carried * (pressure >= 1 ? SURE / 2 : SURE)), Math.max(LEAST, carried * AHEAD)]
}
