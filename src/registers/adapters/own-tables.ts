import { setTimeout as wait } from 'node:timers/promises'
import { Unavailable, type World } from '#platform'
import { standingEntry, tellEntry } from '../own/answer-own.ts'
import type { OwnRegister, OwnRegisters, Told } from '../own/own-register.ts'
import type { Exchange } from './exchange.ts'
import { type Finding, guardedExchange, type Limits, type NumberedQuestion } from './guarded-exchange.ts'
import { matchPath } from './match-path.ts'

export interface OwnTablesSettings extends Limits {
  readonly world: World
  readonly registers: OwnRegisters
  /** Our own subsystem on the exchange, `FH/GOV/portico/portico`: what stands under it is ours, and it asks as itself. */
  readonly client: string
  /** How long the database is waited for. */
  readonly timeoutMs?: number
}

/** Asks a register that an agency keeps in Portico: from our own tables, under the same law as every other member. */
export function ownTablesExchange({ world, registers, client, timeoutMs = 2000, ...limits }: OwnTablesSettings): Exchange {
  const services = servicesOf(registers, client)
  return guardedExchange(limits, question => async () => {
    const service = services.get(question.service)
    const key = service && question.method === 'GET' && Object.values(matchPath(service.told.path, question.path) ?? {})[0]
    if (!service || !key) return { kind: 'refused', status: 404, fault: 'not-in-the-register' }
    if (!service.told.to.some(one => one.client === client)) return { kind: 'refused', status: 403, fault: 'no-law-lets-us-ask' }
    return answered(world, service, { key, question, timeoutMs })
  })
}

interface OwnService {
  readonly register: OwnRegister
  readonly told: Told
}

/** Everything that our own registers tell, by its X-Road identifier. */
export function servicesOf(registers: OwnRegisters, client: string): Map<string, OwnService> {
  const all = [...registers.values()].flatMap(register => [...register.tells.values()].map(told => ({ register, told })))
  return new Map(all.map(one => [`${client}/${one.told.id}`, one]))
}

async function answered(
  world: World,
  { register, told }: OwnService,
  { key, question, timeoutMs }: { key: string; question: NumberedQuestion; timeoutMs: number },
): Promise<Finding> {
  const done = new AbortController()
  const tooLate = wait<Finding>(timeoutMs, { kind: 'unavailable', reason: 'timeout' }, { signal: done.signal })
  const found = standingEntry(world, register, key).then((values): Finding => {
    const requestHash = `own-${question.id}`
    if (!values) return { kind: 'answered', status: 404, json: null, requestHash }
    return { kind: 'answered', status: 200, json: tellEntry(told, register.fields, values), requestHash }
  }, unreachable)
  try {
    return await Promise.race([found, tooLate])
  } finally {
    done.abort()
    tooLate.catch(() => {})
  }
}

/** Our own database being away is no other trouble than any register's. @throws whatever else it was */
function unreachable(error: unknown): Finding {
  if (error instanceof Unavailable) return { kind: 'unavailable', reason: 'unreachable' }
  throw error
}
