import { casesOfSubmission } from '#cases'
import type { Service } from '#catalogue'
import { type System, system } from '#people'
import { data, dayOf, json, type Language, Refusal, type Reply, record, routesOf, transaction } from '#platform'
import { liveService } from '../definition.ts'
import type { Submission } from '../submission.ts'
import type { JourneysWorld } from '../world.ts'
import { keyHashOf, type Submissions } from './open-submissions.ts'
import type { RequestFault } from './request.ts'
import { sentUnder } from './sending-store.ts'
import { words } from './words.ts'

const route = routesOf<JourneysWorld>()
/** What is answered with faults instead of a receipt, and its status. */
const FAULTY = {
  ANSWERS_NOT_TAKEN: 422,
} as const
const KEY = /^[A-Za-z0-9_-]{16,64}$/

/** Other departments' systems send requests for people, and ask what became of them. As `openapi.json` of each service says. */
export function submissionRoutes(submissions: Submissions) {
  return [
    route('POST /api/services/:service/submissions', {
      who: system,
      // The token proves who sends it; no browser has one.
      from: 'elsewhere',
      json: value => value,
      async answer({ world, who, params, visit: { idempotencyKey = '', language }, form: sent }) {
        const service = serviceFor(world, who, params.service!)
        const key = keyIn(idempotencyKey)
        const answered = await submissions.send(world, { system: who, service, key, sent, language })
        return answered.result === 'sent' ? receipt(answered.submission, key) : refused(answered.faults, language)
      },
    }),
    route('GET /api/submissions/:key', {
      who: system,
      json: value => value,
      async answer({ world, who, params }) {
        const sent = KEY.test(params.key!)
          ? await sentUnder(world, { system: who.id, keyHash: keyHashOf(params.key!) })
          : undefined
        if (!sent) throw new Refusal('SUBMISSION_NOT_SENT', 404, language => words(language)('not-sent'))
        return json(await stateOf(world, sent, who))
      },
    }),
  ]
}

/** Only services of its agency that it is registered for; about others it is told the same as of none. */
function serviceFor({ catalogue }: JourneysWorld, { services, agency }: System, id: string): Service {
  if (!services.includes(id) || catalogue.services.get(id)?.owner !== agency)
    throw new Refusal('SERVICE_NOT_YOURS', 403, language => words(language)('not-your-service'))
  return liveService(catalogue, id)
}

/** The header as the draft has it, a text in quotes, or bare as most send it. @see draft-ietf-httpapi-idempotency-key-header */
function keyIn(header: string): string {
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header
  if (!KEY.test(key)) throw new Refusal('IDEMPOTENCY_KEY_MISSING', 400, language => words(language)('key-missing'))
  return key
}

function receipt({ reference, digest, sentAt, requests }: Submission, key: string): Reply {
  const state = `/api/submissions/${key}`
  const told = { reference, digest, sentAt, state, requests: requests.map(({ caseId: _, ...request }) => request) }
  return { ...json(told, 201), headers: { location: state } }
}

function refused(faults: readonly RequestFault[], language: Language): Reply {
  const t = words(language)
  const [code, status] = Object.entries(FAULTY)[0]!
  const about = { status, code, title: t('faults-title'), detail: t('faults-text') }
  return data('application/problem+json', JSON.stringify({ ...about, errors: faults }), status)
}

/** That a system asked how far a person's request is stands in the person's record, as any look does. */
async function stateOf(
  world: JourneysWorld,
  { personId: person, id, reference, digest, sentAt, subject }: Submission,
  who: System,
) {
  const cases = await transaction(world, async tx => {
    const facts = { service: subject, system: who.name, agency: who.agency }
    await record(tx, { kind: 'journey.state-told', about: id, person, by: who.id, facts })
    return casesOfSubmission(tx, person, reference)
  })
  const requests = cases.map(({ reference, service, version, state, dueOn, decision }) => ({
    ...{ reference, service, version, state, dueOn },
    ...(decision && { outcome: decision.outcome, decidedOn: dayOf(decision.at) }),
  }))
  return { reference, digest, sentAt, requests }
}
