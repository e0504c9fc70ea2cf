import type { Vocabulary } from '../feel/vocabulary.ts'
import type { ServiceFile } from '../schema/service-file.ts'
import type { Gives, Law, Offer, Pays, Service, StartsOn, Task, Tells } from '../service.ts'
import type { Words } from '../words.ts'
import type { Surroundings } from './build-service.ts'
import type { Path } from './source-file.ts'
import { eachOnce, expression, inEveryLanguage, maybe, note, referred, referredAgency, type Work } from './work.ts'

type Delivery = ServiceFile['delivery']

interface Known {
  words: Vocabulary
  around: Surroundings
  decide: ServiceFile['development']['decide']
}

type Delivered = Pick<
  Service,
  | 'channels'
  | 'identity'
  | 'decideWithin'
  | 'clock'
  | 'tasks'
  | 'messages'
  | 'pays'
  | 'gives'
  | 'startsOn'
  | 'offers'
  | 'tells'
  | 'once'
  | 'askAfterwards'
>

/** The promise: how a service is delivered, by when, and what comes of it. */
export function buildDelivery(work: Work, { delivery, direction: { law = [] } }: ServiceFile, known: Known): Delivered {
  return {
    channels: delivery.channels,
    identity: delivery.identity,
    decideWithin: { days: daysOf(delivery['decide-within']) },
    clock: { pausesWhile: delivery.clock['pauses-while'] },
    tasks: buildTasks(work, delivery, known),
    messages: buildMessages(work, delivery.messages ?? {}),
    ...maybe('pays', delivery.pays && buildPays(work, delivery.pays, known)),
    ...maybe('gives', delivery.gives && buildGives(work, delivery.gives, known)),
    ...maybe('startsOn', delivery['starts-on'] && buildStart(work, delivery['starts-on'], { around: known.around, law })),
    offers: buildOffers(work, delivery, known),
    tells: buildTells(work, delivery, { around: known.around, law }),
    ...maybe('once', delivery['granted-once'] && checkedOnce(work, delivery['granted-once'], known)),
    askAfterwards: delivery['ask-afterwards'] ?? [],
  }
}

const OPEN_FOR_DAYS = 60

/** Nothing is opened for a person who did not ask without a law that says so. */
function buildStart(
  work: Work,
  { event, mode, because, 'open-for': openFor }: NonNullable<Delivery['starts-on']>,
  { around, law }: { around: Surroundings; law: NonNullable<ServiceFile['direction']['law']> },
): StartsOn {
  const path: Path = ['delivery', 'starts-on']
  if (!work.isPublished) referred(work, [...path, 'event'], { kind: 'event', name: event, among: around.events })
  const laws = new Map(law.map(one => [one.id, one]))
  const ground =
    because === undefined ? undefined : referred(work, [...path, 'because'], { kind: 'law', name: because, among: laws })
  if (mode === 'grant' && !because && !work.isPublished)
    note(work, [...path, 'mode'], {
      message: 'A service is granted without being asked for only where a law says so.',
      hint: 'Add because: and the id of that law, or write mode: offer.',
    })
  return { event, mode, ...maybe('because', ground as Law | undefined), openForDays: openFor ? daysOf(openFor) : OPEN_FOR_DAYS }
}

type Laws = NonNullable<ServiceFile['direction']['law']>

function buildTells(work: Work, { tells = [] }: Delivery, { around, law }: { around: Surroundings; law: Laws }): Tells[] {
  const laws = new Map(law.map(one => [one.id, one]))
  return tells.flatMap(({ register, because }, at) => {
    const path: Path = ['delivery', 'tells', at]
    if (!work.isPublished) referred(work, [...path, 'register'], { kind: 'act', name: register, among: around.acts })
    const ground = referred(work, [...path, 'because'], { kind: 'law', name: because, among: laws })
    return ground ? [{ act: register, law: ground as Law }] : []
  })
}

function checkedOnce(work: Work, name: string, { words }: Known): string {
  referred(work, ['delivery', 'granted-once'], { kind: 'fact', name, among: words.facts })
  return name
}

function daysOf(promise: string): number {
  return Number.parseInt(promise, 10)
}

function buildTasks(work: Work, { tasks = [], 'decide-within': promise }: Delivery, { words, around }: Known): Task[] {
  eachOnce(
    work,
    tasks.map(({ task }, at) => ({ path: ['delivery', 'tasks', at, 'task'], value: task })),
    'task',
  )
  return tasks.map((shape, at) => {
    const path: Path = ['delivery', 'tasks', at]
    referredAgency(work, [...path, 'agency'], shape.agency, around.agencies)
    const withinDays = daysOf(shape.within)
    if (withinDays > daysOf(promise))
      note(work, [...path, 'within'], {
        message: `This task may take longer than the whole promise of ${promise}.`,
        hint: 'Shorten it, or promise more time.',
      })
    const when = shape.when === undefined ? undefined : expression(work, [...path, 'when'], { source: shape.when, words })
    return {
      id: shape.task,
      agency: shape.agency,
      withinDays,
      words: inEveryLanguage(work, [...path, 'words'], shape.words),
      ...maybe('when', when),
    }
  })
}

function buildMessages(work: Work, messages: NonNullable<Delivery['messages']>): Service['messages'] {
  for (const [kind, words] of Object.entries(messages) as [string, Words][])
    inEveryLanguage(work, ['delivery', 'messages', kind], words)
  return messages
}

/** What is paid must be what every grant works out, and go to a bank account. */
function buildPays(work: Work, { amount, every, to }: NonNullable<Delivery['pays']>, { words, around, decide }: Known): Pays {
  const path: Path = ['delivery', 'pays']
  // as it is written: an amount that cannot be read is told of already
  const grants = decide.rules.filter(rule => rule.then === 'grant')
  if (grants.some(rule => !Object.hasOwn(rule, amount)))
    note(work, [...path, 'amount'], {
      message: `A rule that grants does not say “${amount}”.`,
      hint: `Add ${amount}: … to every rule with then: grant.`,
    })
  const fact = referred(work, [...path, 'to'], { kind: 'fact', name: to, among: words.facts })
  if (fact && fact.type !== 'bank-account')
    note(work, [...path, 'to'], {
      message: `“${to}” is ${fact.type}, not a bank account.`,
      hint: 'Pay to a fact whose type is bank-account.',
    })
  return { amount, every, to, currency: around.government.currency }
}

function buildGives(work: Work, shape: NonNullable<Delivery['gives']>, { words }: Known): Gives {
  const path: Path = ['delivery', 'gives']
  const shows = shape.shows.flatMap(
    (name, at) => referred(work, [...path, 'shows', at], { kind: 'fact', name, among: words.facts }) ?? [],
  )
  const own = shape.words ?? {}
  for (const name of Object.keys(own)) {
    referred(work, [...path, 'words', name], { kind: 'fact', name, among: words.facts })
    inEveryLanguage(work, [...path, 'words', name], own[name]!)
  }
  return {
    document: shape.document,
    name: inEveryLanguage(work, [...path, 'name'], shape.name),
    ...maybe('validFor', shape['valid-for']),
    shows: shows.map(fact => ({ ...fact, label: own[fact.name] ?? fact.label })),
  }
}

function buildOffers(work: Work, { offers = [] }: Delivery, { words, around }: Known): Offer[] {
  return offers.map(({ service, when }, at) => {
    const path: Path = ['delivery', 'offers', at]
    referred(work, [...path, 'service'], { kind: 'service', name: service, among: around.serviceIds })
    return {
      service,
      ...maybe('when', when === undefined ? undefined : expression(work, [...path, 'when'], { source: when, words })),
    }
  })
}
