import { dayOf, readJson, record, transaction, UnfitJson } from '#platform'
import { writeIdentifier } from '../adapters/x-road-identifier.ts'
import type { XRoadRequest } from '../adapters/x-road-message.ts'
import { type Unfit, unfit } from '../happenings/happening.ts'
import { keepHappenings } from '../happenings/keep-happenings.ts'
import { type ReadNews, readNews } from '../happenings/read-news.ts'
import { MemberFault } from './member-fault.ts'
import type { ProvidingWorld } from './world.ts'

/** The code of the service that members tell events to. */
export const EVENTS_CODE = 'events-v1'
export const EVENTS_PATH = '/events'
export const EVENTS_MOST = 500

/** How many events were new and how many told before. */
export interface Heard {
  readonly kept: number
  readonly known: number
}

/**
 * Hears what a register tells of by itself: up to 500 events, each with the member's own number. What is fit is kept even where another is
 * not, and a message that is told again changes nothing.
 * @throws {MemberFault} when there is no right to tell, or some of it was not taken, with each such event and why
 */
export async function hearMember(world: ProvidingWorld, { client, id, path }: XRoadRequest, body: Uint8Array): Promise<Heard> {
  const name = writeIdentifier(client)
  if (path !== EVENTS_PATH) throw new MemberFault('Client.UnknownService', `Events are told to ${EVENTS_PATH}.`)
  if (![...world.catalogue.events.values()].some(event => event.client === name)) {
    await recordRefused(world, name, ['not-yours'])
    throw new MemberFault('Client.AccessDenied', 'No law that we know of lets this member tell of anything.')
  }
  if (!id) throw new MemberFault('Client.BadRequest', 'The X-Road-Id header is missing: it numbers the message.')
  const read = listIn(body).map(one => readNews(world.catalogue, one, { client: name, today: dayOf(world.now()) }))
  const news = onceEach(read.flatMap(one => ('fit' in one ? [one] : [])))
  const { kept, known, other } = await keepHappenings(world, { client: name, news })
  await refuse(world, name, { refused: refusedOf(read, other), kept: kept.length, known: known.length })
  return { kept: kept.length, known: known.length }
}

function listIn(body: Uint8Array): unknown[] {
  const { events } = Object(parse(body)) as { events?: unknown }
  if (!Array.isArray(events) || events.length === 0 || events.length > EVENTS_MOST)
    throw new MemberFault('Client.BadRequest', `Tell 1 to ${EVENTS_MOST} events: {"events": […]}.`)
  return events
}

function parse(body: Uint8Array): unknown {
  try {
    return readJson(body)
  } catch (error) {
    if (error instanceof UnfitJson) throw new MemberFault('Client.BadRequest', error.message)
    throw error
  }
}

/** One number twice in one message is one event; if it says two things, the second is told of as something else. */
function onceEach<News extends { readonly number: string }>(news: readonly News[]): News[] {
  return [...new Map([...news].reverse().map(one => [one.number, one])).values()].reverse()
}

interface Refused {
  /** Where it stands in the message, counting from 0. */
  readonly at: number
  readonly id?: string
  readonly why: Unfit
  readonly message: string
}

function refusedOf(read: readonly ReadNews[], other: readonly string[]): Refused[] {
  const firsts = new Map<string, string>()
  return read.flatMap((one, at): Refused[] => {
    const { number } = one
    const said = (why: Unfit) => [{ at, ...(number === undefined ? {} : { id: number }), why, message: unfit[why] }]
    if ('unfit' in one) return said(one.unfit)
    const text = JSON.stringify(one.fit)
    const isRepeat = firsts.get(one.number) ?? text
    firsts.set(one.number, isRepeat)
    return other.includes(one.number) || isRepeat !== text ? said('other-content') : []
  })
}

async function refuse(
  world: ProvidingWorld,
  client: string,
  { refused, ...heard }: Heard & { readonly refused: readonly Refused[] },
): Promise<void> {
  if (refused.length === 0) return
  await recordRefused(world, client, [...new Set(refused.map(({ why }) => why))])
  const message = `${refused.length} of the events were not taken; each is in the list with what is wrong. The others were.`
  throw new MemberFault('Client.EventsRefused', message, { ...heard, refused })
}

async function recordRefused(world: ProvidingWorld, client: string, why: readonly Unfit[]): Promise<void> {
  const facts = { member: client, why }
  await transaction(world, tx => record(tx, { kind: 'happening.refused', about: EVENTS_CODE, by: client, facts }))
}
