import type { Fact } from '../fact.ts'
import type { Page, Service } from '../service.ts'
import { factSchema, inOneLanguage, type Schema } from './fact-schema.ts'

const DRAFT = 'https://json-schema.org/draft/2020-12/schema'

/**
 * The answers of a service as JSON Schema 2020-12: nested by entity, `{ applicant: { bornOn }, children: [{ givenNames }] }`.
 * Anything may still be missing, so that answers can be checked as they come; `$defs.complete` adds what every complete request has.
 */
export function answersSchema(service: Service): Schema {
  return { $schema: DRAFT, ...answersBody(service), $defs: { complete: completeSchema(service) } }
}

/** The schema without what only a document of its own carries. */
export function answersBody(service: Service): Schema {
  const facts = [...service.facts.values()]
  const groups = Map.groupBy(facts, placeOf)
  return {
    title: `Answers: ${inOneLanguage(service.name)}`,
    description: `Version ${service.version}. Facts that no page asks are looked up in registers.`,
    type: 'object',
    properties: Object.fromEntries([...groups].map(([place, held]) => [place, groupSchema(service, held)])),
    additionalProperties: false,
  }
}

function placeOf({ of, entity }: Fact): string {
  return of ?? entity
}

function groupSchema({ pages }: Service, facts: readonly Fact[]): Schema {
  const properties = Object.fromEntries(facts.map(fact => [fact.field, { ...factSchema(fact), ...askedWhen(pages, fact) }]))
  const entry = { type: 'object', properties, additionalProperties: false }
  const of = facts[0]?.of
  if (!of) return entry
  const most = pages.flatMap(({ repeat }) => (repeat?.of === of ? [repeat.max] : []))
  return { type: 'array', items: entry, ...(most.length > 0 && { maxItems: Math.max(...most) }) }
}

/** The FEEL conditions of the pages that ask it, when none asks it always. */
function askedWhen(pages: readonly Page[], { name }: Fact): Schema {
  const asking = pages.filter(page => page.facts.some(fact => fact.name === name))
  if (asking.length === 0 || asking.some(page => !page.when)) return {}
  return { 'x-asked-when': asking.map(page => page.when!.source) }
}

/** What every complete request holds: each fact that a page without a condition asks, and that may not be left blank. */
function completeSchema({ pages }: Service): Schema {
  const always = pages.filter(page => !page.when)
  const needed = always.flatMap(({ facts, repeat }) => facts.filter(fact => !fact.optional && (!fact.of || repeat)))
  const groups = Map.groupBy(needed, placeOf)
  const properties = [...groups].map(([place, facts]) => {
    const entry = { type: 'object', required: [...new Set(facts.map(fact => fact.field))] }
    if (!facts[0]?.of) return [place, entry]
    const least = always.flatMap(({ repeat }) => (repeat?.of === place ? [repeat.min] : []))
    return [place, { type: 'array', minItems: Math.max(0, ...least), items: entry }]
  })
  return { type: 'object', required: [...groups.keys()], properties: Object.fromEntries(properties) }
}
