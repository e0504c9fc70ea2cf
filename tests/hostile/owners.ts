import { casesOf, decideCase } from '#cases'
import { type ConsentTerms, giveConsent, giveMandate } from '#people'
import { newId, one, run, sealText, sql } from '#platform'
import { questionLook } from '#privacy'
import { townToday } from '../../dev/town/days.ts'
import { makePopulation } from '../../dev/town/population.ts'
import { adultSubjects } from '../../dev/town/subjects.ts'
import { absent } from './doors.ts'
import { type Belongings, beginDraft, beginSession, handIn, meet, park } from './people.ts'
import type { OpenSite } from './town.ts'

/** Somebody of the synthetic town with one thing of each kind that a parking permit leaves behind. */
export interface Owner {
  readonly name: string
  readonly id: string
  /** Of their session. */
  readonly secret: string
  readonly belongings: Belongings
  /** What forms that name nothing in their address are told of them. */
  readonly fields: Readonly<Record<string, string>>
  /** Words of theirs that stand nowhere else: what their agency has in its case, and what nobody has yet. */
  readonly words: { readonly ofCase: readonly string[]; readonly ofDraft: readonly string[] }
}

/** What they agreed to. */
const terms: ConsentTerms = {
  ...{ controller: 'family-agency', recipients: ['family-agency'], jurisdiction: 'FH', notice: 'May we ask?' },
  categories: { 'household.incomeLastYear': 'dpv:SensitivePersonalData' },
  ...{ processing: ['dpv:Collect'], retention: { 'household.incomeLastYear': 'P2Y' } },
}
const AMARA = { id: '00000000-0000-4000-8000-00000000a3a7', agency: 'municipality', name: 'Amara' }

/** So many people who ask for a permit, get it, begin again and leave it there. */
export async function makeOwners(site: OpenSite, count: number): Promise<Owner[]> {
  const ids = await makeResidents(site, { from: 0, count })
  for (const [number, id] of ids.entries()) await park(site.world, id, plateOf(number))
  await site.letNewsTravel()
  for (const [number, id] of ids.entries()) {
    const [permit] = await casesOf(site.world, id)
    await decideCase(site.world, permit!.id, { outcome: 'granted', reason: reasonOf(number) }, AMARA)
  }
  await site.letNewsTravel()
  const owners: Owner[] = []
  for (const [number, id] of ids.entries()) owners.push(await ownerOf(site, { number, id }))
  return owners
}

/** Makes some of the town's adults known. @returns their ids */
export async function makeResidents({ world }: OpenSite, { from, count }: { from: number; count: number }): Promise<string[]> {
  const adults = adultsOf(world).slice(from, from + count)
  const ids: string[] = []
  for (const adult of adults) ids.push(await meet(world, adult))
  return ids
}

const plateOf = (number: number) => `PL ${1000 + number} CNRY`
const draftOf = (number: number) => `DR ${1000 + number} CNRY`
const reasonOf = (number: number) => `reason-${number}-canary`
const questionOf = (number: number) => `question-${number}-canary`
const holdOf = (number: number) => `hold-${number}-canary`

async function ownerOf({ world }: OpenSite, { number, id }: { number: number; id: string }): Promise<Owner> {
  const draft = await beginDraft(world, id, draftOf(number))
  const file = await handIn(world, id, { about: draft, word: draftOf(number) })
  const [permit] = await casesOf(world, id)
  const { secret, session } = await beginSession(world, id)
  const found = await one<Pick<Belongings, 'message' | 'document' | 'code' | 'invitation'>>(
    world,
    sql`select (select id from mailbox.message where person_id = ${id} and kind = 'decided') as message,
               (select id from feedback.invitation where person_id = ${id} limit 1) as invitation, d.id as document, d.code
        from documents.document d where person_id = ${id}`,
  )
  const consent = await giveConsent(world, {
    ...{ person: id, query: 'tax.assessed-income', facts: ['household.incomeLastYear'], purpose: { en: 'Why' } },
    ...{ service: 'child-benefit', language: 'en', terms },
  })
  const validUntil = new Date(world.now().getTime() + 86_400_000)
  const { id: mandate } = await giveMandate(world, { giver: id, relation: 'carer', acts: ['see'], services: null, validUntil })
  const look = await one<{ seq: number }>(
    world,
    sql`select seq from platform.event where person_id = ${id} and kind = 'lookup.asked' order by seq limit 1`,
  )
  const asked = { person: id, look: look.seq, text: questionOf(number), language: 'en' } as const
  const { nationalId } = adultsOf(world)[number]!
  return {
    ...{ name: `owner ${number}`, id, secret },
    fields: {
      ...{ nationalId, hold: await holdBack(world, id, number), 'part[]': 'unsent-drafts', register: 'population.person' },
      ...{ reason: 'Because an intruder says so, at some length', finding: 'in-order', text: 'Because an intruder says so' },
    },
    belongings: {
      ...{ ...absent, ...found, draft, file, session, consent, mandate },
      ...{ look: String(look.seq), inquiry: await questionLook(world, asked) },
      ...{ reference: permit!.submission.reference, caseReference: permit!.reference },
      ...{ parkingCase: permit!.id, childcareCase: permit!.id, benefitCase: permit!.id },
    },
    words: { ofCase: [plateOf(number), reasonOf(number), questionOf(number), holdOf(number)], ofDraft: [draftOf(number)] },
  }
}

/** Every second owner's data is held back by their agency: the others could erase theirs. */
async function holdBack(world: OpenSite['world'], person: string, number: number): Promise<string> {
  const id = newId()
  if (number % 2 === 0)
    await run(
      world,
      sql`insert into privacy.hold (person_id, id, agency, sealed_reason, officer_id, officer_name, set_at)
          values (${person}, ${id}, ${AMARA.agency}, ${sealText(world, holdOf(number))}, ${AMARA.id}, ${AMARA.name}, ${world.now()})`,
    )
  return id
}

function adultsOf(world: OpenSite['world']) {
  return adultSubjects(makePopulation({ today: townToday(world.now()) }))
}
