import type { ServiceId } from './service.ts'
import type { Language, Words } from './words.ts'

/** One service's part in a life event. `grant`: nobody applies, it follows by itself from the service it comes after. */
export interface LifeEventPart {
  readonly service: ServiceId
  readonly after?: ServiceId
  readonly optional: boolean
  readonly mode: 'apply' | 'grant'
  /** Why a person would want it, beside its box: “A place in a nursery or with a childminder”. */
  readonly words?: Words
}

/** Services of many agencies around one moment of a life. */
export interface LifeEvent {
  readonly id: string
  readonly version: number
  readonly name: Words
  readonly summary: Words
  readonly languages: readonly Language[]
  /** Shown before starting: paragraphs, `## headings`, `- lists`. */
  readonly guidance?: Words
  readonly services: readonly LifeEventPart[]
  readonly file: string
}
