import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Catalogue, Service } from '#catalogue'
import { loadCatalogue } from '#catalogue'
import { scanners, signers } from '#documents'
import { type SignInProvider, signIn } from '#people'
import { buildServer, dayOf, newId, rows, sql } from '#platform'
import { testWorld } from '#platform/testing'
import { type PretendRegister, pretendExchange } from '../../registers/adapters/pretend.ts'
import { answerPage, type Raw } from '../answer-page.ts'
import { askRegisters } from '../ask-registers.ts'
import { chooseServices } from '../choose-services.ts'
import { confirmKnown } from '../confirm-known.ts'
import type { Draft } from '../draft.ts'
import { seenMark } from '../merge-answers.ts'
import { placeOf } from '../place-of.ts'
import { journeyRoutes } from '../routes.ts'
import { type Sent, sendJourney } from '../send-journey.ts'
import { startJourney } from '../start-journey.ts'
import { stepsOf } from '../steps.ts'
import type { JourneysWorld } from '../world.ts'

const FAIRHAVEN = join(import.meta.dirname, '../../..')
export const POPULATION = 'FH/GOV/population-office/population/person-v1'
export const TAX = 'FH/GOV/tax-office/tax/assessments-v1'
export const INSURANCE = 'FH/GOV/labour/insurance/insured-v1'

type Registers = Record<string, PretendRegister>

const bo = {
  person: {
    ...{ givenNames: 'Bo', familyName: 'Lindgren', bornOn: '1984-03-12' },
    address: { line1: '4 Quay Lane', town: 'Fairhaven', postcode: 'FH1 2AB', country: 'FH' },
  },
  household: { livesWithPartner: true, partner: { givenNames: 'Sam', familyName: 'Lindgren' } },
}
export const freja = {
  ...{ noticeId: 'BN-2026-0417', familyName: 'Lindgren', bornOn: '2026-11-14', bornAt: 'Fairhaven General Hospital' },
  ...{ sex: 'female', otherParent: { givenNames: 'Sam', familyName: 'Lindgren' } },
}
export const income = { assessedIncomeMinor: 5_430_000 }

/** The population register as it answers about Bo, with these births. */
export function populationOf(births: readonly object[]): PretendRegister {
  return ({ path }) => {
    if (path.endsWith('/birth-notices')) return { status: 200, json: births }
    return { status: 200, json: path.endsWith('/household') ? bo.household : bo.person }
  }
}

/** Registers that answer as they should; a test changes what it is about. */
export const answering: Registers = {
  [POPULATION]: populationOf([freja]),
  [TAX]: () => ({ status: 200, json: income }),
  [INSURANCE]: () => ({ status: 200, json: { insuredYears: 40, account: 'GB82WEST12345698765432' } }),
}

/** Fairhaven on a database of its own, with registers that can be changed while a test runs. */
export async function testTown() {
  const keys = await mkdtemp(join(tmpdir(), 'portico-keys-'))
  after(() => rm(keys, { recursive: true }))
  const base = await testWorld()
  const catalogue = await loadCatalogue(FAIRHAVEN)
  const registers: Registers = { ...answering }
  const exchange = pretendExchange(
    {
      [POPULATION]: question => registers[POPULATION]!(question),
      [TAX]: question => registers[TAX]!(question),
      [INSURANCE]: question => registers[INSURANCE]!(question),
    },
    { timeoutMs: 50 },
  )
  const world: JourneysWorld & typeof base = {
    ...{ ...base, catalogue, exchange },
    ...{ closedDays: ['2026-12-25'], identityProvider: {} as SignInProvider, scanner: scanners.none() },
    ...{ signer: await signers.file(keys), publicUrl: 'https://fairhaven.example' },
  }
  return { world, registers, keys, resetRegisters: () => Object.assign(registers, answering) }
}

/** The same catalogue with one service replaced. */
export function withService(catalogue: Catalogue, id: string, change: Partial<Service>): Catalogue {
  const service = { ...catalogue.services.get(id)!, ...change }
  return { ...catalogue, services: new Map([...catalogue.services, [id, service]]) }
}

export function withdrawn(catalogue: Catalogue, id: string): Catalogue {
  return withService(catalogue, id, { status: 'withdrawn' })
}

/** What Bo types where she is asked. */
export const typed: Raw = {
  'applicant.givenNames': 'Bo',
  'applicant.familyName': 'Lindgren',
  'applicant.bornOn': { day: '12', month: '3', year: '1984' },
  'applicant.residence': { line1: '4 Quay Lane', town: 'Fairhaven', postcode: 'FH1 2AB' },
  'applicant.telephone': '+33 1 23 45 67 89',
  'applicant.bankAccount': 'DE89 3704 0044 0532 0130 00',
  'child.givenNames': 'Freja',
  'child.familyName': 'Lindgren',
  'child.bornOn': { day: '14', month: '11', year: '2026' },
  'child.bornAt': 'Fairhaven General Hospital',
  'child.sex': 'female',
  'child.otherParentGivenNames': 'Sam',
  'child.otherParentFamilyName': 'Lindgren',
  'household.livesWithPartner': 'no',
  'household.partnerGivenNames': 'Sam',
  'household.partnerFamilyName': 'Lindgren',
  'household.incomeLastYear': '54300',
  'childcare.startsOn': { day: '1', month: '9', year: '2027' },
  'childcare.daysPerWeek': '4',
  'childcare.kind': ['nursery'],
  'childcare.hasNeeds': 'no',
  'childcare.needs': 'Allergic to nuts.',
}

export interface Walking {
  readonly kind?: Draft['kind']
  readonly subject?: string
  readonly person?: string
  readonly services?: readonly string[]
  readonly consents?: readonly string[]
  readonly typed?: Raw
}

const EVERYTHING = ['child-benefit', 'childcare-place']

/** Whoever walks, by the verbs alone. */
export function walker(world: JourneysWorld, { person = newId(), ...walking }: Walking = {}) {
  const { kind = 'life-event', subject = 'having-a-child', services = EVERYTHING, consents = ['tax.assessed-income'] } = walking
  const answers: Raw = { ...typed, ...walking.typed }
  const start = () => startJourney(world, { personId: person, kind, subject, channel: 'web', language: 'en' })
  const placeNow = (draft: Pick<Draft, 'id'>) => placeOf(world, { personId: person, id: draft.id })

  /** Does what comes next, until `until` says that it stands there. @returns the steps answered on the way */
  async function walkTo(draft: Pick<Draft, 'id'>, until: string): Promise<string[]> {
    const of = { personId: person, id: draft.id }
    const answered: string[] = []
    for (let turn = 0; turn < 60; turn++) {
      const { place, draft: now } = await placeNow(draft)
      if (place.at === until || (place.at === 'page' && place.step.id === until)) return answered
      if (place.at === 'services') await chooseServices(world, of, services)
      else if (place.at === 'registers') await askRegisters(world, of, consents)
      else if (place.at === 'known') await confirmKnown(world, of, [])
      else if (place.at === 'page') {
        await answer(now, place.step.id, answers)
        answered.push(place.step.id)
      } else return answered
    }
    throw new Error('the walk did not end')
  }

  /** Types answers on one page, seeing what is saved now. */
  async function answer(draft: Pick<Draft, 'id'>, stepId: string, raw: Raw, seen?: string) {
    const { draft: now, definition } = await placeNow(draft)
    const step = stepsOf(definition, now, dayOf(world.now())).find(one => one.id === stepId)!
    const given = Object.fromEntries(step.asks.map(fact => [fact.name, raw[fact.name] ?? '']))
    const answered = await answerPage(world, now, { step: stepId, raw: given, seen: seen ?? seenMark(step, now), language: 'en' })
    if (answered.result === 'faulty') throw new Error(`${stepId}: ${JSON.stringify(answered.faults)}`)
    return answered
  }

  /** Sends what stands there now. */
  async function send(draft: Pick<Draft, 'id'>, other: { key?: string; digest?: string } = {}): Promise<Sent> {
    const { draft: now, digest } = await placeNow(draft)
    return sendJourney(world, { personId: person, id: draft.id, key: now.submissionKey, digest, ...other })
  }

  /** From the first press to the check page. */
  async function ready() {
    const draft = await start()
    const answered = await walkTo(draft, 'check')
    return { answered, ...(await placeNow(draft)) }
  }

  return { person, start, walkTo, answer, send, ready, placeNow }
}

/** Somebody who is signed in, and whom the registers know by a national number. */
export async function signedIn(world: JourneysWorld, subject: string, nationalId = 'FH-840312-1047') {
  return signIn(world, {
    signedIn: {
      ...{ issuer: 'https://identity.example', subject, level: 'substantial', sid: newId(), idToken: 'token', nationalId },
      ...{ name: { givenNames: subject, familyName: 'Tester' }, language: 'en' },
    },
    ...{ attempt: newId(), before: newId(), language: 'en' },
  })
}

export interface Count {
  readonly submissions: number
  readonly cases: number
  readonly messages: number
  readonly invitations: number
  readonly events: readonly string[]
}

/** What the database holds of one person. */
export async function countOf(world: JourneysWorld, person: string): Promise<Count> {
  const [counted] = await rows<Omit<Count, 'events'>>(
    world,
    sql`select (select count(*) from journeys.submission where person_id = ${person}) as submissions,
               (select count(*) from cases.case_file where person_id = ${person}) as cases,
               (select count(*) from mailbox.message where person_id = ${person}) as messages,
               (select count(*) from feedback.invitation where person_id = ${person}) as invitations`,
  )
  const events = await rows<{ kind: string }>(
    world,
    sql`select kind from platform.event where person_id = ${person} order by seq`,
  )
  return { ...counted!, events: events.map(event => event.kind) }
}

/** The website of the journeys alone, without a socket and without the shell. */
export function siteOf(world: JourneysWorld) {
  return buildServer(world, {
    routes: journeyRoutes,
    assets: new Map(),
    publicUrl: 'http://127.0.0.1:3000',
    formTargets: [],
    shell: ({ body }) => body,
  })
}

export type Form = Readonly<Record<string, string | readonly string[]>>

/** A tab of somebody who is signed in. */
export async function tabOf(world: JourneysWorld, subject: string, app = siteOf(world)) {
  const { secret, person } = await signedIn(world, subject)
  const cookie = (language: string) => ({ cookie: `portico=${secret}; language=${language}` })
  const get = (url: string, language = 'en') => app.inject({ url, headers: cookie(language) })
  const start = { personId: person, kind: 'service', subject: 'move-home', channel: 'web', language: 'en' } as const
  const { body } = await get(`/journeys/${(await startJourney(world, start)).id}/discard`)
  const token = /name="form-token" value="([^"]+)"/.exec(body)![1]!
  function post(url: string, form: Form = {}, language = 'en') {
    const fields = Object.entries({ ...form, 'form-token': token }).flatMap(([name, value]) =>
      [value].flat().map(one => [name, one]),
    )
    return app.inject({
      ...{ method: 'POST', url, payload: new URLSearchParams(fields as [string, string][]).toString() },
      headers: { ...cookie(language), 'content-type': 'application/x-www-form-urlencoded' },
    })
  }
  /** Begins at the page of a service or a life event. @returns the address of the journey, without the place it leads to first */
  async function begin(at: string): Promise<string> {
    const { location } = (await post(`${at}/start`)).headers
    return /^\/journeys\/[^/]+/.exec(String(location))![0]
  }
  return { person, get, post, begin, token, cookie: cookie('en').cookie, walker: walker(world, { person }) }
}
