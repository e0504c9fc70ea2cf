const refusals = {
  SIGN_IN_NOT_STARTED_HERE:
    'This sign-in was not started in this browser, or was started too long ago. Start again from the service.',
  SIGN_IN_DECLINED: 'You are not signed in: the sign-in was stopped before the end. Start again when you are ready.',
  SIGN_IN_RUN_OUT: 'This sign-in was used already or took too long. Start again from the service.',
  SIGN_IN_NOT_TRUSTED:
    'We could not check the answer of your identity provider, so you are not signed in. Start again from the service.',
  SIGN_IN_LEVEL_TOO_LOW: 'This service must be surer of who you are. Sign in again with a stronger method.',
  SIGN_IN_INCOMPLETE:
    'Your identity provider did not tell us your name, so you are not signed in. Ask it to share your name, then start again.',
  SIGN_OUT_NOT_TRUSTED: 'This notice of sign-out could not be checked and was not followed.',
} as const

export type SignInRefusalCode = keyof typeof refusals

/** A sign-in or sign-out that is not believed; `message` is for the person, `detail` for the log, without personal data. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
  readonly code: SignInRefusalCode
  readonly detail: string

  constructor(code: SignInRefusalCode, detail: string) {
    super(refusals[code])
    this.code = code
    this.detail = detail
  }
}

/** The identity provider did not answer, or answered nonsense; worth trying again after `retryAfterSeconds`. */
export class SignInUnavailable extends Error {
  override readonly name = 'SignInUnavailable'
  readonly code = 'SIGN_IN_UNAVAILABLE'
  readonly retryAfterSeconds: number
  readonly detail: string

  constructor(detail: string, retryAfterSeconds: number) {
    super('Sign-in is not available right now. Everything that needs no sign-in still works; try again in a minute.')
    this.detail = detail
    this.retryAfterSeconds = retryAfterSeconds
  }
}
