import type { Language } from '#platform'
import { CharacterCount, Textarea } from '#platform/html'
import { words } from '../words.ts'
import { labelled, type QuestionProps } from './asked.tsx'

const ROWS = 6
/** The count is shown from this share of the limit on, in percent. */
const COUNT_FROM = 75

/** An answer in several lines, counted where it is limited. */
export function LongText(props: QuestionProps) {
  const { fact, raw, language, name = fact.name } = props
  const { maxWords, maxLength } = fact.rules
  const common = { ...labelled(props), name, value: String(raw), rows: ROWS, attributes: { dir: 'auto' } }
  if (maxWords) return <CharacterCount {...common} {...counting('words', language)} maxwords={maxWords} threshold={COUNT_FROM} />
  if (maxLength)
    return <CharacterCount {...common} {...counting('characters', language)} maxlength={maxLength} threshold={COUNT_FROM} />
  return <Textarea {...common} />
}

/** What is said of the limit, and by script while the person types; `%{count}` stands for the number. */
function counting(what: 'words' | 'characters', language: Language) {
  const t = words(language)
  return {
    textareaDescriptionText: t(`${what}-limit`),
    [`${what}UnderLimitText`]: { other: t(`${what}-left`) },
    [`${what}AtLimitText`]: t(`${what}-none-left`),
    [`${what}OverLimitText`]: { other: t(`${what}-over`) },
  }
}
