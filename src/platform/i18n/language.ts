/** The languages in which Portico itself speaks. Content may be in others, each with its own BCP 47 tag. */
export const languages = ['en', 'fr', 'ar'] as const
export type Language = (typeof languages)[number]

/** Words of a service, as its file gives them: by BCP 47 tag, at least one. */
export type Words = Readonly<Partial<Record<string, string>>>

export function isLanguage(tag: unknown): tag is Language {
  return languages.includes(tag as Language)
}

/** The direction in which a language is written. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return /^(ar|fa|he|ur)\b/.test(tag) ? 'rtl' : 'ltr'
}

/** The words in the language asked for, else in English, else in the first there is. */
export function say(words: Words, language: string): string {
  return words[language] ?? words.en ?? Object.values(words)[0] ?? ''
}

/** The language in which `say` will speak: for the `lang` attribute of content that is not translated. */
export function spokenIn(words: Words, language: string): string {
  return [language, 'en', ...Object.keys(words)].find(tag => words[tag] !== undefined) ?? language
}

/** Each language's own locale for dates and numbers; Arabic with its own digits. */
export const localeOf: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', ar: 'ar-u-nu-arab' }

/** The first of our languages that an Accept-Language header asks for. */
export function preferredLanguage(header: string | undefined): Language {
  const asked = (header ?? '').split(',').map(part => part.trim().slice(0, 2).toLowerCase())
  return asked.find(isLanguage) ?? 'en'
}
