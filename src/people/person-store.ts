import { type Language, maybe, one, rows, run, sql, type Tx, type World } from '#platform'
import type { OfficerId, PersonId, Role } from './person.ts'

export interface PersonRow {
  readonly personId: PersonId
  readonly issuer: string
  readonly subject: string
  readonly givenNames: string
  readonly familyName: string
  readonly language: Language
  readonly bornOn: string | undefined
  readonly nationalIdSealed: string | undefined
  readonly nationalIdIndex: string | undefined
}

/** Writes what the provider says now over what it said before; a person's chosen language stays. */
export function upsertPerson(tx: Tx, person: PersonRow): Promise<{ personId: PersonId; language: Language }> {
  return one(
    tx,
    sql`insert into people.person as p (person_id, issuer, subject, given_names, family_name, language, born_on,
                                        national_id_sealed, national_id_index, met_at)
        values (${person.personId}, ${person.issuer}, ${person.subject}, ${person.givenNames}, ${person.familyName},
                ${person.language}, ${person.bornOn ?? null}, ${person.nationalIdSealed ?? null},
                ${person.nationalIdIndex ?? null}, ${tx.now()})
        on conflict (issuer, subject) do update
          set given_names = excluded.given_names, family_name = excluded.family_name,
              born_on = coalesce(excluded.born_on, p.born_on),
              national_id_sealed = coalesce(excluded.national_id_sealed, p.national_id_sealed),
              national_id_index = coalesce(excluded.national_id_index, p.national_id_index)
        returning person_id, language`,
  )
}

/** Writes what another provider of theirs says now; their language stays. */
export function refreshPerson(
  tx: Tx,
  person: Omit<PersonRow, 'issuer' | 'subject' | 'language'>,
): Promise<{ personId: PersonId; language: Language }> {
  return one(
    tx,
    sql`update people.person
        set given_names = ${person.givenNames}, family_name = ${person.familyName},
            born_on = coalesce(${person.bornOn ?? null}::date, born_on),
            national_id_sealed = coalesce(${person.nationalIdSealed ?? null}::text, national_id_sealed),
            national_id_index = coalesce(${person.nationalIdIndex ?? null}::text, national_id_index)
        where person_id = ${person.personId}
        returning person_id, language`,
  )
}

/** Known by its register as others are by their provider; nobody signs in as an organisation. */
export async function upsertOrganisation(
  tx: Tx,
  { personId, register, number, name }: { personId: PersonId; register: string; number: string; name: string },
): Promise<PersonId> {
  const known = await one<{ personId: PersonId }>(
    tx,
    sql`insert into people.person as p (person_id, issuer, subject, given_names, family_name, language, kind, met_at)
        values (${personId}, ${`register ${register}`}, ${number}, ${name}, '', 'en', 'organisation', ${tx.now()})
        on conflict (issuer, subject) do update set given_names = excluded.given_names
        returning person_id`,
  )
  await run(
    tx,
    sql`insert into people.organisation (person_id, register, number) values (${known.personId}, ${register}, ${number})
        on conflict do nothing`,
  )
  return known.personId
}

export interface KnownPerson {
  readonly id: PersonId
  readonly givenNames: string
  readonly familyName: string
  readonly language: Language
  readonly bornOn: string | null
}

export function findPerson(world: World, person: PersonId): Promise<KnownPerson | undefined> {
  return maybe(
    world,
    sql`select person_id as id, given_names, family_name, language, born_on from people.person where person_id = ${person}`,
  )
}

export async function findSealedNationalId(world: World, person: PersonId): Promise<string | undefined> {
  const found = await maybe<{ nationalIdSealed: string | null }>(
    world,
    sql`select national_id_sealed from people.person where person_id = ${person}`,
  )
  return found?.nationalIdSealed ?? undefined
}

export function findByNationalId(world: World, index: string): Promise<{ id: PersonId }[]> {
  return rows(world, sql`select person_id as id from people.person where national_id_index = ${index} order by met_at`)
}

export function findByNationalIds(world: World, indexes: readonly string[]): Promise<{ id: PersonId; index: string }[]> {
  return rows(
    world,
    sql`select person_id as id, national_id_index as index from people.person where national_id_index = any(${indexes}::text[])
        order by met_at desc`,
  )
}

export async function findNationalIdIndexes(world: World, people: readonly PersonId[]): Promise<string[]> {
  const found = await rows<{ index: string }>(
    world,
    sql`select national_id_index as index from people.person
        where person_id = any(${people}::uuid[]) and national_id_index is not null`,
  )
  return found.map(({ index }) => index)
}

export function findBySubject(
  world: World,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<{ id: PersonId } | undefined> {
  return maybe(world, sql`select person_id as id from people.person where issuer = ${issuer} and subject = ${subject}`)
}

export async function updateLanguage(tx: Tx, person: PersonId, language: Language): Promise<void> {
  await run(tx, sql`update people.person set language = ${language} where person_id = ${person}`)
}

export function upsertOfficer(
  tx: Tx,
  { officerId, personId, agency, role }: { officerId: OfficerId; personId: PersonId; agency: string; role: Role },
): Promise<{ officerId: OfficerId }> {
  return one(
    tx,
    sql`insert into people.officer (officer_id, person_id, agency, role, appointed_at)
        values (${officerId}, ${personId}, ${agency}, ${role}, ${tx.now()})
        on conflict (person_id) do update
          set agency = excluded.agency, role = excluded.role, appointed_at = excluded.appointed_at, dismissed_at = null
        returning officer_id`,
  )
}

export interface StaffMember {
  readonly id: OfficerId
  readonly personId: PersonId
  readonly role: Role
  readonly language: Language
}

export function findStaff(world: World, agency: string): Promise<Omit<StaffMember, 'language'>[]> {
  return rows(
    world,
    sql`select officer_id as id, person_id, role from people.officer
        where agency = ${agency} and dismissed_at is null order by appointed_at, officer_id`,
  )
}

export function findLanguages(world: World, people: readonly PersonId[]): Promise<{ personId: PersonId; language: Language }[]> {
  return rows(world, sql`select person_id, language from people.person where person_id = any(${people}::uuid[])`)
}

export function dismiss(tx: Tx, person: PersonId): Promise<{ officerId: OfficerId; agency: string } | undefined> {
  return maybe(
    tx,
    sql`update people.officer set dismissed_at = ${tx.now()} where person_id = ${person} and dismissed_at is null
        returning officer_id, agency`,
  )
}

export async function hasAnybody(world: World): Promise<boolean> {
  return (await maybe(world, sql`select 1 as known from people.person limit 1`)) !== undefined
}
