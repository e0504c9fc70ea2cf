import type { Answers } from '#catalogue'
import { organisationKnownAs, peopleWithNationalId } from '#people'
import { as, newId, record, transaction, type World } from '#platform'
import { completeLookup, insertGivenLookup, insertLookup, type NewLookup } from '../store.ts'
import type { EntryId } from './entry-store.ts'
import { fieldsOf, keyIn, namedIn } from './entry-values.ts'
import { keeperOf, OWN, type OwnRegister, queryOfOwn } from './own-register.ts'

/** Everybody known to us whom an entry is about or names. */
export async function concerned(world: World, register: OwnRegister, values: Answers): Promise<string[]> {
  const ids = namedIn(register, values)
  const named = await Promise.all(ids.map(id => peopleWithNationalId(world, id)))
  const organisation =
    register.about === 'organisation'
      ? await organisationKnownAs(world, { register: register.id, number: keyIn(register, values) })
      : undefined
  return [...new Set([...(organisation ? [organisation] : []), ...named.flat()])]
}

/** What of an entry was looked at: the fields that have a value. */
function seenIn(register: OwnRegister, values: Answers): string[] {
  return [...new Set(fieldsOf(register, values).flatMap(({ fact, value }) => (value === null ? [] : [fact.name])))]
}

/**
 * Writes down that a keeper of the register looks at an entry, on the record of everybody known to us whom it is about or names.
 * It is committed before anything is shown.
 */
export async function recordKeepersLook(
  world: World,
  register: OwnRegister,
  { entry, values, by }: { entry: EntryId; values: Answers; by: string },
): Promise<void> {
  const own = as(world, OWN)
  const people = await concerned(own, register, values)
  const facts = seenIn(register, values)
  await transaction(own, async tx => {
    for (const person of people) await lookOf(tx, register, { person, facts, by, outcome: 'found' })
    await record(tx, {
      ...{ kind: 'register-entry.viewed', about: entry, by },
      facts: { register: register.id, agency: register.agency },
    })
  })
}

/** Writes down that a register was asked, for a person themself, whom they may act for. */
export async function recordOwnLook(
  world: World,
  register: OwnRegister,
  { person, isFound }: { person: string; isFound: boolean },
): Promise<void> {
  const { person: named, when } = register.actsFor!
  const facts = [named.name, ...(when ? [when.fact.name] : []), register.key.name, register.title.name]
  const look = { person, by: person, facts, outcome: isFound ? 'found' : 'nothing' } as const
  await transaction(world, tx => lookOf(tx, register, look))
}

interface KeepersLook {
  readonly person: string
  readonly by: string
  readonly facts: readonly string[]
  readonly outcome: 'found' | 'nothing'
}

async function lookOf(tx: World, register: OwnRegister, { person, by, facts, outcome }: KeepersLook): Promise<void> {
  const look: NewLookup = {
    ...{ id: newId(), messageId: newId(), person, by, about: undefined, service: keeperOf(register), consent: undefined },
    ...{ query: queryOfOwn(register), facts, agency: register.agency, law: register.law },
  }
  const { query, agency, service, law } = look
  const told = { query, facts, agency, service, law: law! }
  await insertLookup(tx, look, { kind: 'lookup.asked', about: look.id, person, by, facts: told })
  await completeLookup(
    tx,
    { id: look.id, person, outcome },
    { kind: 'lookup.made', about: look.id, person, by, facts: { ...told, outcome, reason: null } },
  )
}

/** A member of the exchange that asks, and what lets it. */
export interface AskingMember {
  readonly client: string
  readonly law: string
  readonly messageId: string
  readonly issue: string
  readonly representedParty: string | undefined
}

/** Writes down that a member is told of an entry; of an entry that is not there nobody's record tells, only the log. */
export async function recordMembersLook(
  world: World,
  register: OwnRegister,
  { values, facts, by }: { values: Answers | null; facts: readonly string[]; by: AskingMember },
): Promise<void> {
  const people = values ? await concerned(world, register, values) : []
  const { client, law, messageId, issue, representedParty } = by
  const query = queryOfOwn(register)
  const outcome = values ? ('found' as const) : ('nothing' as const)
  const askedBy = { member: client, representedParty: representedParty ?? null, outcome, reason: null }
  await transaction(world, async tx => {
    for (const person of people) {
      const told = { query, facts, agency: register.agency, service: client, law }
      const look = {
        ...told,
        id: newId(),
        messageId,
        person,
        by: client,
        member: client,
        issue,
        about: undefined,
        consent: undefined,
      }
      const event = { kind: 'lookup.made', about: look.id, person, by: client, facts: { ...told, ...askedBy } } as const
      await insertGivenLookup(tx, { ...look, outcome }, event)
    }
    if (people.length === 0)
      await record(tx, { kind: 'lookup.made', about: query, by: client, facts: { query, law, ...askedBy } })
  })
}
