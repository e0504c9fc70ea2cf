import { MessageFormat } from 'messageformat'
import { type Language, languages, localeOf } from './language.ts'

export type Arguments = Readonly<Record<string, string | number>>
/** Says one sentence of a module in one language. @throws a plain error when a sentence and its arguments do not fit */
export type Say<Key extends string> = (key: Key, args?: Arguments) => string

const REMEMBERED_MAX = 1_000

type Sentences<Key extends string> = Readonly<Record<Key, string>>

/**
 * A module's own sentences, in MessageFormat 2 (Unicode TR35 part 9).
 * A sentence missing in one language does not compile; one that does not parse stops the program at its start.
 */
export function dictionary<Key extends string>(sentences: {
  en: Sentences<Key>
  fr: Sentences<NoInfer<Key>>
  ar: Sentences<NoInfer<Key>>
}): (language: Language) => Say<Key> {
  const speakers = {} as Record<Language, Say<Key>>
  for (const language of languages) speakers[language] = speaker(sentences[language], language)
  return language => speakers[language]
}

function speaker<Key extends string>(sentences: Sentences<Key>, language: Language): Say<Key> {
  const spoken = new Map<string, string | MessageFormat<string>>()
  for (const [key, sentence] of Object.entries<string>(sentences))
    spoken.set(key, /[{\\]|^\./.test(sentence) ? compile(sentence, language) : sentence)
  const said = new Map<string, string>()
  return (key, args) => {
    const message = spoken.get(key)
    if (message === undefined) throw new Error(`no sentence "${key}" in ${language}`)
    if (typeof message === 'string') return message
    const say = () => message.format(args, error => raise(key, error))
    return isOfFigures(args) ? remember(`${key} ${JSON.stringify(args)}`, say) : say()
  }

  /** “Question 3 of 10” is said a million times and takes longer to say than the page it stands on to draw. */
  function remember(what: string, say: () => string): string {
    const known = said.get(what)
    if (known !== undefined) return known
    if (said.size >= REMEMBERED_MAX) said.clear()
    const sentence = say()
    said.set(what, sentence)
    return sentence
  }
}

/** Whether nothing of a person's stands in the arguments: only such sentences are remembered. */
function isOfFigures(args: Arguments | undefined): boolean {
  for (const name in args) if (typeof args[name] !== 'number') return false
  return true
}

function compile(sentence: string, language: Language): MessageFormat<string> {
  return new MessageFormat(localeOf[language], sentence, { bidiIsolation: language === 'ar' ? 'default' : 'none' })
}

function raise(key: string, error: unknown): never {
  throw new Error(`the sentence "${key}" does not fit its arguments`, { cause: error })
}
