import { showAnswer } from '#catalogue'
import { directionOf, type Language, say, spokenIn, type Words } from '#platform'
import type { Shown } from './document.ts'

/** Words of a document in the reader's language, marked when they are in another. */
export function Said({ words, language }: { words: Words; language: Language }) {
  const spoken = spokenIn(words, language)
  if (spoken === language) return say(words, language)
  return (
    <span lang={spoken} dir={directionOf(spoken)}>
      {say(words, language)}
    </span>
  )
}

/** The lines of a document for a summary list. @param hide what stands in place of a value that only its holder should read in full */
export function shownLines(
  shows: readonly Shown[],
  language: Language,
  hide: (shown: Shown, line: string) => string = (_, line) => line,
) {
  return shows.map(shown => ({
    key: { html: <Said words={shown.label} language={language} /> },
    value: {
      html: lines(shown, language).map((line, index) => (
        <>
          {index > 0 && <br />}
          <span dir="auto">{hide(shown, line)}</span>
        </>
      )),
    },
  }))
}

function lines({ currency, ...shown }: Shown, language: Language): string[] {
  return showAnswer({ ...shown, ...(currency && { rules: { currency } }) }, shown.value, language)
}

const ONLY_THE_END = new Set<Shown['type']>(['national-id', 'bank-account', 'telephone', 'email'])
const END = 3

/** What a verifier needs to compare, and no more: of numbers that open doors elsewhere only the end. */
export function forComparing({ type }: Shown, line: string): string {
  return ONLY_THE_END.has(type) ? `…${line.slice(-END)}` : line
}
