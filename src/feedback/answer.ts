import type { CameBy } from '#catalogue'
import type { Language } from '#platform'

/** One answer, with everything that decides which series it belongs to. */
export interface Answer {
  /** 1 (strongly disagree) to 7 (strongly agree). */
  readonly ease: number
  /** 1 to 5; absent when it was not asked. */
  readonly effectiveness?: number
  readonly comment?: string
  /** Id of the exact words that were asked; see `wording.ts`. */
  readonly wording: string
  readonly language: Language
  readonly channel: CameBy
}
