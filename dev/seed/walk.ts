import type { AppWorld } from '#app'
import {
  answerPage,
  askRegisters,
  chooseServices,
  confirmKnown,
  placeOf,
  type Raw,
  type Submission,
  seenMark,
  sendJourney,
  startJourney,
} from '#journeys'
import { as, type Language } from '#platform'

export interface Walk {
  readonly personId: string
  readonly kind: 'service' | 'life-event'
  readonly subject: string
  readonly language: Language
  /** What is typed for each fact, by name, when it is asked; `child.givenNames:2` is for the second child alone. */
  readonly typed: Raw
  readonly services?: readonly string[]
  /** Register queries consented to. */
  readonly consents?: readonly string[]
}

const STEPS_MAX = 60

/** Walks a journey as a person would, page by page, and sends it. @returns what was sent, or undefined when the walk was left half way */
export async function walk(town: AppWorld, { typed, services, consents = [], ...start }: Walk): Promise<Submission | undefined> {
  const world = as(town, `person ${start.personId}`)
  const draft = await startJourney(world, { ...start, channel: 'web' })
  const of = { personId: start.personId, id: draft.id }
  for (let step = 0; step < STEPS_MAX; step++) {
    const { place, draft: current, definition, digest } = await placeOf(world, of)
    if (place.at === 'services')
      await chooseServices(world, of, services ?? definition.lifeEvent?.services.map(part => part.service) ?? [])
    else if (place.at === 'registers') await askRegisters(world, of, consents)
    else if (place.at === 'known') await confirmKnown(world, of, [])
    else if (place.at === 'page') await answer(world, of, { step: place.step, draft: current, typed, language: start.language })
    else if (place.at === 'check') {
      const sent = await sendJourney(world, { ...of, key: current.submissionKey, digest })
      return sent.result === 'sent' ? sent.submission : undefined
    } else return undefined
  }
  throw new Error(`the walk through ${start.subject} did not end`)
}

type At = Extract<Awaited<ReturnType<typeof placeOf>>['place'], { at: 'page' }>['step']

async function answer(
  world: AppWorld,
  of: { personId: string; id: string },
  { step, draft, typed, language }: { step: At; draft: Parameters<typeof seenMark>[1]; typed: Raw; language: Language },
): Promise<void> {
  const entry = step.id.split(':')[1]
  const raw = Object.fromEntries(step.asks.map(fact => [fact.name, typed[`${fact.name}:${entry}`] ?? typed[fact.name] ?? '']))
  const answered = await answerPage(world, of, { step: step.id, raw, seen: seenMark(step, draft), language })
  if (answered.result !== 'saved')
    throw new Error(
      `the page ${step.id} was not saved: ${JSON.stringify(answered.result === 'faulty' ? answered.faults : answered.result)}`,
    )
}
