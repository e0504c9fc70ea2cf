import type { LightMyRequestResponse } from 'fastify'
import type { Actor } from '#platform'
import { type Caller, callerOf } from './caller.ts'
import { digestOf } from './digest.ts'
import { addressOf, type Door, doors, thingsBehind } from './doors.ts'
import type { Owner } from './owners.ts'
import type { Belongings } from './people.ts'
import type { OpenSite } from './town.ts'

/** Somebody who tries: by whose name the database knows them, and their own session; none for nobody. */
export interface Intruder {
  readonly actor: Actor
  readonly secret?: string
}

/** What became of all attempts; `leaks` are sentences, `refused` counts those that the database stopped with an error. */
export interface Tried {
  attempts: number
  refused: number
  readonly leaks: string[]
}

export interface Trying {
  readonly site: OpenSite
  readonly owners: readonly Owner[]
  readonly intruders: readonly Intruder[]
  /** A session of an officer whom the application would show every owner's case. */
  readonly officer: string
  /** A session of whoever answers there for what is done with data: every owner asked them, and they hold some owners' data back. */
  readonly privacyOfficer: string
}

const AT_ONCE = 8
const LEAK_LIMIT = 20

/** Doors behind which somebody's own things are, and which open to no other secret than a session. */
const guarded = doors.filter(
  ({ behind, path }) => ['own', 'agency', 'inquiries', 'holds'].includes(behind) && !/^\/sign|^\/$/.test(path),
)

interface Attempt {
  readonly caller: Caller
  readonly door: Door
  readonly owner: Owner
  readonly thing: keyof Belongings | undefined
}

/** Every intruder at every door that names something, with each owner's thing in its address: the application and the database hold. */
export async function tryWithOurChecks({ site, owners, intruders }: Trying, tried: Tried): Promise<void> {
  for (const { actor, secret } of intruders) {
    const caller = await callerOf(site, actor, secret)
    await inBatches({ site, actor, tried }, door =>
      others(owners, actor).flatMap(owner => thingsIn(door).map(thing => ({ caller, door, owner, thing }))),
    )
  }
}

/**
 * The same with every check of the application passed: at every door with something behind it, it takes the intruder for the
 * owner, or for the officer of the owner's case. Only the database knows better.
 */
export async function tryWithoutOurChecks(
  { site, owners, intruders, officer, privacyOfficer }: Trying,
  tried: Tried,
): Promise<void> {
  const asOfficer = await callerOf(site, 'officer', officer)
  const asPrivacyOfficer = await callerOf(site, 'privacy officer', privacyOfficer)
  const asOwner = new Map<Owner, Caller>()
  for (const owner of owners) asOwner.set(owner, await callerOf(site, owner.name, owner.secret))
  for (const { actor } of intruders) {
    site.deceive(actor)
    await inBatches({ site, actor, tried }, door =>
      others(owners, actor).flatMap(owner => {
        const caller = { own: asOwner.get(owner), agency: asOfficer }[door.behind as string] ?? asPrivacyOfficer
        return orNone(thingsIn(door)).map(thing => ({ caller, door, owner, thing }))
      }),
    )
    site.deceive(undefined)
  }
}

interface Batch {
  readonly site: OpenSite
  readonly actor: Actor
  readonly tried: Tried
}

async function inBatches({ site, actor, tried }: Batch, attemptsAt: (door: Door) => readonly Attempt[]): Promise<void> {
  const before = await digestOf(site.world)
  for (const door of guarded.filter(one => !isTheirWork(actor, one))) {
    const attempts = attemptsAt(door)
    for (let at = 0; at < attempts.length; at += AT_ONCE)
      await Promise.all(attempts.slice(at, at + AT_ONCE).map(attempt => tryOne({ actor, tried }, attempt)))
    if (door.method === 'POST' && attempts.length > 0 && (await digestOf(site.world)) !== before)
      tried.leaks.push(`${actor} changed something at POST ${door.path}`)
    if (tried.leaks.length > LEAK_LIMIT) return
  }
}

async function tryOne({ actor, tried }: Pick<Batch, 'actor' | 'tried'>, { caller, door, owner, thing }: Attempt): Promise<void> {
  const address = addressOf(door, thing, owner.belongings)
  const answer = await (door.method === 'GET' ? caller.get(address) : caller.post(address, { fields: owner.fields }))
  tried.attempts += 1
  if (answer.statusCode === 500) tried.refused += 1
  for (const word of forbiddenTo(actor, owner))
    if (isSaid(answer, word)) tried.leaks.push(`${actor} read "${word}" of ${owner.name} at ${door.method} ${door.path}`)
}

function others(owners: readonly Owner[], actor: Actor): readonly Owner[] {
  return owners.filter(({ id }) => actor !== `person ${id}`)
}

const THEIR_AGENCY: Actor = 'agency municipality'

/** The owners' agency may open and decide their cases, answer their questions and hold back what is theirs: that is no intrusion. */
function isTheirWork(actor: Actor, { behind }: Door): boolean {
  return actor === THEIR_AGENCY && behind !== 'own'
}

/** The agency of a case may have what stands in it, and nothing else of the person. */
function forbiddenTo(actor: Actor, { words }: Owner): readonly string[] {
  return actor === THEIR_AGENCY ? words.ofDraft : [...words.ofCase, ...words.ofDraft]
}

function isSaid({ body, headers }: LightMyRequestResponse, word: string): boolean {
  return body.includes(word) || JSON.stringify(headers).includes(word)
}

/** Of the three kinds of cases the owners here have one. */
function thingsIn(door: Door): readonly (keyof Belongings)[] {
  return thingsBehind(door).filter(thing => thing !== 'childcareCase' && thing !== 'benefitCase')
}

function orNone<T>(things: readonly T[]): readonly (T | undefined)[] {
  return things.length > 0 ? things : [undefined]
}
