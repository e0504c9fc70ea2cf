import type { IncomingHttpHeaders } from 'node:http'
import { Refusal } from '../errors.ts'
import type { Keys } from '../keys.ts'
import type { Fields } from './fields.ts'
import { sendOnceMore } from './pages.tsx'
import type { Reply } from './reply.ts'
import type { Visit } from './route.ts'
import { FORM_TOKEN_FIELD, isOurToken } from './visit.ts'
import { words } from './words.ts'

export interface Sending {
  readonly headers: IncomingHttpHeaders
  /** Our own origin, such as `https://service.example`. */
  readonly origin: string
  readonly visit: Visit
  readonly fields: Fields
  readonly keys: Keys
}

/** A form from another website is refused; one of ours that grew stale is offered once more with all that was typed. */
export function checkForm({ headers, origin, visit, fields, keys }: Sending): Reply | undefined {
  if (isForeign(headers, origin)) throw new Refusal('FORM_FROM_ELSEWHERE', 403, language => words(language)('form-elsewhere'))
  return isOurToken(fields.one[FORM_TOKEN_FIELD] ?? '', visit, keys) ? undefined : sendOnceMore(visit, fields)
}

// What a browser says of itself here no page can make it say otherwise; programs that say nothing still need the token.
function isForeign({ origin, 'sec-fetch-site': from }: IncomingHttpHeaders, ours: string): boolean {
  if (from !== undefined && from !== 'same-origin' && from !== 'none') return true
  if (origin === 'null') return from !== 'same-origin'
  return origin !== undefined && origin !== ours
}
