import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Exchange, lookUp, xRoadExchange } from '#registers'
import { makeCertificate } from '../../dev/registers/certificate.ts'
import { startRegisters } from '../../dev/registers/registers.ts'
import { startSecurityServer } from '../../dev/registers/security-server.ts'
import { taxRegister } from '../../dev/registers/tax-register.ts'
import { makePopulation } from '../../dev/town/population.ts'
import { routedExchange } from '../registers/adapters/routed.ts'
import { signedIn, TAX, testTown, walker } from './testing/town.ts'
import type { JourneysWorld } from './world.ts'

const INCOME = 'tax.assessed-income'
const US = 'FH/GOV/portico/portico'
const NATIONAL_ID = 'FH-840312-1047'
const today = '2026-11-21'
const { world } = await testTown()
const registers = await startRegisters({ today })
after(() => registers.close())

/** An exchange in which the tax register can be spoilt and mended, and whose breaker's clock can be moved. */
interface Stage {
  readonly exchange: Exchange
  spoil(): Promise<void>
  mend(): Promise<void>
  passTime(ms: number): void
  close(): Promise<void>
}

async function troubled(kind: string): Promise<Stage> {
  let later = 0
  const clock = () => performance.now() + later
  const make = async (what: string) => {
    const trouble = JSON.stringify({ service: TAX, kind: what, seconds: 10 })
    await fetch(new URL('/pretend/trouble', registers.url), { method: 'POST', body: trouble })
  }
  return {
    exchange: xRoadExchange({ securityServer: registers.url, client: US, timeoutMs: 1000, clock }),
    spoil: () => make(kind),
    mend: () => make('none'),
    passTime(ms) {
      later += ms
    },
    close: () => make('none'),
  }
}

/** The tax register behind TLS, whose certificate has expired until it is mended. */
async function expired(): Promise<Stage> {
  const day = 86_400_000
  const [from, until] = [new Date(Date.now() - 9 * day), new Date(Date.now() + 9 * day)]
  const authority = makeCertificate({ name: 'authority', from, until })
  const good = makeCertificate({ name: 'good', from, until, by: authority })
  const old = makeCertificate({ name: 'old', from, until: new Date(Date.now() - day), by: authority })
  const services = [taxRegister(makePopulation({ today }), [US])]
  let server = await startSecurityServer({ services, tls: good })
  const port = Number(server.url.port)
  const show = async (tls: typeof good) => {
    await server.close()
    server = await startSecurityServer({ services, tls, port })
  }
  let later = 0
  const clock = () => performance.now() + later
  const own = xRoadExchange({ securityServer: server.url, client: US, clock, certificate: () => ({ ca: authority.cert }) })
  return {
    exchange: routedExchange(new Map([[TAX, own]]), xRoadExchange({ securityServer: registers.url, client: US })),
    spoil: () => show(old),
    mend: () => show(good),
    passTime(ms) {
      later += ms
    },
    close: () => server.close(),
  }
}

const FAULTS: Readonly<Record<string, { open: () => Promise<Stage>; told: string }>> = {
  'takes ten seconds': { open: () => troubled('slow'), told: 'timeout' },
  hangs: { open: () => troubled('hung'), told: 'timeout' },
  'answers 500': { open: () => troubled('error'), told: 'error-status' },
  'talks garbage': { open: () => troubled('garbage'), told: 'nonsense' },
  'sends a gigabyte': { open: () => troubled('huge'), told: 'too-large' },
  'shows an expired certificate': { open: expired, told: 'untrusted' },
  'breaks off in the middle': { open: () => troubled('cut'), told: 'unreachable' },
  'says it is a web page': { open: () => troubled('type'), told: 'nonsense' },
}

for (const [what, { open, told }] of Object.entries(FAULTS))
  test(`a register that ${what}: the others are asked, answers are kept, its breaker opens within five and closes by itself`, async () => {
    const stage = await open()
    await stage.spoil()
    const town = { ...world, exchange: stage.exchange }
    await answersAreKept(town, what)
    await breakerOpensAndCloses(town, stage, told)
    await stage.close()
  })

/** Bo goes her whole way: what the other register told stands, she types what this one did not, and her request is received. */
async function answersAreKept(town: JourneysWorld, subject: string): Promise<void> {
  const her = walker(town, { person: (await signedIn(town, subject, NATIONAL_ID)).person })
  const draft = await her.start()
  const now = async () => (await her.placeNow(draft)).draft
  await her.walkTo(draft, 'child-benefit.income')
  const { lookups, answers } = await now()
  assert.deepEqual([lookups[INCOME]?.status, lookups['population.person']?.status], ['unavailable', 'told'])
  assert.equal((answers.applicant as { familyName: string }).familyName, 'Lindgren')
  await her.walkTo(draft, 'check')
  const typed = (await now()).answers
  assert.equal((typed.household as { incomeLastYear: number }).incomeLastYear, 5_430_000)
  assert.equal((await her.send(draft)).result, 'sent')
}

async function breakerOpensAndCloses(town: JourneysWorld, stage: Stage, told: string): Promise<void> {
  // What the journey has just asked may already have counted once.
  const heard = []
  for (let time = 0; time < 6; time++) heard.push(await askTax(town))
  const tries = heard.indexOf('breaker-open')
  assert.ok(tries >= 0 && tries <= 5, heard.join(', '))
  assert.deepEqual([...new Set(heard.slice(0, tries))], [told])
  await stage.mend()
  assert.equal(await askTax(town), 'breaker-open')
  stage.passTime(10_001)
  assert.deepEqual([await askTax(town), await askTax(town)], ['found', 'found'])
}

async function askTax(town: JourneysWorld): Promise<string> {
  const query = town.catalogue.registers.get(INCOME)!
  const facts = [town.catalogue.facts.get('household.incomeLastYear')!]
  const { person } = await signedIn(town, 'tax', NATIONAL_ID)
  const ground = { law: 'a law' }
  const wanted = { person, nationalId: NATIONAL_ID, query, facts, ground, by: 'system', service: 'child-benefit' }
  const result = await lookUp(town, wanted)
  return result.status === 'unavailable' ? result.reason : result.status
}
