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

interface Absence {
  readonly retryAfterSeconds: number
  readonly isTold?: boolean
  readonly cause?: unknown
}

/** Something outside did not answer; the same act may work later, and jobs try again by themselves. */
export class Unavailable extends Error {
  readonly code: string
  readonly retryAfterSeconds: number
  /** Whoever answers for the system has been told that it is away, and when it is back: it need not be said again. */
  readonly isTold: boolean
  constructor(code: string, { retryAfterSeconds, isTold = false, cause }: Absence) {
    super(code, { cause })
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
    this.isTold = isTold
  }
}
