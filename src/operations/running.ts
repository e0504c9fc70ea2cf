import { noOutcomes, type Outcomes, stateOf, withOutcome } from './outcomes.ts'
import type { PartId, State } from './part.ts'
import type { Report } from './report.ts'

/** Work on the service that was announced. */
export interface PlannedWork {
  readonly id: string
  readonly part: PartId
  readonly words: Readonly<Record<'en' | 'fr' | 'ar', string>>
  readonly beginsAt: Date
  readonly endsAt: Date
}

/** Minutes of one day in which a part was looked at, slow, down. */
export interface PartDay {
  readonly part: PartId
  /** `YYYY-MM-DD` */
  readonly day: string
  readonly seen: number
  readonly slow: number
  readonly down: number
}

/** How far a consumer of events, or the queue of jobs, is behind. */
export interface Lag {
  readonly name: string
  readonly count: number
}

/** All that the pages about the running of the service are drawn from: kept in memory, so that they are there when the database is not. */
export interface Picture {
  readonly parts: ReadonlyMap<PartId, { readonly state: State; readonly since: Date }>
  readonly days: readonly PartDay[]
  readonly work: readonly PlannedWork[]
  readonly reports: readonly Report[]
  readonly lags: readonly Lag[]
}

/** The picture of now, and the outcomes it is drawn from. One for each process. */
export interface Running {
  picture: Picture
  tell(of: string, ms: number | undefined): void
  stateOf(of: string): State
}

/** An empty picture. */
export function openRunning(): Running {
  const outcomes = new Map<string, Outcomes>()
  const lately = (of: string) => outcomes.get(of) ?? noOutcomes
  return {
    picture: { parts: new Map(), days: [], work: [], reports: [], lags: [] },
    tell: (of, ms) => void outcomes.set(of, withOutcome(lately(of), ms)),
    stateOf: of => stateOf(lately(of)),
  }
}
