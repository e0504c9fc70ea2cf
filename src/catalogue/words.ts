/** A language tag, `en`, `fr`, `ar`, `cy`: the languages of a service are its own, and may be more than those of the platform. */
export type Language = string

/** The same words in several languages. */
export type Words = Partial<Record<Language, string>>
