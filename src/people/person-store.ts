import { type Entry, type Language, maybe, one, rows, run, sql, type Tx, type World } from '#platform'
import { nameOf, type OfficerId, type PersonId, type Role } from './person.ts'

export interface PersonRow {
  readonly personId: PersonId
  readonly issuer: string
  readonly subject: string
  readonly givenNames: string
  readonly familyName: string
  readonly language: Language
  readonly bornOn: string | undefined
  readonly nationalId: Entry | undefined
}

/** Writes what the provider says now over what it said before; a person's chosen language stays. */
export function upsertPerson(tx: Tx, person: PersonRow): Promise<{ personId: PersonId; language: Language }> {
  return one(
    tx,
    sql`with met as (
          insert into people.person as p (person_id, issuer, subject, given_names, family_name, language, born_on, national_id_token, met_at)
          values (${person.personId}, ${person.issuer}, ${person.subject}, ${person.givenNames}, ${person.familyName},
                  ${person.language}, ${person.bornOn ?? null}, ${person.nationalId?.token ?? null}, ${tx.now()})
          on conflict (issuer, subject) do update
            set given_names = excluded.given_names, family_name = excluded.family_name,
                born_on = coalesce(excluded.born_on, p.born_on),
                national_id_token = coalesce(p.national_id_token, excluded.national_id_token)
          returning person_id, language, national_id_token
        ), kept as (
          insert into vault.entry as e (person_id, token, kind, sealed_value, value_index, kept_at)
          select person_id, national_id_token, ${person.nationalId?.kind ?? null}::text, ${person.nationalId?.sealedValue ?? null}::text,
                 ${person.nationalId?.valueIndex ?? null}::text, ${tx.now()}
          from met where ${person.nationalId?.token ?? null}::uuid is not null
          on conflict (person_id, token) do update set sealed_value = excluded.sealed_value, value_index = excluded.value_index
            where e.value_index <> excluded.value_index
        )
        select person_id, language from met`,
  )
}

/** Writes what another provider of theirs says now; their language stays. */
export function refreshPerson(
  tx: Tx,
  person: Omit<PersonRow, 'issuer' | 'subject' | 'language'>,
): Promise<{ personId: PersonId; language: Language }> {
  return one(
    tx,
    sql`with met as (
          update people.person
          set given_names = ${person.givenNames}, family_name = ${person.familyName},
              born_on = coalesce(${person.bornOn ?? null}::date, born_on),
              national_id_token = coalesce(national_id_token, ${person.nationalId?.token ?? null}::uuid)
          where person_id = ${person.personId}
          returning person_id, language, national_id_token
        ), kept as (
          insert into vault.entry as e (person_id, token, kind, sealed_value, value_index, kept_at)
          select person_id, national_id_token, ${person.nationalId?.kind ?? null}::text, ${person.nationalId?.sealedValue ?? null}::text,
                 ${person.nationalId?.valueIndex ?? null}::text, ${tx.now()}
          from met where ${person.nationalId?.token ?? null}::uuid is not null
          on conflict (person_id, token) do update set sealed_value = excluded.sealed_value, value_index = excluded.value_index
            where e.value_index <> excluded.value_index
        )
        select person_id, language from met`,
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

/** The organisation with this number in a register, if it was ever met. */
export function findOrganisation(
  world: World,
  { register, number }: { register: string; number: string },
): Promise<{ id: PersonId } | undefined> {
  return maybe(world, sql`select person_id as id from people.organisation where register = ${register} and number = ${number}`)
}

export function findOrganisationNumber(world: World, person: PersonId): Promise<{ number: string } | undefined> {
  return maybe(world, sql`select number from people.organisation where person_id = ${person}`)
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
  const found = await maybe<{ sealedValue: string }>(
    world,
    sql`select e.sealed_value from people.person p join vault.entry e on e.person_id = p.person_id and e.token = p.national_id_token
        where p.person_id = ${person}`,
  )
  return found?.sealedValue
}

export function findByNationalId(world: World, indexes: readonly string[]): Promise<{ id: PersonId }[]> {
  return rows(
    world,
    sql`select p.person_id as id from vault.entry e
          cross join lateral (select * from people.person p where p.person_id = e.person_id and p.national_id_token = e.token offset 0) p
        where e.value_index = any (${indexes}::text[]) order by p.met_at`,
  )
}

export function findByNationalIds(world: World, indexes: readonly string[]): Promise<{ id: PersonId; index: string }[]> {
  return rows(
    world,
    sql`select p.person_id as id, e.value_index as index
        from vault.entry e join people.person p on p.person_id = e.person_id and p.national_id_token = e.token
        where e.value_index = any (${indexes}::text[]) order by p.met_at desc`,
  )
}

export async function findSealedNationalIds(world: World, people: readonly PersonId[]): Promise<string[]> {
  const found = await rows<{ sealedValue: string }>(
    world,
    sql`select e.sealed_value from people.person p join vault.entry e on e.person_id = p.person_id and e.token = p.national_id_token
        where p.person_id = any (${people}::uuid[])`,
  )
  return found.map(({ sealedValue }) => sealedValue)
}

export function findBySubject(
  world: World,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<{ id: PersonId } | undefined> {
  return maybe(world, sql`select person_id as id from people.person where issuer = ${issuer} and subject = ${subject}`)
}

/**
 * People by the fingerprint of their national identifier; of several with one, whoever was met first. `offset 0` makes it one by one,
 * each by the indexes: a plan made while the tables were empty would read all of them for each batch.
 */
export async function findNamed(world: World, indexes: readonly string[]): Promise<ReadonlyMap<string, Met>> {
  const found = await rows<Met & { index: string }>(
    world,
    sql`select p.person_id, p.language, wanted.index from unnest(${indexes}::text[]) as wanted(index)
        cross join lateral (select p.person_id, p.language from vault.entry e
          cross join lateral (select p.person_id, p.language, p.kind, p.met_at from people.person p
            where p.person_id = e.person_id and p.national_id_token = e.token offset 0) p
          where e.value_index = wanted.index and p.kind = 'natural' order by p.met_at limit 1) as p`,
  )
  return new Map(found.map(({ index, ...met }) => [index, met]))
}

interface Met {
  readonly personId: PersonId
  readonly language: Language
}

/** Until the transaction ends nobody else is met by these national identifiers. @param indexes  in order, so that no two wait for each other */
export async function lockNamed(tx: Tx, indexes: readonly string[]): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(index, 0)) from unnest(${indexes}::text[]) as index`)
}

/** Writes people whom nobody has met, as the caller made sure while holding their locks. */
export async function insertNamed(tx: Tx, people: readonly (Omit<PersonRow, 'bornOn'> & { nationalId: Entry })[]): Promise<void> {
  const written = people.map(({ nationalId, ...person }) => ({ ...person, ...nationalId }))
  await run(
    tx,
    sql`with named as (
          select * from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as p("personId" uuid, issuer text, subject text, "givenNames" text,
            "familyName" text, language text, token uuid, kind text, "sealedValue" text, "valueIndex" text)
        ), met as (
          insert into people.person (person_id, issuer, subject, given_names, family_name, language, national_id_token, met_at)
          select "personId", issuer, subject, "givenNames", "familyName", language, token, ${tx.now()} from named
        )
        insert into vault.entry (person_id, token, kind, sealed_value, value_index, kept_at)
        select "personId", token, kind, "sealedValue", "valueIndex", ${tx.now()} from named`,
  )
}

export async function updateLanguage(tx: Tx, person: PersonId, language: Language): Promise<void> {
  await run(tx, sql`update people.person set language = ${language} where person_id = ${person}`)
}

interface NewOfficer {
  readonly officerId: OfficerId
  readonly personId: PersonId
  readonly agency: string
  readonly role: Role
  readonly endsAt: Date | undefined
}

export function upsertOfficer(
  tx: Tx,
  { officerId, personId, agency, role, endsAt }: NewOfficer,
): Promise<{ officerId: OfficerId }> {
  return one(
    tx,
    sql`insert into people.officer (officer_id, person_id, agency, role, appointed_at, ends_at)
        values (${officerId}, ${personId}, ${agency}, ${role}, ${tx.now()}, ${endsAt ?? null})
        on conflict (person_id) do update
          set agency = excluded.agency, role = excluded.role, appointed_at = excluded.appointed_at, ends_at = excluded.ends_at, dismissed_at = null
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
        where agency = ${agency} and dismissed_at is null and (ends_at is null or ends_at > ${world.now()}::timestamptz)
        order by appointed_at, officer_id`,
  )
}

export function findLanguages(world: World, people: readonly PersonId[]): Promise<{ personId: PersonId; language: Language }[]> {
  return rows(world, sql`select person_id, language from people.person where person_id = any(${people}::uuid[])`)
}

/** Everybody who works or ever worked for an agency. */
export interface StaffRecord extends Pick<StaffMember, 'id' | 'personId'> {
  readonly agency: string
  readonly name: string
  readonly isAtWork: boolean
}

export async function findAllStaff(world: World): Promise<StaffRecord[]> {
  const found = await rows<Omit<StaffRecord, 'name'> & { givenNames: string; familyName: string }>(
    world,
    sql`select o.officer_id as id, o.person_id, o.agency, p.given_names, p.family_name,
          o.dismissed_at is null and (o.ends_at is null or o.ends_at > ${world.now()}::timestamptz) as is_at_work
        from people.officer o join people.person p using (person_id) order by o.officer_id`,
  )
  return found.map(({ givenNames, familyName, ...row }) => ({ ...row, name: nameOf({ givenNames, familyName }) }))
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
