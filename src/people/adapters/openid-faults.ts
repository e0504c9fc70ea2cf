import { type SignInRefusalCode, SignInRefused, SignInUnavailable } from './sign-in-errors.ts'

const RETRY_AFTER_S = 30

/** What the provider answers when the person, not the request, is the reason. */
const declined = ['access_denied', 'login_required', 'interaction_required', 'consent_required', 'account_selection_required']
const busy = ['temporarily_unavailable', 'server_error']
/** openid-client's codes for an answer that is not one: the provider is ill, nobody is to blame. */
const nonsense = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]
/** The provider refuses Portico, not the person: its configuration is wrong, here or there. */
const refusesUs = ['OAUTH_WWW_AUTHENTICATE_CHALLENGE']

/** Turns what openid-client or the network threw into what a person is told; drops its details, which hold their data. */
export function faultOf(thrown: unknown): Error {
  if (thrown instanceof SignInRefused || thrown instanceof SignInUnavailable) return thrown
  if (!(thrown instanceof Error)) return unavailable('unknown')
  const { code, error } = thrown as { code?: unknown; error?: unknown }
  // A fault of ours: openid-client was called wrongly.
  if (code === 'ERR_INVALID_ARG_TYPE' || code === 'ERR_INVALID_ARG_VALUE') return thrown
  if (typeof error === 'string') return answered(error)
  if (typeof code !== 'string' || [...nonsense, ...refusesUs].includes(code)) return unavailable(String(code ?? thrown.name))
  return refused('SIGN_IN_NOT_TRUSTED', [code, claimAtFault(thrown.cause)].filter(Boolean).join(' '))
}

function answered(error: string): Error {
  const known = /^[a-z_]{1,40}$/.test(error) ? error : 'unknown error'
  if (declined.includes(error)) return refused('SIGN_IN_DECLINED', known)
  if (error === 'invalid_grant') return refused('SIGN_IN_RUN_OUT', known)
  return unavailable(known, busy.includes(error) ? RETRY_AFTER_S : undefined)
}

function refused(code: SignInRefusalCode, detail: string): SignInRefused {
  return new SignInRefused(code, detail)
}

export function unavailable(detail: string, retryAfterSeconds = RETRY_AFTER_S): SignInUnavailable {
  return new SignInUnavailable(detail, retryAfterSeconds)
}

/** The name of the claim at fault, never its value. */
function claimAtFault(cause: unknown): string | undefined {
  const { claim } = ((cause as { cause?: unknown } | undefined)?.cause ?? {}) as { claim?: unknown }
  return typeof claim === 'string' ? claim : undefined
}
