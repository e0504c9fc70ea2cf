export type { Words } from '#platform'

/** A language tag, `en`, `fr`, `ar`, `cy`: the languages of a service are its own, and may be more than those of the platform. */
export type Language = string
