import { openCases } from '#cases'
import type { Service } from '#catalogue'
import { dayOf, keepEntries, type Language, newId, newReference, record, type Tx } from '#platform'
import type { Happening } from '#registers'
import { definitionOf } from '../definition.ts'
import { tokenised, tokenisedAnswers } from '../identifiers.ts'
import { insertDraft } from '../store.ts'
import type { JourneysWorld } from '../world.ts'
import { daysLater, type Offer } from './offer.ts'
import { tellGranted, tellOffered } from './offer-messages.ts'
import { insertOffer } from './offer-store.ts'
import type { Weighed } from './weigh-service.ts'

interface Upon {
  readonly happening: Happening
  readonly language: Language
}

/** Writes what an event came to for one service, in the transaction that finishes the event: an offer, a grant, or that nothing was made. */
export async function writeWeighed(tx: Tx<JourneysWorld>, weighed: Weighed, upon: Upon): Promise<void> {
  if (weighed.ends === 'offer') await offer(tx, weighed, upon)
  else if (weighed.ends === 'grant') await grant(tx, weighed, upon)
  else if (weighed.ends === 'not-made') await notMade(tx, weighed, upon)
}

type Of<Ends> = Extract<Weighed, { readonly ends: Ends }>

async function offer(
  tx: Tx<JourneysWorld>,
  { service, draft, missing }: Of<'offer'>,
  { happening, language }: Upon,
): Promise<void> {
  const made: Offer = {
    ...madeOf(tx, service, happening),
    version: draft.versions[service.id]!,
    draftId: draft.id,
    missing,
    state: 'open',
  }
  const { draft: kept, entries } = tokenised(tx, definitionOf(tx.catalogue, draft), draft)
  await insertDraft(tx, kept)
  await keepEntries(tx, [{ person: draft.personId, about: draft.id, entries }])
  await insertOffer(tx, made)
  await tellOffered(tx, made, { service, language })
  const isKnown = missing.length === 0
  await recordMade(tx, 'offer.made', made, { agency: service.owner, isKnown, oneTap: draft.confirmed })
}

/** The case is opened as if the person had asked, but says that nobody did, and upon what; its own rules decide it. */
async function grant(
  tx: Tx<JourneysWorld>,
  { service, draft, answers }: Of<'grant'>,
  { happening, language }: Upon,
): Promise<void> {
  const submission = { id: newId(), reference: newReference() }
  const made: Offer = {
    ...madeOf(tx, service, happening),
    ...{ version: draft.versions[service.id]!, state: 'granted', reference: submission.reference, settledAt: tx.now() },
  }
  const { event, law, personId: person } = made
  const begun = { ...service, version: made.version }
  const kept = tokenisedAnswers(tx, definitionOf(tx.catalogue, draft), { answers, about: submission.id })
  await keepEntries(tx, [{ person, about: submission.id, entries: kept.entries }])
  const requests = [{ service: begun, answers: kept.answers, sources: draft.told }]
  await openCases(tx, { person, submission, language, channel: 'register', requests, unasked: { event, law } })
  await insertOffer(tx, made)
  await tellGranted(tx, made, { service, language })
  await recordMade(tx, 'offer.granted', made, { agency: service.owner })
}

function madeOf(tx: Tx<JourneysWorld>, service: Service, { id, event, happenedOn, law, person }: Happening): Offer {
  const { because, openForDays } = service.startsOn!
  const now = tx.now()
  return {
    ...{ id: newId(), personId: person, happeningId: id, service: service.id, version: service.version, event, happenedOn },
    ...{ law: because?.cite ?? law, draftId: null, missing: [], state: 'open', reference: null, madeAt: now, settledAt: null },
    ...{ expiresOn: daysLater(dayOf(now), openForDays), putOffUntil: null },
  }
}

function recordMade(
  tx: Tx<JourneysWorld>,
  kind: 'offer.made' | 'offer.granted',
  { id: about, personId: person, service, version, event, law }: Offer,
  more: Readonly<Record<string, string | boolean>>,
): Promise<void> {
  return record(tx, { kind, about, person, by: 'system', facts: { service, version, event, law, ...more } })
}

/** Counted, and tied to nobody: that somebody could not get something is no news of theirs. */
function notMade(tx: Tx<JourneysWorld>, { service, because }: Of<'not-made'>, { happening: { event } }: Upon): Promise<void> {
  const facts = { service: service.id, agency: service.owner, event, because }
  return record(tx, { kind: 'offer.not-made', about: service.id, by: 'system', facts })
}
