import type { Fact, Service, SharedLookup } from '#catalogue'
import { answerTo, versionOf } from '#catalogue'
import { dayOf } from '#platform'
import { type Definition, definitionOf } from '../definition.ts'
import type { Draft } from '../draft.ts'
import { countingAnswers, isAnswered, stepsOf } from '../steps.ts'
import { findDraft } from '../store.ts'
import { digestOf } from '../submission.ts'
import { factsOf } from '../told.ts'
import type { JourneysWorld } from '../world.ts'
import { isOpen, type Offer } from './offer.ts'
import { closedOffer } from './refusals.ts'

/** Something that the journey would still ask: of a register, if the person agrees, or of them. */
export interface Missing {
  readonly fact: Fact
  readonly lookup?: SharedLookup
}

/** An open offer with all that its page says. */
export interface ShownOffer {
  readonly offer: Offer
  readonly service: Service
  readonly definition: Definition
  readonly draft: Draft
  readonly missing: readonly Missing[]
  /** Of what would be sent. */
  readonly digest: string
}

/** What an open offer says now. @throws a Refusal when it does not stand any more */
export async function shownOffer(world: JourneysWorld, offer: Offer): Promise<ShownOffer> {
  const on = dayOf(world.now())
  const draft = offer.draftId && isOpen(offer, on) ? await findDraft(world, offer.personId, offer.draftId) : undefined
  if (!draft || draft.sentAt) throw closedOffer()
  const definition = definitionOf(world.catalogue, draft)
  const service = versionOf(world.catalogue, offer) ?? definition.services[0]!
  const digest = digestOf(countingAnswers(definition, draft, on), definition.services)
  return { offer, service, definition, draft, missing: missingIn(definition, draft, on), digest }
}

/** What is still asked, in the order of the pages; pages that only then begin to apply are not counted. */
function missingIn(definition: Definition, draft: Draft, on: string): Missing[] {
  const asked = definition.know.filter(lookup => lookup.consent === 'asked' && !draft.lookups[lookup.from])
  const open = stepsOf(definition, draft, on).filter(step => !isAnswered(step, draft, on))
  return open.flatMap(({ asks, index }) =>
    asks
      .filter(fact => answerTo(fact, draft.answers, index) === undefined)
      .map(fact => {
        const lookup = asked.find(one => factsOf(definition, one).some(({ name }) => name === fact.name))
        return lookup ? { fact, lookup } : { fact }
      }),
  )
}
