import { Refusal, Unavailable } from '#platform'
import { words } from '../words.ts'

const statusOf = {
  SIGN_IN_NOT_STARTED_HERE: 400,
  SIGN_IN_DECLINED: 403,
  SIGN_IN_RUN_OUT: 400,
  SIGN_IN_NOT_TRUSTED: 502,
  SIGN_IN_LEVEL_TOO_LOW: 403,
  SIGN_IN_INCOMPLETE: 403,
  SIGN_OUT_NOT_TRUSTED: 400,
} as const

export type SignInRefusalCode = keyof typeof statusOf

/** A sign-in or sign-out that is not believed; `detail` says to the log what was wrong, without personal data. */
export class SignInRefused extends Refusal {
  declare readonly code: SignInRefusalCode
  readonly detail: string

  constructor(code: SignInRefusalCode, detail: string) {
    // A notice of sign-out comes from the provider: no person reads why it is refused.
    const sentence = code === 'SIGN_OUT_NOT_TRUSTED' ? 'SIGN_IN_NOT_TRUSTED' : code
    super(code, statusOf[code], language => words(language)(sentence))
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
