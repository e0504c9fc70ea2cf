import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { type Connection, Unavailable } from '#platform'
import { testWorld } from '#platform/testing'
import { startOldScreen } from '../../../dev/registers/old-screen.ts'
import { startRegisters } from '../../../dev/registers/registers.ts'
import { namedPeople } from '../../../dev/town/named-people.ts'
import { makePopulation } from '../../../dev/town/population.ts'
import type { DropScript, ScreenScript } from '../old/schema.ts'
import { enterEntry } from '../own/enter-entry.ts'
import type { OwnRegister, Told } from '../own/own-register.ts'
import { fact } from '../testing/facts.ts'
import type { Exchange, NotAnswered, Question } from './exchange.ts'
import { fileDropExchange } from './file-drop.ts'
import { ownTablesExchange } from './own-tables.ts'
import { type PretendRegister, pretendExchange } from './pretend.ts'
import { routedExchange } from './routed.ts'
import { screenExchange } from './screen.ts'
import { xRoadExchange } from './x-road.ts'

const POPULATION = 'FH/GOV/population-office/population/person-v1'
const TAX = 'FH/GOV/tax-office/tax/assessments-v1'
const bo = namedPeople.find(person => person.subject === 'bo')!
const aboutBo: Question = {
  service: POPULATION,
  method: 'GET',
  path: `/persons/${bo.nationalId}`,
  userId: 'FH-bo',
  issue: 'journey-1',
}
const bosIncome: Question = {
  ...aboutBo,
  service: TAX,
  path: `/persons/${bo.nationalId}/assessed-income`,
  query: { year: 'last' },
}

type Trouble = 'stale' | 'slow' | 'hung' | 'error' | 'garbage' | 'huge' | 'cut' | 'refuse' | 'none'

/** One adapter with registers behind it, set up so that a test can wait on it. */
interface Stage {
  readonly exchange: Exchange
  /** The troubles it may get into, and how each is told; a file that lies here cannot hang. */
  readonly told: Partial<Record<Trouble, NotAnswered['reason']>>
  readonly mayRefuse: boolean
  make(kind: Trouble): Promise<void>
  passTime(ms: number): void
  close(): Promise<void>
}

const TOLD = {
  slow: 'timeout',
  hung: 'timeout',
  error: 'error-status',
  garbage: 'nonsense',
  huge: 'too-large',
  cut: 'unreachable',
} as const

const population = makePopulation({ today: '2026-11-21' })
const oldScreen = await startOldScreen(population)
after(() => oldScreen.close())
const folder = mkdtempSync(join(tmpdir(), 'portico-drop-'))
after(() => rmSync(folder, { recursive: true }))

/** A register beside the old one, on the same exchange. */
const tax = () => pretendExchange({ [TAX]: () => ({ status: 200, json: { year: 2025 } }) })

const SCREEN: ScreenScript = {
  'log-in': [{ open: '/' }, { fill: { User: '{user}', Password: '{password}' }, press: 'Log on' }],
  'logged-in-when': 'Log off',
  answers: [
    {
      get: '/persons/{nationalId}',
      steps: [
        { open: '/' },
        { follow: 'Find a person' },
        { fill: { 'Identity no.': '{nationalId}' }, press: 'Search' },
        { follow: '{nationalId}' },
      ],
      'nothing-when': ['NO RECORD FOUND'],
      'must-show': '{nationalId}',
      gives: { nationalId: 'Identity no.', bornOn: { from: 'Born', day: 'DD.MM.YYYY' } },
    },
  ],
}
const DROP: DropScript = {
  rows: 'csv',
  'stale-after': '26 h',
  answers: [{ get: '/persons/{nationalId}', key: 'id', gives: { nationalId: 'id', familyName: 'surname' } }],
}

const nationalId = fact('person.nationalId', 'national-id')
const [OWN_CODE, US] = ['person-v1', 'FH/GOV/population-office/population']
const words = { en: 'People' }
const told: Told = {
  ...{ id: OWN_CODE, name: words, purpose: words, path: '/persons/{nationalId}' },
  ...{ gives: new Map([['person.nationalId', 'nationalId']]), to: [{ client: US, name: words, law: 'A law' }] },
}
const people: OwnRegister = {
  ...{ id: 'people', name: words, purpose: words, agency: 'population-office', law: 'A law', about: 'person' },
  ...{ key: nationalId, title: nationalId, findBy: [nationalId], fields: [nationalId], tells: new Map([[OWN_CODE, told]]) },
}
const tables = await testWorld()
await enterEntry(tables, people, { values: { person: { nationalId: bo.nationalId } }, from: '2026-01-01', by: 'test' })

const registers = await startRegisters({ today: '2026-11-21' })
after(() => registers.close())

const STAGES: Record<string, () => Stage> = {
  'X-Road, over loopback'() {
    let later = 0
    const clock = () => performance.now() + later
    const exchange = xRoadExchange({
      securityServer: registers.url,
      client: 'FH/GOV/portico/portico',
      timeoutMs: 300,
      maxUnderWay: 8,
      clock,
    })
    const make = async (kind: Trouble) => {
      await fetch(new URL('/pretend/trouble', registers.url), {
        method: 'POST',
        body: JSON.stringify({ service: POPULATION, kind, seconds: 10 }),
      })
    }
    const passTime = (ms: number) => {
      later += ms
    }
    return { exchange, told: TOLD, mayRefuse: true, make, passTime, close: () => make('none') }
  },
  'pretend, in this process'() {
    let later = 0
    let trouble: Trouble = 'none'
    const REASONS = {
      slow: 'timeout',
      hung: 'timeout',
      error: 'error-status',
      garbage: 'nonsense',
      huge: 'too-large',
      cut: 'unreachable',
    } as const
    const population: PretendRegister = ({ path }) => {
      if (trouble === 'refuse') return { refused: 500 }
      if (trouble === 'hung') return 'hung'
      if (trouble !== 'none' && trouble !== 'stale') return { reason: REASONS[trouble] }
      return path.endsWith(bo.nationalId) ? { status: 200, json: { nationalId: bo.nationalId } } : { status: 404, json: null }
    }
    const tax: PretendRegister = () => ({ status: 200, json: { year: 2025 } })
    const exchange = pretendExchange(
      { [POPULATION]: population, [TAX]: tax },
      { timeoutMs: 300, maxUnderWay: 8, clock: () => performance.now() + later },
    )
    const make = async (kind: Trouble) => {
      trouble = kind
    }
    const passTime = (ms: number) => {
      later += ms
    }
    return { exchange, told: TOLD, mayRefuse: true, make, passTime, close: async () => {} }
  },
  'an old screen, used as its clerks do'() {
    let later = 0
    const settings = { script: SCREEN, address: oldScreen.url, user: 'portico', password: 'a long pass phrase' }
    const clock = () => performance.now() + later
    const own = screenExchange({ ...settings, timeoutMs: 1000, maxUnderWay: 8, clock })
    return {
      exchange: routedExchange(new Map([[POPULATION, own]]), tax()),
      ...{ told: TOLD, mayRefuse: true },
      make: async kind => oldScreen.make(kind as Exclude<Trouble, 'stale'>),
      passTime(ms) {
        later += ms
      },
      close: async () => oldScreen.make('none'),
    }
  },
  'a file that is left each night'() {
    let later = 0
    let now = new Date('2026-11-21T09:00:00Z')
    const text = `id,surname,notes\n${bo.nationalId},Lindgren,"a, ""b"" c"\n`
    writeFileSync(join(folder, 'people.csv'), text)
    const sha256 = createHash('sha256').update(text).digest('hex')
    writeFileSync(
      join(folder, 'manifest.json'),
      JSON.stringify({ file: 'people.csv', sha256, rows: 1, asOf: '2026-11-21T02:00:00Z' }),
    )
    const clock = () => performance.now() + later
    const own = fileDropExchange({ script: DROP, folder, now: () => now, tell: assert.fail, clock })
    return {
      exchange: routedExchange(new Map([[POPULATION, own]]), tax()),
      ...{ told: { stale: 'stale' }, mayRefuse: false },
      async make(kind) {
        now = new Date(kind === 'stale' ? '2026-11-22T09:00:00Z' : '2026-11-21T09:00:00Z')
      },
      passTime(ms) {
        later += ms
      },
      close: async () => {},
    }
  },
}

STAGES['our own tables'] = () => {
  let later = 0
  let trouble: Trouble = 'none'
  const query: Connection['query'] = statement => {
    if (trouble === 'hung') return new Promise(() => {})
    if (trouble === 'cut') return Promise.reject(new Unavailable('DATABASE_UNAVAILABLE', { retryAfterSeconds: 5 }))
    return tables.db.query(statement)
  }
  const settings = { timeoutMs: 300, maxUnderWay: 8, clock: () => performance.now() + later, client: US }
  const world = { ...tables, db: { ...tables.db, query } }
  const own = (register: OwnRegister) => ownTablesExchange({ ...settings, world, registers: new Map([['people', register]]) })
  const toNobody = { ...people, tells: new Map([[OWN_CODE, { ...told, to: [] }]]) }
  const [open, closed] = [own(people), own(toNobody)]
  const asked: Exchange = { ask: question => (trouble === 'refuse' ? closed : open).ask(question) }
  return {
    exchange: routedExchange(new Map([[POPULATION, asked]]), tax()),
    ...{ told: { hung: 'timeout', cut: 'unreachable' }, mayRefuse: true },
    async make(kind) {
      trouble = kind
    },
    passTime(ms) {
      later += ms
    },
    close: async () => {},
  }
}

for (const [name, open] of Object.entries(STAGES)) {
  describe(`the exchange (${name})`, () => {
    test('a register that knows the person answers, with the number of the message and proof of the question', () =>
      on(open, async ({ exchange }) => {
        const answer = await exchange.ask({ ...aboutBo, id: 'message-1' })
        assert.ok(answer.kind === 'answered' && answer.status === 200)
        assert.equal((answer.json as { nationalId: string }).nationalId, bo.nationalId)
        assert.ok(answer.id === 'message-1' && answer.requestHash && answer.ms >= 0)
      }))

    test('a person whom the register does not know is an answer, not a failure', () =>
      on(open, async ({ exchange }) => {
        const answer = await exchange.ask({ ...aboutBo, path: '/persons/FH-000101-0000' })
        assert.ok(answer.kind === 'answered' && answer.status === 404)
      }))

    test('what we may not ask is refused, and a refusal never opens the breaker', () =>
      on(open, async ({ exchange, make, mayRefuse }) => {
        if (!mayRefuse) return
        await make('refuse')
        for (let time = 0; time < 7; time++) assert.equal((await exchange.ask(aboutBo)).kind, 'refused')
      }))

    test('a register in trouble is told as what it is, naming nobody, and answers again afterwards', () =>
      on(open, async ({ exchange, make, told, passTime }) => {
        for (const [kind, reason] of Object.entries(told)) {
          await make(kind as Trouble)
          const answer = await exchange.ask(aboutBo)
          assert.ok(answer.kind === 'unavailable' && answer.reason === reason, `${kind}: ${JSON.stringify(answer)}`)
          assert.ok(!JSON.stringify(answer).includes(bo.nationalId))
          await make('none')
          passTime(10_001)
          assert.equal((await exchange.ask(aboutBo)).kind, 'answered', `after ${kind}`)
        }
      }))

    test('five failures in a row open the breaker for that register alone, and it closes by itself when the register is well', () =>
      on(open, async ({ exchange, make, passTime, told }) => {
        const kind = told.error ? 'error' : (Object.keys(told)[0] as Trouble)
        await make(kind)
        for (let time = 0; time < 5; time++) assert.equal(await reasonOf(exchange), told[kind])
        assert.equal(await reasonOf(exchange), 'breaker-open')
        assert.equal((await exchange.ask(bosIncome)).kind, 'answered')
        await make('none')
        assert.equal(await reasonOf(exchange), 'breaker-open')
        passTime(10_001)
        assert.equal((await exchange.ask(aboutBo)).kind, 'answered')
        assert.equal((await exchange.ask(aboutBo)).kind, 'answered')
      }))

    test('a hung register holds nobody else: past its share of calls the next is told at once, and other registers answer', () =>
      on(open, async ({ exchange, make, told }) => {
        if (!told.hung) return
        await make('hung')
        const waiting = Array.from({ length: 8 }, () => exchange.ask(aboutBo))
        assert.equal(await reasonOf(exchange), 'busy')
        assert.equal((await exchange.ask(bosIncome)).kind, 'answered')
        assert.ok((await Promise.all(waiting)).every(answer => answer.kind === 'unavailable' && answer.reason === 'timeout'))
      }))
  })
}

async function on(open: () => Stage, play: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = open()
  try {
    await play(stage)
  } finally {
    await stage.close()
  }
}

async function reasonOf(exchange: Exchange): Promise<string> {
  const answer = await exchange.ask(aboutBo)
  return answer.kind === 'unavailable' ? answer.reason : answer.kind
}
