import { ASKED_AGAIN_DEFINITION, askedAgain } from '../asked-again.ts'
import type { Service } from '../service.ts'
import { answersBody } from './answers-schema.ts'
import { inOneLanguage, type Schema } from './fact-schema.ts'
import { answered, listOf, object, TEXT } from './open-api-parts.ts'
import { securitySchemes, sendOperation, stateOperation, submissionSchemas } from './open-api-submissions.ts'
import type { Publication } from './publication.ts'

/** What a program can call for one service, as OpenAPI 3.1: only what there is. */
export function openApi({ base }: Publication, service: Service): object {
  return {
    openapi: '3.1.0',
    info: {
      title: inOneLanguage(service.name),
      summary: inOneLanguage(service.summary),
      version: String(service.version),
      'x-asked-again': { facts: askedAgain(service), definition: ASKED_AGAIN_DEFINITION },
      description:
        'Checks answers before they are sent, and says what would be asked and decided: nothing is stored, nobody is named and no key is needed. Systems of the department that owns the service, registered by the operator, send requests for people here too; what they do stands in the person’s own record.',
    },
    servers: [{ url: base }],
    paths: {
      [`/api/services/${service.id}/check`]: { post: checkOperation() },
      [`/api/services/${service.id}/submissions`]: { post: sendOperation() },
      '/api/submissions/{key}': { get: stateOperation() },
    },
    components: {
      securitySchemes: securitySchemes(base),
      schemas: { Answers: answersBody(service), Check: CHECK, Problem: PROBLEM, ...submissionSchemas },
    },
  }
}

function checkOperation(): object {
  return {
    operationId: 'check',
    summary: 'Check answers without sending them',
    parameters: [
      {
        name: 'Accept-Language',
        in: 'header',
        schema: { type: 'string' },
        description: 'The language of the sentences in the answer: en, fr or ar.',
      },
    ],
    requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Answers' } } } },
    responses: {
      200: answered('What is wrong with the answers, or what follows from them', 'application/json', 'Check'),
      ...Object.fromEntries(
        Object.entries(REFUSALS).map(([status, what]) => [status, answered(what, 'application/problem+json', 'Problem')]),
      ),
    },
  }
}

const REFUSALS = {
  400: 'What was sent is no JSON that we are willing to read',
  404: 'There is no such service',
  410: 'The service is closed',
  413: 'More was sent than the 64 KiB that are taken',
  415: 'What was sent is not said to be JSON, or is packed',
}

const FACTS: Schema = { type: 'array', items: TEXT, description: 'Names of facts, such as applicant.bornOn.' }

const FAULT = object(
  {
    at: { ...TEXT, description: 'Where, as a JSON Pointer into what was sent.' },
    code: TEXT,
    message: { ...TEXT, description: 'A sentence for the person who answers.' },
    fact: TEXT,
  },
  ['fact'],
)
const PAGE = object(
  {
    page: TEXT,
    title: TEXT,
    entry: { type: 'integer', minimum: 1 },
    missing: { ...FACTS, description: 'Still to be answered.' },
  },
  ['entry'],
)
const REASON = object({ id: TEXT, message: TEXT })
const ELIGIBILITY = object({
  answer: { enum: ['yes', 'no', 'not-known-yet'] },
  because: listOf(REASON),
  missing: FACTS,
})
const DECISION = object(
  {
    outcome: { enum: ['grant', 'refuse', 'officer'] },
    because: TEXT,
    message: TEXT,
    values: { type: 'object', description: 'What the rules work out, such as an amount in minor units.' },
    missing: FACTS,
  },
  ['because', 'message'],
)

const CHECK = object(
  {
    service: TEXT,
    version: { type: 'integer' },
    checkedOn: { type: 'string', format: 'date', description: 'The day whose rates and ages count.' },
    faults: listOf(FAULT, 'What cannot be taken. While there is any, nothing else is said.'),
    isComplete: { type: 'boolean', description: 'Whether no page asks anything more.' },
    pages: listOf(PAGE, 'The pages a person with these answers meets, in order.'),
    eligibility: ELIGIBILITY,
    decision: {
      ...DECISION,
      description: 'A preview: the decision is made when a request is sent, by these rules or by an officer.',
    },
  },
  ['isComplete', 'pages', 'eligibility', 'decision'],
)

const PROBLEM: Schema = {
  ...object({ status: { type: 'integer' }, code: TEXT, title: TEXT, detail: TEXT }),
  description: 'Problem details for HTTP (RFC 9457).',
}
