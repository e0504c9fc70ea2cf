import type { Answers, Fact, Versions } from '#catalogue'
import type { Language } from '#platform'

export type DraftId = string
/** `api`: a department's own system sent it for the person. */
export type Channel = 'web' | 'phone' | 'counter' | 'api'

/** What came of asking one register. */
export interface Lookup {
  /** `typed`: it answered, but the person had answered everything before. */
  readonly status: 'told' | 'typed' | 'nothing' | 'unavailable' | 'declined' | 'disputed'
  readonly at: string
}

/** A journey under way: one person's answers to one service or life event, on every channel and device the same. */
export interface Draft {
  readonly id: DraftId
  readonly personId: string
  readonly kind: 'service' | 'life-event'
  /** Id of the service or life event. */
  readonly subject: string
  /** Optional services the person wants; null until they have chosen. */
  readonly chosen: readonly string[] | null
  /** The version of each service that it began with and goes on under. */
  readonly versions: Versions
  readonly answers: Answers
  /** Which answers came from a register: fact key to the query that told it. */
  readonly told: Readonly<Record<string, string>>
  readonly lookups: Readonly<Record<string, Lookup>>
  /** Whether the person has seen what the registers told and let it stand. */
  readonly confirmed: boolean
  readonly channel: Channel
  readonly language: Language
  /** Names this journey's one submission, however often it is sent. */
  readonly submissionKey: string
  /** Rises with every save. */
  readonly revision: number
  readonly startedAt: Date | null
  readonly createdAt: Date
  readonly savedAt: Date
  readonly sentAt: Date | null
}

/** The key of one answer: `household.incomeLastYear`, or `child.bornOn 1` for the second child's. */
export function factKey(fact: Pick<Fact, 'name' | 'of'>, index = 0): string {
  return fact.of ? `${fact.name} ${index}` : fact.name
}
