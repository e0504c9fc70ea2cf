import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type Answers, loadCatalogue } from '#catalogue'
import { appointOfficer, type Role, signIn } from '#people'
import { catchUp, newId, newReference, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import type { Decider } from '../case.ts'
import { decideByRule } from '../decide-by-rule.ts'
import { openCases, type Sent } from '../open-cases.ts'
import type { CasesWorld } from '../world.ts'

const FAIRHAVEN = join(import.meta.dirname, '../../..')

/** Fairhaven on a database of its own: the demonstration government's services, and a pretend hand that signs documents. */
export async function testTown() {
  const world = await testWorld()
  const catalogue = await loadCatalogue(FAIRHAVEN)
  const signer = { kid: 'test', keys: [], sign: async () => 'signed' }
  return { ...world, catalogue, signer, publicUrl: 'https://fairhaven.example', closedDays: ['2026-12-25'] }
}

export const amara: Decider = { id: newId(), personId: newId(), agency: 'municipality', name: 'Amara Okoye' }
export const chidi: Decider = { id: newId(), personId: newId(), agency: 'municipality', name: 'Chidi Eze' }
export const farid: Decider = { id: newId(), personId: newId(), agency: 'family-agency', name: 'Farid Nasser' }

/** What Bo's journey comes to: a newborn the hospital told of, and a modest income. */
export const boAnswers: Answers = {
  applicant: {
    ...{ givenNames: 'Bo', familyName: 'Lindgren', bornOn: '1984-03-12', telephone: '+4512345678', livesWithPartner: true },
    residence: { line1: '4 Harbour Street', town: 'Fairhaven', postcode: 'FH1 2AB', country: 'FH' },
    bankAccount: 'FH12345678',
  },
  household: { incomeLastYear: 5_200_000 },
  children: [
    {
      ...{ noticeId: 'BN-2026-0417', givenNames: 'Freja', familyName: 'Lindgren', bornOn: '2026-11-14' },
      ...{ bornAt: 'Fairhaven General Hospital', sex: 'female' },
    },
  ],
  childcare: { startsOn: '2027-09-01', daysPerWeek: 4, kind: ['nursery'], hasNeeds: false },
}

/** Sends services of Fairhaven for a person, as a journey does. */
export async function send(
  world: CasesWorld,
  services: readonly (string | [id: string, after: string])[],
  { isSameBirth, ...more }: Partial<Sent> & { answers?: Answers; isSameBirth?: boolean } = {},
) {
  const answers = isSameBirth ? (more.answers ?? boAnswers) : ofAnotherBirth(more.answers ?? boAnswers)
  const sent: Sent = {
    person: newId(),
    submission: { id: newId(), reference: newReference() },
    language: 'en',
    requests: services.map(part => {
      const [id, after] = typeof part === 'string' ? [part] : part
      const sources = { 'applicant.residence': 'population.person', 'child.bornOn 0': 'population.birth-notices' }
      return { service: world.catalogue.services.get(id)!, answers, after, sources }
    }),
    ...more,
  }
  const opened = await transaction(world, tx => openCases(tx, sent))
  return { ...sent, opened, caseOf: (service: string) => opened.find(one => one.service === service)! }
}

/** A birth is registered once: what is sent again and again is about another one each time. */
function ofAnotherBirth(answers: Answers): Answers {
  const children = answers.children as { noticeId?: string }[] | undefined
  const other = children?.map(child => (child.noticeId ? { ...child, noticeId: `${child.noticeId}-${newReference()}` } : child))
  return other ? { ...answers, children: other } : answers
}

/** Lets the rules hear everything that happened. */
export function letRulesWork(world: CasesWorld): Promise<void> {
  return catchUp(world, [decideByRule])
}

/** A tab of somebody who is signed in; `works` makes them an officer of an agency. */
export async function tabOf(world: CasesWorld, app: FastifyInstance, who: { subject: string; works?: string; role?: Role }) {
  const { secret, person } = await signIn(world, {
    signedIn: {
      ...{ issuer: 'https://identity.example', subject: who.subject, level: 'substantial', sid: newId(), idToken: 'token' },
      ...{ name: { givenNames: who.subject, familyName: 'Tester' }, nationalId: undefined, bornOn: undefined, language: 'en' },
    },
    ...{ attempt: newId(), before: newId(), language: 'en' },
  })
  if (who.works) await appointOfficer(world, { person, agency: who.works, role: who.role ?? 'officer', by: 'test' })
  const headers = { cookie: `portico=${secret}` }
  const get = (url: string) => app.inject({ method: 'GET', url, headers })
  return {
    person,
    cookie: headers.cookie,
    get,
    async post(url: string, fields: Record<string, string>, tokenFrom: string) {
      const [, token = ''] = /name="form-token" value="([^"]+)"/.exec((await get(tokenFrom)).body) ?? []
      return app.inject({
        ...{ method: 'POST', url, payload: new URLSearchParams({ ...fields, 'form-token': token }).toString() },
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      })
    },
  }
}
