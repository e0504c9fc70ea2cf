import { type Fact, showAnswer } from '#catalogue'
import { type Language, say } from '#platform'
import { spoken } from '../start/spoken.ts'

/** One fact and its answer as a row of a summary; each in the language and direction it is written in. */
export function answerRow(fact: Fact, value: unknown, language: Language) {
  return {
    key: { html: <span {...spoken(fact.label, language)}>{say(fact.label, language)}</span> },
    value: {
      html: (
        <span class="portico-lines" dir="auto">
          {showAnswer(fact, value, language).join('\n')}
        </span>
      ),
    },
  }
}
