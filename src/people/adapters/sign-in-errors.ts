import { Refusal, Unavailable } from '#platform'
import { signInWords } from './words.ts'

const statusOf = {
  SIGN_IN_NOT_STARTED_HERE: 400,
  SIGN_IN_DECLINED: 403,
  SIGN_IN_RUN_OUT: 400,
  SIGN_IN_NOT_TRUSTED: 400,
  SIGN_IN_LEVEL_TOO_LOW: 403,
  SIGN_IN_INCOMPLETE: 403,
  SIGN_OUT_NOT_TRUSTED: 400,
} as const

export type SignInRefusalCode = keyof typeof statusOf

/** A sign-in or sign-out that is not believed; `detail` says to the log what was wrong, without personal data. */
export class SignInRefused extends Refusal {
  readonly detail: string

  constructor(code: SignInRefusalCode, detail: string) {
    super(code, statusOf[code], language => signInWords(language)(code))
    this.detail = detail
  }
}

/** The identity provider did not answer, or answered nonsense; `detail` says to the log what, without personal data. */
export class SignInUnavailable extends Unavailable {
  readonly detail: string

  constructor(detail: string, retryAfterSeconds: number) {
    super('SIGN_IN_UNAVAILABLE', { retryAfterSeconds })
    this.detail = detail
  }
}
