import { askedSince } from '#cases'
import { type Answers, decide, eligibility, type FactName, type Service } from '#catalogue'
import { dayOf, type Language } from '#platform'
import { detailsIn, type Happening } from '#registers'
import { hearByLaw } from '../ask-registers.ts'
import { canonical } from '../canonical.ts'
import { definitionOf } from '../definition.ts'
import type { Draft } from '../draft.ts'
import { newDraft } from '../start-journey.ts'
import { countingAnswers } from '../steps.ts'
import { factsOf, withTold } from '../told.ts'
import { whereabouts } from '../whereabouts.ts'
import type { JourneysWorld } from '../world.ts'
import { ALL, daysLater } from './offer.ts'
import { stopsOf } from './offer-store.ts'

/** Why nothing was made of an event for a service; the person is told nothing. */
export type NotMade = 'too-late' | 'not-wanted' | 'already-asked' | 'not-eligible'

/** What an event comes to for one service and one person. */
export type Weighed =
  | { readonly service: Service; readonly ends: 'not-made'; readonly because: NotMade }
  | { readonly service: Service; readonly ends: 'grant'; readonly draft: Draft; readonly answers: Answers }
  | { readonly service: Service; readonly ends: 'offer'; readonly draft: Draft; readonly missing: readonly FactName[] }
  /** A register did not answer: it is to be weighed again. */
  | { readonly service: Service; readonly ends: 'silent' }

interface Weighing {
  readonly happening: Happening
  readonly service: Service
  readonly language: Language
  /** Goes on with what is known even if a register does not answer. */
  readonly isLastTry: boolean
}

/**
 * What a service that starts on an event comes to, from what registers know and the law lets be asked. Nothing is saved.
 * Outside any transaction: registers are asked.
 */
export async function weighService(world: JourneysWorld, weighing: Weighing): Promise<Weighed> {
  const { service, isLastTry } = weighing
  const because = await whyNot(world, weighing)
  if (because) return { service, ends: 'not-made', because }
  const { draft, isSilent } = await hearByLaw(world, draftFor(world, weighing))
  return isSilent && !isLastTry ? { service, ends: 'silent' } : judge(world, service, draft)
}

async function whyNot(world: JourneysWorld, { happening, service }: Weighing): Promise<NotMade | undefined> {
  const { person, happenedOn } = happening
  const { mode, openForDays } = service.startsOn!
  const today = dayOf(world.now())
  if (daysLater(happenedOn, openForDays) < today) return 'too-late'
  const stops = mode === 'offer' ? await stopsOf(world, person) : []
  if (stops.includes(ALL) || stops.includes(service.id)) return 'not-wanted'
  const before = await askedSince(world, person, { service: service.id, since: happenedOn })
  const details = detailsIn(world.catalogue, happening, today)?.answers ?? {}
  return before.some(answers => holdsAll(answers, details)) ? 'already-asked' : undefined
}

/** Whether a request was about what the event brought along: each entry of a list is one of the request's, as far as both are known. */
function holdsAll(answers: Answers, details: Answers): boolean {
  return Object.entries(details).every(([name, told]) => {
    const asked = [answers[name] ?? []].flat() as Record<string, unknown>[]
    return [told].flat().every(entry => asked.some(one => isSame(one, entry as Record<string, unknown>)))
  })
}

function isSame(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  const shared = Object.keys(other).filter(field => one[field] !== undefined)
  return shared.length > 0 && shared.every(field => canonical(one[field]) === canonical(other[field]))
}

/** A journey as if it had just begun, with what the event brought along. */
function draftFor(world: JourneysWorld, { happening, service, language }: Weighing): Draft {
  const start = { personId: happening.person, kind: 'service', subject: service.id, channel: 'web', language } as const
  const draft = newDraft(world, start)
  const definition = definitionOf(world.catalogue, draft)
  const details = detailsIn(world.catalogue, happening, dayOf(world.now()))
  const lookup = definition.know.find(({ from }) => from === details?.from)
  if (!details || !lookup) return draft
  const told = withTold(draft, factsOf(definition, lookup), details)
  return { ...told, lookups: { [details.from]: { status: 'told', at: world.now().toISOString() } } }
}

/** Pure but for the day: what the rules make of what is known. */
function judge(world: JourneysWorld, service: Service, draft: Draft): Weighed {
  const on = dayOf(world.now())
  const definition = definitionOf(world.catalogue, draft)
  const begun = definition.services[0]!
  const answers = countingAnswers(definition, draft, on)
  const { answer, missing } = eligibility(begun, answers, on)
  const decision = decide(begun, answers, on)
  if (answer === 'no' || decision.outcome === 'refuse') return { service, ends: 'not-made', because: 'not-eligible' }
  const isDue = service.startsOn!.mode === 'grant' && service.startsOn!.because !== undefined
  if (isDue && answer === 'yes' && decision.outcome === 'grant') return { service, ends: 'grant', draft, answers }
  const isWhole = whereabouts(definition, { ...draft, confirmed: true }, on).at === 'check'
  const open = [...new Set([...missing, ...(decision.outcome === 'officer' ? decision.missing : [])])]
  return { service, ends: 'offer', draft: { ...draft, confirmed: isWhole }, missing: open }
}
