import type { AppWorld } from '#app'
import { casesOf, decideCase, heldFacts } from '#cases'
import { keepFile } from '#documents'
import { type AssuranceLevel, consentsOf, giveMandate, meetPerson, signIn } from '#people'
import { dayOf, newId, rows, sealText, sql, transaction } from '#platform'
import { askCorrection, questionLook } from '#privacy'
import { appointStaff } from '../../dev/seed/people.ts'
import { walk } from '../../dev/seed/walk.ts'
import { type NamedPerson, namedPeople } from '../../dev/town/named-people.ts'
import type { OpenSite } from './town.ts'

type Introduction = Pick<NamedPerson, 'subject' | 'givenNames' | 'familyName' | 'nationalId' | 'bornOn' | 'language'>

const ISSUER = 'https://identity.example'

/** What of a person nobody else may ever read, each a word that stands nowhere else. */
export interface Canaries {
  readonly name: string
  readonly child: string
  readonly account: string
  readonly reason: string
  readonly plate: string
  readonly draft: string
}

/** One thing of each kind that a person has, by the name of the parameter in a route. */
export interface Belongings {
  readonly draft: string
  readonly reference: string
  readonly caseReference: string
  readonly message: string
  readonly document: string
  readonly file: string
  readonly code: string
  readonly invitation: string
  readonly session: string
  readonly consent: string
  readonly mandate: string
  readonly look: string
  readonly inquiry: string
  readonly correction: string
  readonly emergency: string
  readonly review: string
  readonly childcareCase: string
  readonly parkingCase: string
  readonly benefitCase: string
}

export const canaries: Readonly<Record<'bo' | 'elise', Canaries>> = {
  bo: {
    ...{ name: 'Lindgren', child: 'Frejacanary', account: 'DE89370400440532013000', reason: 'Quayside-canary' },
    ...{ plate: 'BO 11 CNRY', draft: 'BO 22 CNRY' },
  },
  elise: {
    ...{ name: 'Moreau', child: 'Jeannecanary', account: 'FR1420041010050500013M02606', reason: 'Hillside-canary' },
    ...{ plate: 'EL 33 CNRY', draft: 'EL 44 CNRY' },
  },
}

/** Makes Fairhaven's people known, lets Bo and Élise have everything one can have, and Amara decide about it. */
export async function settle(site: OpenSite) {
  const { world } = site
  const ids = Object.fromEntries(
    await Promise.all(namedPeople.map(async person => [person.subject, await meet(world, person)] as const)),
  )
  const officers = await appointStaff(world, ids)
  const belongings = {} as Record<'bo' | 'elise', Belongings>
  for (const who of ['bo', 'elise'] as const) {
    await haveAChild(world, ids[who]!, canaries[who])
    await park(world, ids[who]!, canaries[who].plate)
    await site.letNewsTravel()
    const parking = (await casesOf(world, ids[who]!)).find(one => one.service === 'resident-parking')!
    await decideCase(world, parking.id, { outcome: 'granted', reason: canaries[who].reason }, officers.amara!)
    await site.letNewsTravel()
    const draft = await beginDraft(world, ids[who]!, canaries[who].draft)
    const file = await handIn(world, ids[who]!, { about: draft, word: canaries[who].draft })
    belongings[who] = { ...(await belongingsOf(world, ids[who]!, draft)), file }
  }
  return { ids, belongings }
}

export function meet(world: AppWorld, { subject, givenNames, familyName, nationalId, bornOn, language }: Introduction) {
  const introduced = { issuer: ISSUER, subject, name: { givenNames, familyName }, nationalId, bornOn, language }
  return transaction(world, tx => meetPerson(tx, introduced, language)).then(met => met.personId)
}

async function haveAChild(world: AppWorld, personId: string, { child, account }: Canaries): Promise<void> {
  await walk(world, {
    ...{ personId, kind: 'life-event', subject: 'having-a-child', language: 'en', consents: ['tax.assessed-income'] },
    typed: {
      'child.givenNames': child,
      'applicant.bankAccount': account,
      'applicant.telephone': '+33 1 23 45 67 89',
      'childcare.startsOn': { day: '1', month: '9', year: String(new Date().getFullYear() + 1) },
      'childcare.daysPerWeek': '4',
      'childcare.kind': ['nursery'],
      'childcare.hasNeeds': 'no',
    },
  })
}

export async function park(world: AppWorld, personId: string, plate: string): Promise<void> {
  await walk(world, { personId, kind: 'service', subject: 'resident-parking', language: 'en', typed: parking(plate) })
}

/** A journey left on its last page. */
export async function beginDraft(world: AppWorld, personId: string, plate: string): Promise<string> {
  const { 'permit.zone': _, ...typed } = parking(plate)
  await walk(world, { personId, kind: 'service', subject: 'resident-parking', language: 'en', typed }).catch(() => undefined)
  const [draft] = await rows<{ id: string }>(
    world,
    sql`select id from journeys.draft where person_id = ${personId} and sent_at is null`,
  )
  return draft!.id
}

/** A document handed in for the journey, with a word in it and in its name. */
export async function handIn(world: AppWorld, person: string, { about, word }: { about: string; word: string }): Promise<string> {
  const kept = await keepFile(world, { person, about, name: word, bytes: Buffer.from(`%PDF-1.7 ${word}`) })
  if (kept.result !== 'kept') throw new Error(kept.because)
  return kept.file.id
}

function parking(plate: string) {
  return {
    'vehicle.plate': plate,
    'vehicle.keeper': 'mine',
    'permit.zone': 'harbour',
    'permit.startsOn': { day: '1', month: '3', year: String(new Date().getFullYear() + 1) },
  }
}

async function belongingsOf(world: AppWorld, personId: string, draft: string): Promise<Omit<Belongings, 'file'>> {
  const cases = await casesOf(world, personId)
  const caseOf = (service: string) => cases.find(one => one.service === service)!
  const first = async (statement: ReturnType<typeof sql>) => (await rows<{ id: string; code: string }>(world, statement))[0]!
  const document = await first(
    sql`select id, code from documents.document where person_id = ${personId} and document like 'birth%'`,
  )
  const [look, questioned] = await rows<{ id: number }>(
    world,
    sql`select seq as id from platform.event where person_id = ${personId} and kind = 'lookup.asked'
        order by facts->>'service' = 'child-benefit', seq`,
  ).then(looks => [looks[0], looks.at(-1)])
  if (!look || !questioned) throw new Error('nobody looked')
  return {
    draft,
    reference: caseOf('childcare-place').submission.reference,
    caseReference: caseOf('childcare-place').reference,
    message: (await first(sql`select id from mailbox.message where person_id = ${personId} and kind = 'decided' limit 1`)).id,
    document: document.id,
    code: document.code,
    invitation: (await first(sql`select id from feedback.invitation where person_id = ${personId} limit 1`)).id,
    session: (await beginSession(world, personId)).session,
    consent: (await consentsOf(world, personId))[0]!.id,
    mandate: (
      await giveMandate(world, { giver: personId, relation: 'carer', acts: ['see'], services: null, validUntil: nextYear(world) })
    ).id,
    look: String(look.id),
    inquiry: await questionLook(world, { person: personId, look: questioned.id, text: 'Why was this needed?', language: 'en' }),
    correction: await askAboutBenefit(world, personId),
    ...(await whatIsReviewed(world, personId)),
    childcareCase: caseOf('childcare-place').id,
    parkingCase: caseOf('resident-parking').id,
    benefitCase: caseOf('child-benefit').id,
  }
}

/** An emergency in which an officer of the family agency looked, and a look of theirs that was singled out. */
async function whatIsReviewed(world: AppWorld, person: string): Promise<{ emergency: string; review: string }> {
  const [emergency, review, officer] = [newId(), newId(), newId()]
  await rows(
    world,
    sql`insert into privacy.emergency (person_id, id, agency, officer, officer_name, query, law, sealed_reason, stated_at)
        values (${person}, ${emergency}, 'family-agency', ${officer}, 'Somebody', 'population.person', 'A law',
                ${sealText(world, 'There was no time for a case that night.')}, ${world.now()})`,
  )
  await rows(
    world,
    sql`insert into privacy.look_review (person_id, id, agency, officer_id, officer_name, officer_person, kind, day, looks, look, reasons, found_at)
        values (${person}, ${review}, 'family-agency', ${officer}, 'Somebody', ${newId()}, 'person', ${dayOf(world.now())}, 1, 1,
                ${['lot']}::text[], ${world.now()})`,
  )
  return { emergency, review }
}

/** Something of a person's request to the family agency, which they say is wrong. */
async function askAboutBenefit(world: AppWorld, person: string): Promise<string> {
  const held = (await heldFacts(world, person)).find(one => one.in.service === 'child-benefit' && one.fact.type === 'date')!
  const pointed = { case: held.in.reference, fact: held.fact.name, entry: held.entry }
  return askCorrection(world, { person, pointed, wanted: '2001-02-03', why: 'It says so on the letter.', language: 'en' })
}

function nextYear(world: AppWorld): Date {
  return new Date(world.now().getTime() + 365 * 86_400_000)
}

/** Signs a named person in, in a browser of their own. */
export async function beginSession(
  world: AppWorld,
  personId: string,
  level: AssuranceLevel = 'substantial',
): Promise<{ secret: string; session: string }> {
  const [known] = await rows<{ subject: string; givenNames: string; familyName: string }>(
    world,
    sql`select subject, given_names, family_name from people.person where person_id = ${personId}`,
  )
  const { subject, ...name } = known!
  const { secret } = await signIn(world, {
    signedIn: { issuer: ISSUER, subject, name, level, sid: newId(), idToken: 'token', language: 'en' },
    ...{ attempt: newId(), before: newId(), language: 'en' },
  })
  const [session] = await rows<{ id: string }>(
    world,
    sql`select session_id as id from people.session where person_id = ${personId} order by started_at desc, session_id limit 1`,
  )
  return { secret, session: session!.id }
}
