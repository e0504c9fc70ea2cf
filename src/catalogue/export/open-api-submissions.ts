import type { Schema } from './fact-schema.ts'
import { answered, listOf, object, TEXT } from './open-api-parts.ts'

const DAY: Schema = { type: 'string', format: 'date' }
const INSTANT: Schema = { type: 'string', format: 'date-time' }
const DIGEST: Schema = {
  type: 'string',
  pattern: '^[A-Za-z0-9_-]{43}$',
  description:
    'SHA-256, base64url, of [answers, [[service, version]]] as JSON with the names of every object in order of their code units and no spaces: whoever sent them can work it out.',
}
const KEY: Schema = { type: 'string', pattern: '^[A-Za-z0-9_-]{16,64}$' }

/** How a registered system shows who it is: OAuth 2.0 client credentials, by an assertion signed with its key (RFC 7523). */
export function securitySchemes(base: string): object {
  const description =
    'client_credentials with private_key_jwt: an assertion signed with the registered key (EdDSA, ES256 or PS256), for this token endpoint, with a jti, of five minutes at most, taken once. The token is good for an hour.'
  const flows = { clientCredentials: { tokenUrl: `${base}/api/token`, scopes: {} } }
  return { system: { type: 'oauth2', description, flows } }
}

const SECURITY = [{ system: [] }]

/** Sending a request for a person. */
export function sendOperation(): object {
  return {
    operationId: 'send',
    summary: 'Send a request for a person',
    description:
      'Answered only once the request, its cases, messages and entries of the log are kept for good. Sent again with the same key and content it gives the same receipt.',
    security: SECURITY,
    parameters: [
      {
        ...{ name: 'Idempotency-Key', in: 'header', required: true, schema: KEY },
        description: 'Names this one request of this system: a UUID, for example. Never a person’s data.',
      },
      {
        name: 'Accept-Language',
        in: 'header',
        schema: TEXT,
        description: 'The language of what is said of faults: en, fr or ar.',
      },
    ],
    requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Request' } } } },
    responses: {
      201: answered('The receipt', 'application/json', 'Receipt'),
      422: answered(
        'What is wrong with it, all at once; or the key was used for something else',
        'application/problem+json',
        'Faults',
      ),
      ...Object.fromEntries(
        Object.entries(REFUSALS).map(([status, what]) => [status, answered(what, 'application/problem+json', 'Problem')]),
      ),
    },
  }
}

const REFUSALS = {
  400: 'What was sent is no JSON that we are willing to read, or has no good Idempotency-Key',
  401: 'The token is missing, has run out or was revoked',
  403: 'The system is not registered for this service',
  410: 'The service is closed',
  413: 'More was sent than the 64 KiB that are taken',
  415: 'What was sent is not said to be JSON, or is packed',
  503: 'Too much at once, or the database is away: nothing is known to be sent. Send it again with the same key after Retry-After seconds',
}

/** What became of it. */
export function stateOperation(): object {
  return {
    operationId: 'state',
    summary: 'Ask how far a request is',
    description: 'That it was asked stands in the person’s record.',
    security: SECURITY,
    parameters: [{ name: 'key', in: 'path', required: true, schema: KEY, description: 'The Idempotency-Key it was sent with.' }],
    responses: {
      200: answered('What became of it', 'application/json', 'State'),
      401: answered(REFUSALS[401], 'application/problem+json', 'Problem'),
      404: answered('This system sent nothing under this key', 'application/problem+json', 'Problem'),
    },
  }
}

const PROMISED = {
  reference: TEXT,
  service: TEXT,
  version: { type: 'integer' },
  dueOn: { ...DAY, description: 'The day promised.' },
}
const RECEIPT = {
  reference: { ...TEXT, description: 'What the person reads out when they ask about it.' },
  digest: DIGEST,
  sentAt: INSTANT,
}

export const submissionSchemas: Readonly<Record<string, Schema>> = {
  Request: object(
    {
      person: {
        ...object({ nationalId: TEXT, givenNames: TEXT, familyName: TEXT }),
        description: 'For whom it is. The names are kept only of somebody who was never met before.',
      },
      language: { enum: ['en', 'fr', 'ar'], default: 'en', description: 'In which the person is written to.' },
      answers: { $ref: '#/components/schemas/Answers' },
    },
    ['language'],
  ),
  Receipt: object({
    ...RECEIPT,
    state: { ...TEXT, description: 'Where to ask what became of it.' },
    requests: listOf(object(PROMISED), 'One for each agency’s case.'),
  }),
  State: object({
    ...RECEIPT,
    requests: listOf(
      object(
        {
          ...PROMISED,
          state: { enum: ['open', 'waiting-on-other', 'decided'] },
          outcome: { enum: ['granted', 'refused', 'closed'] },
          decidedOn: DAY,
        },
        ['outcome', 'decidedOn'],
      ),
    ),
  }),
  Faults: {
    ...object(
      {
        ...{ status: { type: 'integer' }, code: TEXT, title: TEXT, detail: TEXT },
        errors: listOf(
          object({
            pointer: { ...TEXT, description: 'Where, as a JSON Pointer into what was sent, after a “#”.' },
            code: TEXT,
            detail: TEXT,
          }),
        ),
      },
      ['errors'],
    ),
    description: 'Problem details for HTTP (RFC 9457).',
  },
}
