import { identifierFacts, type Provided, type ProvidedTo, tokensIn, withOpened } from '#catalogue'
import { peopleWithNationalId } from '#people'
import { isId, newId, openEntries, record, transaction } from '#platform'
import { insertGivenLookup } from '../store.ts'
import { entryFor } from './entry.ts'
import type { ProvidingWorld } from './world.ts'

/** A member's question, whose right to ask it was checked. */
export interface MemberAsks {
  readonly provided: Provided
  readonly to: ProvidedTo
  readonly nationalId: string
  /** Of the message, as the member numbered it. */
  readonly id: string
  /** The matter it is for, in the member's own numbering. */
  readonly issue: string
  /** `class/member`, or `member`, on whose behalf it is asked. */
  readonly representedParty: string | undefined
}

/**
 * Tells a member what was granted to a person. The look is on the person's record before anything leaves; if it cannot be recorded nothing
 * is told. Of somebody we do not know, and of somebody to whom nothing was granted, the answer is the same.
 */
export async function tellMember(world: ProvidingWorld, asked: MemberAsks): Promise<{ granted: unknown[] }> {
  const people = await peopleWithNationalId(world, asked.nationalId)
  if (people.length === 0) await recordUnknown(world, asked)
  const told = await Promise.all(people.map(person => tellOf(world, asked, person)))
  return { granted: told.flat() }
}

async function tellOf(world: ProvidingWorld, asked: MemberAsks, person: string): Promise<unknown[]> {
  const { provided } = asked
  const { facts } = world.catalogue.services.get(provided.service)!
  const given = identifierFacts([...provided.gives.keys()].flatMap(name => facts.get(name) ?? []))
  const granted = await world.granted(world, person, provided.service)
  const values = await openEntries(
    world,
    person,
    granted.flatMap(({ answers }) => tokensIn(given, answers)),
  )
  const entries = granted.map(one => entryFor(provided, facts, { ...one, answers: withOpened(given, one.answers, values) }))
  await recordLook(world, asked, { person, outcome: entries.length > 0 ? 'found' : 'nothing' })
  return entries
}

async function recordLook(
  world: ProvidingWorld,
  asked: MemberAsks,
  { person, outcome }: { person: string; outcome: 'found' | 'nothing' },
): Promise<void> {
  const { provided, to, id, issue } = asked
  const agency = world.catalogue.services.get(provided.service)!.owner
  const look = {
    ...{ id: newId(), messageId: isId(id) ? id : newId(), person, about: undefined, consent: undefined },
    // A member is no agency of ours and asks for no service of ours: its identifier stands for both.
    ...{ query: queryOf(provided), agency, service: to.client, by: to.client, member: to.client, issue, law: to.law },
    facts: ['decision', ...provided.gives.keys()],
  }
  const { query, facts, law } = look
  await insertGivenLookup(
    world,
    { ...look, outcome },
    {
      ...{ kind: 'lookup.made', about: look.id, person, by: to.client },
      facts: { query, facts, agency, service: to.client, law, outcome, reason: null, ...askedBy(asked) },
    },
  )
}

/** Nobody's record: but who asks for people that are not here should be seen. */
async function recordUnknown(world: ProvidingWorld, asked: MemberAsks): Promise<void> {
  const { provided, to } = asked
  const facts = { query: queryOf(provided), law: to.law, outcome: 'nothing', reason: null, ...askedBy(asked) }
  await transaction(world, tx => record(tx, { kind: 'lookup.made', about: queryOf(provided), by: to.client, facts }))
}

function askedBy({ to, representedParty }: MemberAsks) {
  return { member: to.client, representedParty: representedParty ?? null }
}

/** As a register's query is named: `provided.awards-v1`. */
export function queryOf({ id }: Pick<Provided, 'id'>): string {
  return `provided.${id}`
}
