import { hash } from 'node:crypto'
import type { Service } from '#catalogue'
import type { System } from '#people'
import { dayOf, type Language, newId, newReference, writeTogether } from '#platform'
import { canonical, fingerprintOf } from '../canonical.ts'
import { type Definition, definitionOf, versionsFor } from '../definition.ts'
import { otherContent } from '../refusals.ts'
import type { Submission } from '../submission.ts'
import { digestOfText } from '../submission.ts'
import type { JourneysWorld } from '../world.ts'
import { type RequestFault, readRequest, type SystemRequest } from './request.ts'
import { sentUnder } from './sending-store.ts'
import { writeSubmissions } from './write-submissions.ts'

const MOST_AT_ONCE = 80
const IN_FLIGHT = 3
const ROOM = 4_000

/** What a system asks: a service, a key that names this one request, and the JSON it sent. */
export interface Asking {
  readonly system: System
  readonly service: Service
  readonly key: string
  readonly sent: unknown
  /** Of the sentences in an answer. */
  readonly language: Language
}

export type Answered =
  | { readonly result: 'sent'; readonly submission: Submission }
  | { readonly result: 'faulty'; readonly faults: readonly RequestFault[] }

/** A request that was read and found good, on its way to be written with others. */
export interface Ready {
  readonly world: JourneysWorld
  readonly system: System
  readonly definition: Definition
  readonly keyHash: string
  readonly digest: string
  readonly request: SystemRequest
  /** The submission it becomes, if its key is free. */
  readonly named: { readonly id: string; readonly reference: string; readonly contentDigest: string }
}

/** Where systems' requests are sent: all of a program share one, so that what waits is written together. */
export interface Submissions {
  /**
   * Sends a request for a person. Answered only once it is committed; again with the same key and content it is the same receipt.
   * @throws {Refusal} SUBMISSION_KEY_REUSED, SERVICE_WITHDRAWN @throws {Unavailable} WRITE_QUEUE_FULL
   */
  send(world: JourneysWorld, asking: Asking): Promise<Answered>
}

export function openSubmissions(): Submissions {
  const queue = writeTogether<Ready, Submission | 'other-content'>({
    ...{ most: MOST_AT_ONCE, inFlight: IN_FLIGHT, room: ROOM },
    // Worlds differ in the catalogue that they hold on to; whoever came last holds what is live now.
    write: ready => writeSubmissions(ready.at(-1)!.world, ready),
    about: ({ request }) => request.person.nationalId,
  })
  return {
    async send(world, asking) {
      const ready = readyToSend(world, asking)
      if (!('request' in ready)) return beforeFaults(world, asking, ready)
      const written = await queue.add(ready)
      if (written === 'other-content') throw otherContent()
      return { result: 'sent', submission: written }
    },
  }
}

function readyToSend(world: JourneysWorld, asking: Asking): Ready | readonly RequestFault[] {
  const { system, service, sent, language } = asking
  const person = nationalIdIn(sent)
  const about = { kind: 'service', subject: service.id, personId: person } as const
  const definition = definitionOf(world.catalogue, { ...about, chosen: null, versions: versionsFor(world.catalogue, about) })
  const request = readRequest(sent, { definition, on: dayOf(world.now()), language })
  if (!('person' in request)) return request
  const answers = canonical(request.answers)
  const contentDigest = digestOfText(answers, definition.services)
  return {
    ...{ world, system, definition, request, keyHash: keyHashOf(asking.key), digest: digestOfAsking(asking, answers) },
    named: { id: newId(), reference: newReference(), contentDigest },
  }
}

/** Which version of a service on trial somebody gets is drawn by who they are; here that is their national identifier. */
function nationalIdIn(sent: unknown): string {
  const { person } = Object(sent) as { person?: { nationalId?: unknown } }
  return String(person?.nationalId ?? '')
}

/** What was good when it was sent may have faults by today's date: sent again, it is answered as it was then. */
async function beforeFaults(world: JourneysWorld, asking: Asking, faults: readonly RequestFault[]): Promise<Answered> {
  const before = await sentUnder(world, { system: asking.system.id, keyHash: keyHashOf(asking.key) })
  if (!before) return { result: 'faulty', faults }
  if (before.sendingDigest !== digestOfAsking(asking)) throw otherContent()
  return { result: 'sent', submission: before }
}

export function keyHashOf(key: string): string {
  return hash('sha256', key, 'base64url')
}

/** Of all that was sent, in whatever order. @param answers  as canonical text, where that was written already */
function digestOfAsking({ service, sent }: Asking, answers?: string): string {
  const { answers: those, ...others } = Object(sent) as Record<string, unknown>
  return fingerprintOf(`${service.id}\n${canonical(others)}\n${answers ?? canonical(those)}`)
}
