import type { Language } from './i18n/language.ts'

/** A sentence in the reader's language. */
export type Sentence = (language: Language) => string

/** Portico will not do this, and says why: shown to the person as it stands. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly say: Sentence
  constructor(code: string, status: number, say: Sentence) {
    super(code)
    this.code = code
    this.status = status
    this.say = say
  }
}

/** Something outside did not answer; the same act may work later, and jobs try again by themselves. */
export class Unavailable extends Error {
  readonly code: string
  readonly retryAfterSeconds: number
  constructor(code: string, { retryAfterSeconds, cause }: { retryAfterSeconds: number; cause?: unknown }) {
    super(code, { cause })
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}
