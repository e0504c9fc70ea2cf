import { directionOf, type Language, spokenIn, type Words } from '#platform'

/** `lang` and `dir` for words that are not in the page's own language; nothing for those that are. */
export function spoken(words: Words, language: Language): { lang?: string; dir?: 'ltr' | 'rtl' } {
  const tag = spokenIn(words, language)
  return tag === language ? {} : { lang: tag, dir: directionOf(tag) }
}
