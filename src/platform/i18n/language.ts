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
  return /^(ar|fa|he|ur)(-|$)/.test(tag) ? 'rtl' : 'ltr'
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

/** The one of our languages that an Accept-Language header wants most (RFC 9110, section 12.5.4); English when it wants none. */
export function preferredLanguage(header: string | undefined): Language {
  let best: { language: Language; weight: number } | undefined
  for (const range of (header ?? '').split(',', RANGES_MAX)) {
    const [tag = '', ...parameters] = range.split(';')
    const language = tag.trim().toLowerCase().split('-', 1)[0]
    const weight = weightIn(parameters)
    if (isLanguage(language) && weight > (best?.weight ?? 0)) best = { language, weight }
  }
  return best?.language ?? 'en'
}

const RANGES_MAX = 20

function weightIn(parameters: readonly string[]): number {
  const given = parameters.map(parameter => /^\s*q=([01](?:\.\d{1,3})?)\s*$/i.exec(parameter)?.[1]).find(Boolean)
  return given === undefined ? 1 : Math.min(Number(given), 1)
}
