import { syllablesIn } from './syllables.ts'

/** The hardest sentence of a text and the age at which most can read it. */
export interface Hardest {
  readonly sentence: string
  /** Whole years. */
  readonly age: number
}

/** A shorter sentence is no ground to judge by: one long word would decide. */
const FEWEST_WORDS = 8
/** A child in the first year of school is six. */
const AGE_AT_SCHOOL = 5

/** The languages whose words can be judged. For Arabic the published formulas need its short vowels, which are not written. */
export const JUDGED_LANGUAGES = ['en', 'fr'] as const
type Judged = (typeof JUDGED_LANGUAGES)[number]

export function isJudged(language: string): language is Judged {
  return JUDGED_LANGUAGES.some(judged => judged === language)
}

/** The sentence of a text that asks most of its reader; nothing when all are too short to be judged. */
export function hardestSentence(text: string, language: Judged): Hardest | undefined {
  const judged = sentencesOf(text).flatMap(sentence => {
    const words = sentence.match(/[\p{L}\d][\p{L}\p{M}\d’'-]*/gu) ?? []
    return words.length < FEWEST_WORDS ? [] : [{ sentence, age: Math.round(gradeOf(words, language)) + AGE_AT_SCHOOL }]
  })
  return judged.sort((a, b) => b.age - a.age)[0]
}

function gradeOf(words: readonly string[], language: Judged): number {
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word, language), 0) / words.length
  return language === 'en' ? fleschKincaid(words.length, syllables) : gradeOfEase(kandelMoles(words.length, syllables))
}

/**
 * School grade of a sentence of so many words with so many syllables a word.
 * @see Kincaid, Fishburne, Rogers, Chissom: Derivation of new readability formulas (1975)
 */
export function fleschKincaid(words: number, syllables: number): number {
  return 0.39 * words + 11.8 * syllables - 15.59
}

/**
 * Ease of French, from 0 to 100 as Flesch's.
 * @see Kandel, Moles: Application de l’indice de Flesch à la langue française (1958)
 */
export function kandelMoles(words: number, syllables: number): number {
  return 207 - 1.015 * words - 73.6 * syllables
}

/** Flesch's own table of school grades (How to Write Plain English, 1979), read straight between its rows. */
const GRADES: readonly (readonly [ease: number, grade: number])[] = [
  [100, 5],
  [90, 5],
  [80, 6],
  [70, 7],
  [60, 9],
  [50, 12],
  [30, 16],
  [0, 18],
]

function gradeOfEase(ease: number): number {
  const [above, below] = [GRADES.findLast(([row]) => row >= ease), GRADES.find(([row]) => row < ease)]
  if (!above) return 5
  if (!below) return 18
  return above[1] + ((above[0] - ease) / (above[0] - below[0])) * (below[1] - above[1])
}

/** Sentences of plain guidance: headings, points of a list and the words of a link are text like any other. */
function sentencesOf(text: string): string[] {
  const plain = text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/^\s*(#+|-)\s+/gm, '')
  const lines = plain.split(/\n\s*\n|\n(?=\S)/)
  return lines.flatMap(line => line.split(/(?<=[.!?…:;])\s+/)).map(sentence => sentence.trim())
}
