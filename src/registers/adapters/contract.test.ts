import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { startRegisters } from '../../../dev/registers/registers.ts'
import { namedPeople } from '../../../dev/town/named-people.ts'
import type { Exchange, NotAnswered, Question } from './exchange.ts'
import { type PretendRegister, pretendExchange } from './pretend.ts'
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

type Trouble = 'slow' | 'hung' | 'error' | 'garbage' | 'huge' | 'cut' | 'refuse' | 'none'

/** One adapter with registers behind it, set up so that a test can wait on it. */
interface Stage {
  readonly exchange: Exchange
  make(kind: Trouble): Promise<void>
  passTime(ms: number): void
  close(): Promise<void>
}

const registers = await startRegisters({ today: '2026-11-21' })
after(() => registers.close())

const STAGES: Readonly<Record<string, () => Stage>> = {
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
    return { exchange, make, passTime, close: () => make('none') }
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
      if (trouble !== 'none') return { reason: REASONS[trouble] }
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
    return { exchange, make, passTime, close: async () => {} }
  },
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
      on(open, async ({ exchange, make }) => {
        await make('refuse')
        for (let time = 0; time < 7; time++) assert.equal((await exchange.ask(aboutBo)).kind, 'refused')
      }))

    const TOLD: Readonly<Record<string, NotAnswered['reason']>> = {
      slow: 'timeout',
      hung: 'timeout',
      error: 'error-status',
      garbage: 'nonsense',
      huge: 'too-large',
      cut: 'unreachable',
    }
    for (const [kind, reason] of Object.entries(TOLD)) {
      test(`a register in trouble (${kind}) is told as "${reason}", naming nobody`, () =>
        on(open, async ({ exchange, make }) => {
          await make(kind as Trouble)
          const answer = await exchange.ask(aboutBo)
          assert.ok(answer.kind === 'unavailable' && answer.reason === reason, JSON.stringify(answer))
          assert.ok(!JSON.stringify(answer).includes(bo.nationalId))
        }))
    }

    test('five failures in a row open the breaker for that register alone, and it closes by itself when the register is well', () =>
      on(open, async ({ exchange, make, passTime }) => {
        await make('error')
        for (let time = 0; time < 5; time++) assert.equal(await told(exchange), 'error-status')
        assert.equal(await told(exchange), 'breaker-open')
        assert.equal((await exchange.ask(bosIncome)).kind, 'answered')
        await make('none')
        assert.equal(await told(exchange), 'breaker-open')
        passTime(10_001)
        assert.equal((await exchange.ask(aboutBo)).kind, 'answered')
        assert.equal((await exchange.ask(aboutBo)).kind, 'answered')
      }))

    test('a hung register holds nobody else: past its share of calls the next is told at once, and other registers answer', () =>
      on(open, async ({ exchange, make }) => {
        await make('hung')
        const waiting = Array.from({ length: 8 }, () => exchange.ask(aboutBo))
        assert.equal(await told(exchange), 'busy')
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

async function told(exchange: Exchange): Promise<string> {
  const answer = await exchange.ask(aboutBo)
  return answer.kind === 'unavailable' ? answer.reason : answer.kind
}
