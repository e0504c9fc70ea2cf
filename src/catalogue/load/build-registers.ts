import type { Government } from '../catalogue.ts'
import type { Fact } from '../fact.ts'
import type { Agency, RegisterQuery } from '../register.ts'
import type { AgenciesFile, RegistersFile } from '../schema/registers-file.ts'
import type { Path } from './source-file.ts'
import { checkDay, inEveryLanguage, maybe, note, referred, type Work } from './work.ts'

const DEFAULT_TIME_LIMIT_MS = 2000

type QueryShape = RegistersFile['registers'][string]['queries'][string]

interface Known {
  readonly agencies: ReadonlyMap<string, Agency>
  readonly facts: ReadonlyMap<string, Fact>
}

export function buildGovernment(work: Work, { government }: AgenciesFile): Government {
  const { 'closed-days': closedDays = [], 'reading-age': readingAge, fictional: isFictional = false, ...named } = government
  inEveryLanguage(work, ['government', 'name'], named.name)
  for (const [at, day] of closedDays.entries()) checkDay(work, ['government', 'closed-days', at], day)
  return { ...named, ...maybe('readingAge', readingAge), closedDays, isFictional }
}

export function buildAgencies(work: Work, { agencies }: AgenciesFile): Map<string, Agency> {
  return new Map(
    Object.entries(agencies).map(([id, { name, url, contact }]) => {
      if (contact?.opens) inEveryLanguage(work, ['agencies', id, 'contact', 'opens'], contact.opens)
      return [
        id,
        { id, name: inEveryLanguage(work, ['agencies', id, 'name'], name), ...maybe('url', url), ...maybe('contact', contact) },
      ]
    }),
  )
}

/** Every query of every register, by `register.query`. */
export function buildRegisters(work: Work, { registers }: RegistersFile, known: Known): Map<string, RegisterQuery> {
  const queries = Object.entries(registers).flatMap(([register, { agency, name, queries }]) => {
    const path = ['registers', register]
    referred(work, [...path, 'agency'], { kind: 'agency', name: agency, among: known.agencies })
    inEveryLanguage(work, [...path, 'name'], name)
    return Object.entries(queries).map(([query, shape]) => ({
      path: [...path, 'queries', query],
      id: `${register}.${query}`,
      register,
      agency,
      shape,
    }))
  })
  return new Map(
    queries.map(({ path, shape, ...names }) => [names.id, { ...names, ...buildQuery(work, path, { shape, known }) }]),
  )
}

function buildQuery(work: Work, path: Path, { shape, known }: { shape: QueryShape; known: Known }) {
  for (const fact of Object.keys(shape.gives)) checkGiven(work, [...path, 'gives', fact], { fact, shape, known })
  return {
    name: inEveryLanguage(work, [...path, 'name'], shape.name),
    purpose: inEveryLanguage(work, [...path, 'purpose'], shape.purpose),
    serviceId: shape.service,
    path: shape.get,
    timeLimitMs: shape.within ? Math.round(Number.parseFloat(shape.within) * 1000) : DEFAULT_TIME_LIMIT_MS,
    ...maybe('list', shape.list),
    gives: new Map(Object.entries(shape.gives)),
  }
}

function checkGiven(work: Work, path: Path, { fact, shape, known }: { fact: string; shape: QueryShape; known: Known }): void {
  const found = referred(work, path, { kind: 'fact', name: fact, among: known.facts })
  if (!found || found.of === shape.list?.of) return
  const hint = found.of ? `Add list: { as: ${found.entity}, of: ${found.of} }.` : `“${fact}” is not of one ${shape.list?.as}.`
  note(work, path, { message: `“${fact}” does not fit an answer ${shape.list ? 'that is a list' : 'that is not a list'}.`, hint })
}

/** A fact's authority must be a query that gives it. */
export function checkAuthorities(
  work: Work,
  facts: ReadonlyMap<string, Fact>,
  registers: ReadonlyMap<string, RegisterQuery>,
): void {
  for (const { name, authority } of facts.values()) {
    if (!authority) continue
    const path = ['facts', name, 'authority']
    const query = referred(work, path, { kind: 'register', name: authority, among: registers })
    if (query && !query.gives.has(name))
      note(work, path, {
        message: `“${authority}” does not give “${name}”.`,
        hint: `Add it to the query's “gives” in registers.yaml.`,
      })
  }
}
