/** About how many syllables a word has when it is spoken; a number counts as one. */
export function syllablesIn(word: string, language: 'en' | 'fr'): number {
  const plain = word.toLowerCase().normalize('NFC')
  if (/^\d/.test(plain)) return 1
  const parts = plain.split(/[’'-]/).filter(Boolean)
  const counted = parts.map(part => (language === 'en' ? english(part) : french(part)))
  return Math.max(
    1,
    counted.reduce((sum, one) => sum + one, 0),
  )
}

/** Groups of vowels, without an “e” that is not spoken at the end. */
function english(word: string): number {
  if (!/[aeiouy]/.test(word)) return 0
  const spoken = word.length > 3 ? word.replace(/(?:[^laeiouyscgxzh]es|[^dtaeiouy]ed|[^laeiouy]e|[aeiouy]le)$/, '') : word
  return Math.max(1, (spoken.match(/[aeiouy]+/g) ?? []).length)
}

/** Groups of vowels, without an “e”, “es” or “ent” that is not spoken at the end. */
function french(word: string): number {
  const vowels = /[aeiouyàâäéèêëîïôöùûüœæ]+/g
  if (word.length <= 2 && !/[aiouyàâéèêîôùûœæ]/.test(word)) return 0
  const spoken = word.length > 3 ? word.replace(/(?<=[^aeiouyàâäéèêëîïôöùûüœæ])es?$|(?<=[éiu])es?$/, '') : word
  return Math.max(word.length > 1 ? 1 : 0, (spoken.match(vowels) ?? []).length)
}
