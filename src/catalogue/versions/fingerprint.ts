import { createHash } from 'node:crypto'
import type { Service } from '../service.ts'

/** The files that give a service its meaning, as plain values. */
export interface Meaning {
  readonly service: unknown
  readonly facts: unknown
  readonly registers: unknown
}

/**
 * A digest of everything that gives a version its meaning: its own file, and of the files it leans on the facts and the
 * registers it uses. Comments, spacing and what other services use are not in it. Hexadecimal SHA-256.
 */
export function fingerprintOf(service: Service, { service: file, facts, registers }: Meaning): string {
  const shared = [...service.facts.values()].filter(fact => !fact.only).map(fact => fact.name)
  const asked = [...new Set(service.know.map(({ from }) => from.split('.')[0]!))]
  const meaning = {
    service: file,
    facts: pick(inside(facts, 'facts'), shared),
    registers: pick(inside(registers, 'registers'), asked),
  }
  return sha256(canonical(meaning))
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function inside(file: unknown, key: string): Record<string, unknown> {
  return ((file as Record<string, unknown> | undefined)?.[key] ?? {}) as Record<string, unknown>
}

function pick(from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map(name => [name, from[name]]))
}

/** JSON with the keys of every object in order, so that equal meanings are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    return isObject ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner
  })
}
