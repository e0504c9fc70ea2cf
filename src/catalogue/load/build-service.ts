import { findMistakes } from '../analyse/find-mistakes.ts'
import type { Fact } from '../fact.ts'
import { type Entities, entitiesOf, type Vocabulary } from '../feel/vocabulary.ts'
import type { Lookup } from '../register.ts'
import type { ServiceFile } from '../schema/service-file.ts'
import type { Law, Service, Targets } from '../service.ts'
import { buildAskedAgain } from './build-asked-again.ts'
import { buildDelivery } from './build-delivery.ts'
import { buildExamples } from './build-examples.ts'
import { buildFacts } from './build-facts.ts'
import { buildPages } from './build-pages.ts'
import { buildDecision, buildEligible, buildParameters, buildReasons } from './build-rules.ts'
import { buildWorkOut } from './build-work-out.ts'
import { checkAsked } from './check-asked.ts'
import { checkReading } from './check-reading.ts'
import { mendRepeats } from './mend-repeats.ts'
import type { Path } from './source-file.ts'
import {
  eachOnce,
  type Foundation,
  inEveryLanguage,
  maybe,
  note,
  noteKey,
  referred,
  referredAgency,
  type Work,
  warn,
} from './work.ts'

/** What a service file is checked against. */
export interface Surroundings extends Foundation {
  /** Entities of the government's facts, made once for all services. */
  readonly entities: Entities
  /** Ids of every service and life event there is a file for. */
  readonly serviceIds: ReadonlyMap<string, string>
  readonly lifeEventIds: ReadonlyMap<string, string>
}

/** A service from a file of the right shape; what is wrong with its meaning goes to the faults. */
export function buildService(work: Work, file: ServiceFile, around: Surroundings): Service {
  const before = work.faults.length
  const { service, words } = compileService(work, file, around)
  if (work.isPublished) return service
  checkReading(work, file, file.direction['reading-age'] ?? around.government.readingAge)
  if (work.faults.slice(before).every(({ severity }) => severity !== 'fault')) {
    checkAsked(work, service)
    findMistakes(work, service, words)
  }
  return service
}

function compileService(work: Work, written: ServiceFile, around: Surroundings): { service: Service; words: Vocabulary } {
  const file = mendRepeats(work, written, around.entities)
  const facts = allFacts(work, file, around)
  const entities = file.facts ? entitiesOf(facts.values()) : around.entities
  const parameters = buildParameters(work, file.development, facts)
  const rows = new Map(file.design.pages.flatMap(({ repeat }) => (repeat ? [[repeat.of, repeat.max] as const] : [])))
  const known: Vocabulary = { facts, parameters, entities, rows, ...maybe('isPublished', work.isPublished) }
  const workOut = buildWorkOut(work, file.development, known)
  const words: Vocabulary = { ...known, figures: workOut.figures }
  const pages = buildPages(work, file, words)
  const eligible = buildEligible(work, file.development, words)
  const reasons = buildReasons(work, file.development)
  const decide = buildDecision(work, file.development, { words, reasons })
  const know = buildKnow(work, file, { facts, around })
  const askedAgain = buildAskedAgain(work, file, { pages, know, facts })
  const delivery = buildDelivery(work, file, { words, around, decide: file.development.decide })
  const used = namesUsed({ pages, workOut: workOut.all, eligible, decide, know, ...delivery }, around)
  const service = {
    ...headOf(work, file, around),
    pages,
    workOut: workOut.all,
    eligible,
    reasons,
    decide,
    know,
    askedAgain,
    parameters,
    examples: buildExamples(work, file, { facts, used }),
    facts: new Map([...facts].filter(([name, fact]) => fact.only === file.service || used.has(name))),
    ...delivery,
  }
  return { service, words }
}

function headOf(work: Work, file: ServiceFile, around: Surroundings) {
  const { owner, board, law = [], 'life-events': lifeEvents = [], topics = [], for: audience, targets = {} } = file.direction
  referredAgency(work, ['direction', 'owner'], owner, around.agencies)
  checkFileName(work, file.service)
  eachOnce(
    work,
    law.map(({ id }, at) => ({ path: ['direction', 'law', at, 'id'], value: id })),
    'law',
  )
  for (const [at, name] of lifeEvents.entries())
    referred(work, ['direction', 'life-events', at], { kind: 'life event', name, among: around.lifeEventIds })
  return {
    id: file.service,
    version: file.version,
    name: inEveryLanguage(work, ['name'], file.name),
    summary: inEveryLanguage(work, ['summary'], file.summary),
    languages: work.languages,
    status: file.status ?? ('live' as const),
    owner,
    ...maybe('board', board),
    audience,
    law: law.map(({ id, cite, url }): Law => ({ id, cite, ...maybe('url', url) })),
    lifeEvents,
    topics,
    targets: targetsOf(targets),
    file: work.source.name,
  }
}

/** Whoever looks for a service looks for its file. */
function checkFileName(work: Work, id: string): void {
  const written = /^services\/(.+)\.yaml$/.exec(work.source.name)?.[1]
  if (written !== undefined && written !== id && !work.isPublished)
    warn(work, ['service'], {
      message: `The service is called “${id}” and its file ${written}.yaml.`,
      hint: `Name the file ${id}.yaml, or write service: ${written}.`,
    })
}

function targetsOf(shape: NonNullable<ServiceFile['direction']['targets']>): Targets {
  const share = (text: string | undefined) => (text === undefined ? undefined : Number.parseFloat(text) / 100)
  return {
    ...maybe('completion', share(shape.completion)),
    ...maybe('ease', share(shape.ease)),
    ...maybe('decidedInTime', share(shape['decided-in-time'])),
    ...maybe('touchpoints', shape.touchpoints),
    ...maybe('askedAgain', shape['asked-again']),
  }
}

/** The government's facts and the service's own; its own may not change what the government's mean. */
function allFacts(work: Work, file: ServiceFile, { facts, government, entities }: Surroundings): ReadonlyMap<string, Fact> {
  if (!file.facts) return facts
  const repeats = file.design.pages.flatMap(({ repeat }) => (repeat ? [[repeat.as, repeat.of] as const] : []))
  const declared = [...entities.byName.values()].flatMap(({ name, of }) => (of ? [[name, of] as const] : []))
  const lists = new Map([...repeats.filter(([entity]) => !entities.byName.has(entity)), ...declared])
  const own = buildFacts(work, file.facts, { lists, currency: government.currency, only: file.service })
  for (const name of own.keys())
    if (facts.has(name))
      noteKey(work, ['facts', name], {
        message: `“${name}” is already a fact of the whole government.`,
        hint: 'Take it out here and use that one, or give this one another name.',
      })
  return new Map([...own, ...facts])
}

function buildKnow(
  work: Work,
  file: ServiceFile,
  { facts, around }: { facts: ReadonlyMap<string, Fact>; around: Surroundings },
): Lookup[] {
  const laws = new Map([...(file.direction.law ?? []).map(({ id }) => [id, id] as const), ['consent', 'consent'] as const])
  return (file.development.know ?? []).map((lookup, at) => {
    const path: Path = ['development', 'know', at]
    checkGround(work, path, { lookup, laws })
    const purpose = lookup.purpose && inEveryLanguage(work, [...path, 'purpose'], lookup.purpose)
    const query = referred(work, [...path, 'from'], { kind: 'register', name: lookup.from, among: around.registers })
    const list = query?.list?.of
    for (const [index, name] of query ? lookup.facts.entries() : []) {
      if (name === list) continue
      const known = referred(work, [...path, 'facts', index], { kind: 'fact', name, among: facts })
      if (known && !query!.gives.has(name))
        note(work, [...path, 'facts', index], {
          message: `“${lookup.from}” does not give “${name}”.`,
          hint: `It gives: ${[...query!.gives.keys()].join(', ')}.`,
        })
    }
    return { ...lookup, ...maybe('purpose', purpose) }
  })
}

function checkGround(work: Work, path: Path, { lookup, laws }: { lookup: Lookup; laws: ReadonlyMap<string, string> }): void {
  referred(work, [...path, 'because'], { kind: 'law', name: lookup.because, among: laws })
  if (lookup.because === 'consent' && lookup.consent !== 'asked')
    note(work, [...path, 'consent'], {
      message: 'A lookup that rests on consent must ask for it.',
      hint: 'Write consent: asked, or name the law that allows it.',
    })
  if (lookup.consent === 'asked' && !lookup.purpose)
    note(work, path, {
      message: 'Nobody can agree to a lookup without being told what it is for.',
      hint: 'Add purpose: { en: To work out … }, as the person will read it beside the box to tick.',
    })
}

type Parts = Pick<Service, 'pages' | 'workOut' | 'eligible' | 'decide' | 'know' | 'gives' | 'pays' | 'tasks' | 'offers'>

function namesUsed(
  { pages, workOut, eligible, decide, know, gives, pays, tasks, offers }: Parts,
  { registers }: Surroundings,
): Set<string> {
  const rules = decide.rules.flatMap(rule => [rule.if, ...rule.outputs.values()])
  const expressions = [
    ...pages.map(page => page.when),
    ...[...workOut.values()].map(({ is }) => is),
    ...eligible.map(rule => rule.if),
    ...rules,
    ...tasks.map(task => task.when),
    ...offers.map(offer => offer.when),
  ]
  const looked = know.flatMap(({ facts, from }) =>
    facts.flatMap(name => (name.includes('.') ? [name] : [...(registers.get(from)?.gives.keys() ?? [])])),
  )
  const shown = [...pages.flatMap(page => page.facts), ...(gives?.shows ?? [])].map(fact => fact.name)
  return new Set([...shown, ...looked, ...expressions.flatMap(each => each?.facts ?? []), ...(pays ? [pays.to] : [])])
}
