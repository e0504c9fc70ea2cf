import type { Fact } from '../fact.ts'
import { didYouMean } from '../feel/vocabulary.ts'
import { answerFault } from '../read-answer.ts'
import type { Example } from '../rule.ts'
import type { ServiceFile } from '../schema/service-file.ts'
import { sayValueFault } from './say-value-fault.ts'
import type { Path } from './source-file.ts'
import { checkDay, maybe, note, referred, type Work } from './work.ts'

const EXAMPLE_KEYS = ['name', 'on', 'given', 'pages', 'ends', 'because']

interface Known {
  /** Every fact there is, and the names of those that the service asks, looks up or looks at. */
  readonly facts: ReadonlyMap<string, Fact>
  readonly used: ReadonlySet<string>
}

/** `examples:` what policy people expect. A value that nobody could give would prove nothing, so it is a fault. */
export function buildExamples(work: Work, file: ServiceFile, known: Known): Example[] {
  return (file.development.examples ?? []).map((shape, at) => {
    const path: Path = ['development', 'examples', at]
    checkDay(work, [...path, 'on'], shape.on)
    for (const one of givenIn(shape.given, known.facts)) checkGiven(work, { ...one, path, on: shape.on }, known)
    checkPages(work, [...path, 'pages'], { named: shape.pages ?? [], file })
    return {
      name: shape.name ?? `example ${at + 1}`,
      on: shape.on,
      given: shape.given,
      ends: shape.ends,
      place: work.source.place(path),
      ...maybe('pages', shape.pages),
      ...maybe('because', shape.because),
      values: Object.fromEntries(Object.entries(shape).filter(([key]) => !EXAMPLE_KEYS.includes(key))),
    }
  })
}

interface Given {
  readonly name: string
  readonly value: unknown
  readonly inside: Path
}

function givenIn(given: Readonly<Record<string, unknown>>, facts: ReadonlyMap<string, Fact>): Given[] {
  const entities = new Map([...facts.values()].flatMap(fact => (fact.of ? [[fact.of, fact.entity] as const] : [])))
  return Object.entries(given).flatMap(([key, group]) => {
    const entries = Array.isArray(group) ? group : [group]
    return entries.flatMap((entry, at) => {
      const inside = Array.isArray(group) ? ['given', key, at] : ['given', key]
      return Object.entries(entry ?? {}).map(([field, value]) => ({
        name: `${entities.get(key) ?? key}.${field}`,
        value,
        inside: [...inside, field],
      }))
    })
  })
}

/** Null is what is not known yet, so it fits every fact. */
function checkGiven(work: Work, given: Given & { path: Path; on: string }, { facts, used }: Known): void {
  const { name, value, inside, on } = given
  const path = [...given.path, ...inside]
  const fact = facts.get(name) ?? referred(work, path, { kind: 'fact', name, among: facts })
  if (!fact || work.isPublished) return
  if (!used.has(name))
    note(work, path, {
      message: `This service makes no use of “${name}”: no page asks it, no register is asked for it and no rule looks at it.`,
      hint: didYouMean(name, used, 'Take it out of the example, or ask it.'),
    })
  const fault = value === null || fact.type === 'file' ? undefined : answerFault(fact, value, on)
  if (fault) note(work, path, sayValueFault(fact, value, fault))
}

function checkPages(work: Work, path: Path, { named, file }: { named: readonly string[]; file: ServiceFile }): void {
  const pages = new Map(file.design.pages.map(page => [page.page, page]))
  for (const [at, id] of named.entries())
    referred(work, [...path, at], { kind: 'page', name: id.replace(/\[\d+\]$/, ''), among: pages })
}
