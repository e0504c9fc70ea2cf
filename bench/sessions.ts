import { type Connections, openConnections } from '../dev/visitor/connections.ts'
import { newVisitor, signIn, type Visitor } from '../dev/visitor/visitor.ts'
import { memoryNow } from './load/cpu.ts'
import { startProduct } from './load/product.ts'
import { type Figure, quantile } from './measure.ts'

const PEOPLE = 10_000
const AT_ONCE = 16
// Of the town's ten thousand not everybody may sign in; who signs in on two devices has two sessions.
const ADULTS = 5_000

/** Ten thousand people are signed in and stay: what the program and its database hold then, and how long a page of theirs takes. */
export async function* sessions(): AsyncIterable<Figure> {
  const product = await startProduct()
  const [site, provider] = [new URL(product.site), new URL(product.identityProvider)]
  const connections = new Map<string, Connections>(
    [site, provider].map(url => [url.origin, openConnections({ hostname: url.hostname, port: Number(url.port) })]),
  )
  const visitors: Visitor[] = []
  const pagesMs: number[] = []
  try {
    const before = memoryNow()
    await eachOf(PEOPLE, async number => {
      const visitor = newVisitor({ connections })
      const { status } = await signIn(visitor, { site, subject: `population-${number % ADULTS}`, goal: '/account' })
      if (status !== 200) throw new Error(`person ${number} was answered with ${status}`)
      visitors.push(visitor)
    })
    await eachOf(PEOPLE, async number => {
      const began = performance.now()
      const { status, url } = await visitors[number]!.visit(new URL('/account', site))
      pagesMs.push(performance.now() - began)
      if (status !== 200 || url.pathname !== '/account') throw new Error(`person ${number} is not signed in any more`)
    })
    const held = memoryNow()
    for (const program of ['product', 'database']) {
      const target = program === 'product' ? { target: 500 } : {}
      yield { measure: `sessions-memory-${program}`, value: held[program]!, unit: 'MB', n: PEOPLE, ...target }
      yield { measure: `sessions-memory-${program}-before`, value: before[program]!, unit: 'MB', n: PEOPLE }
    }
    yield { measure: 'sessions-page-p95', value: quantile(pagesMs, 0.95), unit: 'ms', n: PEOPLE }
  } finally {
    for (const one of connections.values()) one.close()
    await product.stop()
  }
}

/** Does it for each of so many, a few at a time. */
async function eachOf(count: number, act: (number: number) => Promise<void>): Promise<void> {
  let next = 0
  const line = async () => {
    for (let number = next++; number < count; number = next++) await act(number)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, line))
}
