import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { loadCatalogue } from '#catalogue'
import { signers } from '#documents'
import { appointOfficer, type ConsentTerms, giveConsent, type Role, type SignInProvider, signIn } from '#people'
import { buildServer, newId } from '#platform'
import { testWorld } from '#platform/testing'
import { type Exchange, type LookUp, lookUp, type Notice } from '#registers'
import { privacyRoutes } from '../routes.ts'
import type { PrivacyWorld } from '../world.ts'

const FAIRHAVEN = join(import.meta.dirname, '../../..')

/** Fairhaven on a database of its own, with registers that know one income, a real signing key, and the pages about one's data. */
export async function privacyTown() {
  const keys = await mkdtemp(join(tmpdir(), 'portico-keys-'))
  after(() => rm(keys, { recursive: true }))
  const asked: string[] = []
  const noticed: Notice[] = []
  const exchange: Exchange = {
    async ask({ id, path }) {
      asked.push(path)
      return { kind: 'answered', status: 200, json: { assessedIncomeMinor: 5_200_000, givenNames: 'Bo' }, id: id!, ms: 1 }
    },
  }
  const world = {
    ...(await testWorld()),
    catalogue: await loadCatalogue(FAIRHAVEN),
    signer: await signers.file(keys),
    notices: { send: async (notice: Notice) => void noticed.push(notice) },
    ...{ exchange, identityProvider: {} as SignInProvider, publicUrl: 'https://fairhaven.example', closedDays: ['2026-12-25'] },
  }
  return { world, asked, noticed, app: siteOf(world) }
}

function siteOf(world: PrivacyWorld) {
  return buildServer(world, {
    routes: privacyRoutes,
    assets: new Map(),
    publicUrl: 'http://127.0.0.1:3000',
    formTargets: [],
    shell: ({ body }) => body,
  })
}

/** Somebody signed in, in a tab of their own; `works` makes them staff of an agency. */
export async function enter(
  { world, app }: Awaited<ReturnType<typeof privacyTown>>,
  subject: string,
  works?: { agency: string; role: Role },
) {
  const signedIn = {
    ...({ issuer: 'https://identity.example', level: 'substantial', idToken: 't' } as const),
    ...{ subject, nationalId: `FH-${subject}` },
    name: { givenNames: subject, familyName: 'Tester' },
  }
  const { secret, person } = await signIn(world, { signedIn, attempt: newId(), before: '', language: 'en' })
  const officerId = works ? await appointOfficer(world, { person, ...works, by: 'test' }) : undefined
  const see = (url: string, language = 'en') =>
    app.inject({ url, headers: { cookie: `portico=${secret}; language=${language}` } })
  const tokenOn = async (page: string) => /name="form-token" value="([^"]+)"/.exec((await see(page)).body)?.[1] ?? ''
  const post = (url: string, token: string, fields: Record<string, string> = {}) =>
    app.inject({
      ...{ method: 'POST', url, payload: new URLSearchParams({ ...fields, 'form-token': token }).toString() },
      headers: { cookie: `portico=${secret}`, 'content-type': 'application/x-www-form-urlencoded' },
    })
  const send = async (url: string, from: string, fields: Record<string, string> = {}) => post(url, await tokenOn(from), fields)
  return { person, officerId, see, send, tokenOn, post }
}

const INCOME = 'tax.assessed-income'
const LAW = 'Family Support Act 2021 s.4'

/** Lets a register be asked for a person's income, by law unless said otherwise. */
export function look(world: PrivacyWorld, person: string, more: Partial<LookUp> = {}) {
  const query = world.catalogue.registers.get(INCOME)!
  const facts = [world.catalogue.facts.get('household.incomeLastYear')!]
  const about = { person, nationalId: 'FH-1', by: person, service: 'child-benefit' }
  return lookUp(world, { ...about, query, facts, ground: { law: LAW }, ...more })
}

/** A consent to ask for the income last year. */
export function agree(world: PrivacyWorld, person: string, more: Partial<ConsentTerms> = {}) {
  const { purpose } = world.catalogue.registers.get(INCOME)!
  const facts = ['household.incomeLastYear']
  const terms: ConsentTerms = {
    ...{ controller: 'family-agency', recipients: ['family-agency'], jurisdiction: 'FH', notice: 'Your income\nMay we ask?' },
    categories: { 'household.incomeLastYear': 'dpv:SensitivePersonalData' },
    ...{ processing: ['dpv:Collect', 'dpv:Use'], retention: { 'household.incomeLastYear': 'P2Y' }, ...more },
  }
  return giveConsent(world, { person, query: INCOME, facts, purpose, service: 'child-benefit', language: 'en', terms })
}

/** What stands on a page, without its marks. */
export function textOf(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}
