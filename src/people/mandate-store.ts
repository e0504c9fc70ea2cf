import { type Actor, as, maybe, one, rows, run, sql, type Tx, type World } from '#platform'
import type { Mandate, MandateId } from './mandate.ts'
import { nameOf, type PersonId, type SessionId } from './person.ts'

/** In whose name a mandate is found by its code, or by a register: what reaches across persons. */
export const MANDATES: Actor = 'system people.mandates'

type NewMandate = Omit<Mandate, 'giverName' | 'holderName' | 'endedAt'> & { readonly codeIndex: string | null }

export async function insertMandate(tx: Tx, mandate: NewMandate): Promise<void> {
  await run(
    tx,
    sql`insert into people.mandate (person_id, mandate_id, holder_id, relation, ground, acts, services, given_at, valid_from,
                                    valid_until, code_index, code_ends_at, accepted_at)
        values (${mandate.giver}, ${mandate.id}, ${mandate.holder}, ${mandate.relation}, ${mandate.ground},
                ${mandate.acts}::text[], ${mandate.services}::text[], ${mandate.givenAt}, ${mandate.validFrom},
                ${mandate.validUntil}, ${mandate.codeIndex}, ${mandate.codeEndsAt}, ${mandate.acceptedAt})`,
  )
}

type Known = Omit<Mandate, 'giverName' | 'holderName'>

/** Who gave whom a mandate, ended ones too, where one of these people is on either side. */
export function findTies(world: World, people: readonly PersonId[]): Promise<{ giver: PersonId; holder: PersonId }[]> {
  return rows(
    as(world, MANDATES),
    sql`select distinct person_id as giver, holder_id as holder from people.mandate
        where holder_id is not null and (person_id = any(${people}::uuid[]) or holder_id = any(${people}::uuid[]))`,
  )
}

/** What a person gave, the latest first. */
export async function findGiven(world: World, giver: PersonId): Promise<Mandate[]> {
  const found = await rows<Known>(
    world,
    sql`select mandate_id as id, person_id as giver, holder_id as holder, relation, ground, acts, services, given_at,
               valid_from, valid_until, code_ends_at, accepted_at, ended_at
        from people.mandate where person_id = ${giver} order by given_at desc limit 100`,
  )
  return withNames(world, found)
}

/** What a person holds and nobody ended, the latest first. */
export async function findHeld(world: World, holder: PersonId): Promise<Mandate[]> {
  const found = await rows<Known>(
    world,
    sql`select mandate_id as id, person_id as giver, holder_id as holder, relation, ground, acts, services, given_at,
               valid_from, valid_until, code_ends_at, accepted_at, ended_at
        from people.mandate where holder_id = ${holder} and ended_at is null order by given_at desc limit 100`,
  )
  return withNames(world, found)
}

/** Whoever may see a mandate may know who gave it and who holds it, and nothing else of them. */
async function withNames(world: World, found: readonly Known[]): Promise<Mandate[]> {
  if (found.length === 0) return []
  const people = [...new Set(found.flatMap(({ giver, holder }) => [giver, ...(holder ? [holder] : [])]))]
  const named = await rows<{ id: PersonId; givenNames: string; familyName: string }>(
    as(world, MANDATES),
    sql`select person_id as id, given_names, family_name from people.person where person_id = any(${people}::uuid[])`,
  )
  const names = new Map(named.map(one => [one.id, nameOf(one)]))
  return found.map(one => ({
    ...one,
    giverName: names.get(one.giver) ?? '',
    holderName: (one.holder && names.get(one.holder)) ?? null,
  }))
}

/** The mandate that a code opens, kept as it is until the transaction ends. */
export async function lockByCode(tx: Tx, codeIndexes: readonly string[]): Promise<Mandate | undefined> {
  const row = await maybe<Known & { giverGivenNames: string; giverFamilyName: string }>(
    tx,
    sql`select m.mandate_id as id, m.person_id as giver, m.holder_id as holder, m.relation, m.ground, m.acts, m.services, m.given_at,
               m.valid_from, m.valid_until, m.code_ends_at, m.accepted_at, m.ended_at,
               g.given_names as giver_given_names, g.family_name as giver_family_name
        from people.mandate m join people.person g on g.person_id = m.person_id
        where m.code_index = any (${codeIndexes}::text[]) for update of m`,
  )
  if (!row) return undefined
  const { giverGivenNames: givenNames, giverFamilyName: familyName, ...mandate } = row
  return { ...mandate, giverName: nameOf({ givenNames, familyName }), holderName: null }
}

/** The code is spent with it. */
export async function markAccepted(tx: Tx, { giver, id }: Pick<Mandate, 'giver' | 'id'>, holder: PersonId): Promise<void> {
  await run(
    tx,
    sql`update people.mandate set holder_id = ${holder}, accepted_at = ${tx.now()}, code_index = null, code_ends_at = null
        where person_id = ${giver} and mandate_id = ${id}`,
  )
}

/** Ends what is the person's to end: what they gave, or what they hold. */
export function endMandateOf(
  tx: Tx,
  person: PersonId,
  mandate: MandateId,
): Promise<{ giver: PersonId; endedBy: 'giver' | 'holder' } | undefined> {
  return maybe(
    tx,
    sql`update people.mandate
        set ended_at = ${tx.now()}, ended_by = case when person_id = ${person} then 'giver' else 'holder' end,
            code_index = null, code_ends_at = null
        where mandate_id = ${mandate} and (person_id = ${person} or holder_id = ${person}) and ended_at is null
        returning person_id as giver, ended_by`,
  )
}

/** Mandates for an organisation that rest on its register and that nobody ended, held as they are until the transaction ends. */
export function lockFromRegister(
  tx: Tx,
  giver: PersonId,
): Promise<{ id: MandateId; holder: PersonId; services: readonly string[] | null; validUntil: Date }[]> {
  return rows(
    tx,
    sql`select mandate_id as id, holder_id as holder, services, valid_until from people.mandate
        where person_id = ${giver} and ground = 'organisation-register' and ended_at is null order by given_at for update`,
  )
}

/** The register says otherwise now. */
export async function endByRegister(tx: Tx, giver: PersonId, ids: readonly MandateId[]): Promise<void> {
  await run(
    tx,
    sql`update people.mandate set ended_at = ${tx.now()}, ended_by = 'system'
        where person_id = ${giver} and mandate_id = any(${ids}::uuid[]) and ended_at is null`,
  )
}

/** Until the transaction ends nobody else counts or adds to the codes this person typed. */
export async function lockGuesses(tx: Tx, person: PersonId): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`mandate guesses ${person}`}, 0))`)
}

export async function insertGuess(tx: Tx, guess: { person: PersonId; id: string }): Promise<void> {
  await run(
    tx,
    sql`insert into people.mandate_guess (person_id, guess_id, guessed_at) values (${guess.person}, ${guess.id}, ${tx.now()})`,
  )
}

/** How many codes a person typed since then that opened nothing. */
export async function guessesSince(tx: Tx, person: PersonId, since: Date): Promise<number> {
  const { guesses } = await one<{ guesses: number }>(
    tx,
    sql`select count(*)::int as guesses from people.mandate_guess where person_id = ${person} and guessed_at > ${since}`,
  )
  return guesses
}

/** Lets a session act for the giver from now on, if its person holds the mandate. @returns whose it is, if they do */
export function startActing(
  tx: Tx,
  { session, person, mandate }: { session: SessionId; person: PersonId; mandate: MandateId },
): Promise<{ of: PersonId } | undefined> {
  return maybe(
    tx,
    sql`update people.session s set acting_for = m.person_id, mandate_id = m.mandate_id
        from people.mandate m
        where s.session_id = ${session} and s.person_id = ${person} and s.ended_at is null
          and m.mandate_id = ${mandate} and m.holder_id = ${person} and m.ended_at is null
          and m.valid_from <= ${tx.now()} and m.valid_until > ${tx.now()}
        returning m.person_id as of`,
  )
}

/** @returns for whom the session acted, if for anybody */
export function stopActingIn(tx: Tx, session: SessionId): Promise<{ of: PersonId; mandate: MandateId } | undefined> {
  return maybe(
    tx,
    sql`with before as (select session_id, acting_for, mandate_id from people.session
                        where session_id = ${session} and acting_for is not null for update)
        update people.session s set acting_for = null, mandate_id = null from before
        where s.session_id = before.session_id
        returning before.acting_for as of, before.mandate_id as mandate`,
  )
}
