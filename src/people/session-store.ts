import { type Language, maybe, type NewEvent, rows, run, runAndRecord, sql, type Tx, type World } from '#platform'
import type { AssuranceLevel } from './adapters/sign-in.ts'
import type { Act, MandateId, Validity } from './mandate.ts'
import type { OfficerId, PersonId, Role, SessionId } from './person.ts'

/** A session with whoever it belongs to: all that most pages ask before they are drawn, in one read. */
export interface FoundSession {
  readonly sessionId: SessionId
  readonly level: AssuranceLevel
  readonly seenAt: Date
  readonly endsAt: Date
  readonly personId: PersonId
  readonly givenNames: string
  readonly familyName: string
  readonly language: Language
  /** Null, as the two after it, for whoever is not at work for an agency. */
  readonly officerId: OfficerId | null
  readonly agency: string
  readonly role: Role
  /** Null, as the one after it, for whoever acts for nobody else. */
  readonly actingFor: PersonId | null
  readonly mandateId: MandateId
}

export function findSession(world: World, secretIndexes: readonly string[]): Promise<FoundSession | undefined> {
  return maybe(
    world,
    sql`select s.session_id, s.level, s.seen_at, s.ends_at, s.person_id, p.given_names, p.family_name, p.language,
               o.officer_id, o.agency, o.role, s.acting_for, s.mandate_id
        from people.session s
        join people.person p using (person_id)
        left join people.officer o on o.person_id = s.person_id and o.dismissed_at is null
           and (o.ends_at is null or o.ends_at > ${world.now()}::timestamptz)
        where s.secret_index = any (${secretIndexes}::text[]) and s.ended_at is null`,
  )
}

/** What somebody who acts for another goes by, and the other's name. */
export interface FoundMandate extends Validity {
  readonly acts: readonly Act[]
  readonly services: readonly string[] | null
  readonly givenNames: string
  readonly familyName: string
}

export function findActing(world: World, giver: PersonId, mandate: MandateId): Promise<FoundMandate | undefined> {
  return maybe(
    world,
    sql`select m.acts, m.services, m.accepted_at, m.ended_at, m.valid_from, m.valid_until, g.given_names, g.family_name
        from people.mandate m join people.person g using (person_id)
        where m.person_id = ${giver} and m.mandate_id = ${mandate}`,
  )
}

/** Everybody whose mandate an officer holds: cases of theirs are not for that officer. */
export async function findGivers(world: World, holder: PersonId): Promise<PersonId[]> {
  const found = await rows<{ personId: PersonId }>(
    world,
    sql`select person_id from people.mandate
        where holder_id = ${holder} and ended_at is null and valid_until > ${world.now()}`,
  )
  return found.map(({ personId }) => personId)
}

export async function markSeen(world: World, session: SessionId, since: Date): Promise<void> {
  await run(
    world,
    sql`update people.session set seen_at = ${world.now()}
        where session_id = ${session} and seen_at < ${since} and ended_at is null`,
  )
}

export interface NewSession {
  readonly sessionId: SessionId
  readonly secretIndex: string
  readonly attemptIndex: string
  readonly personId: PersonId
  readonly level: AssuranceLevel
  readonly issuer: string
  readonly providerSession: string | undefined
  /** Roughly which browser: see `browserOf`. */
  readonly browser: string
  readonly idTokenSealed: string
  readonly endsAt: Date
  /** For whom the session before acted: signing in more surely lays nothing down. */
  readonly acting: { readonly of: PersonId; readonly mandate: MandateId } | undefined
}

/** @returns false when this attempt to sign in made a session before */
export function insertSession(tx: Tx, told: NewEvent, session: NewSession): Promise<boolean> {
  return runAndRecord(
    tx,
    sql`insert into people.session (session_id, secret_index, attempt_index, person_id, level, issuer, provider_session, id_token_sealed,
                                    browser, acting_for, mandate_id, started_at, seen_at, ends_at)
        values (${session.sessionId}, ${session.secretIndex}, ${session.attemptIndex}, ${session.personId}, ${session.level},
                ${session.issuer}, ${session.providerSession ?? null}, ${session.idTokenSealed}, ${session.browser}, ${session.acting?.of ?? null}, ${session.acting?.mandate ?? null}, ${tx.now()}, ${tx.now()}, ${session.endsAt})
        on conflict (attempt_index) do nothing returning 1`,
    told,
  )
}

export interface EndedSession {
  readonly sessionId: SessionId
  readonly personId: PersonId
  readonly idTokenSealed: string | null
}

export interface EndedHere extends EndedSession {
  readonly actingFor: PersonId | null
  readonly mandateId: MandateId
}

export function endBySecret(tx: Tx, secretIndexes: readonly string[]): Promise<EndedHere | undefined> {
  return maybe(
    tx,
    sql`with open as (select session_id, id_token_sealed from people.session
                      where secret_index = any (${secretIndexes}::text[]) and ended_at is null for update)
        update people.session s set ended_at = ${tx.now()}, id_token_sealed = null from open
        where s.session_id = open.session_id
        returning s.session_id, s.person_id, s.acting_for, s.mandate_id, open.id_token_sealed`,
  )
}

export function endById(tx: Tx, person: PersonId, session: SessionId): Promise<Pick<EndedSession, 'sessionId'> | undefined> {
  return maybe(
    tx,
    sql`update people.session set ended_at = ${tx.now()}, id_token_sealed = null
        where session_id = ${session} and person_id = ${person} and ended_at is null
        returning session_id`,
  )
}

/** Ends all of a person's sessions but one. */
export function endOthers(tx: Tx, person: PersonId, here: SessionId): Promise<EndedSession[]> {
  return rows(
    tx,
    sql`update people.session set ended_at = ${tx.now()}, id_token_sealed = null
        where person_id = ${person} and session_id <> ${here} and ended_at is null
        returning session_id, person_id, null as id_token_sealed`,
  )
}

/** Ends what a provider says is over: one session of theirs, or with none named all of the person's. */
export function endByProvider(
  tx: Tx,
  { issuer, subject, sid }: { issuer: string; subject?: string | undefined; sid?: string | undefined },
): Promise<EndedSession[]> {
  return rows(
    tx,
    sql`update people.session s set ended_at = ${tx.now()}, id_token_sealed = null
        from people.person p
        where p.person_id = s.person_id and coalesce(s.issuer, p.issuer) = ${issuer} and s.ended_at is null
          and (${sid ?? null}::text is null or s.provider_session = ${sid ?? null}::text)
          and (${subject ?? null}::text is null or p.issuer = ${issuer} and p.subject = ${subject ?? null}::text
               or exists (select from people.identity i
                          where i.issuer = ${issuer} and i.subject = ${subject ?? null}::text and i.person_id = p.person_id))
        returning s.session_id, s.person_id, null as id_token_sealed`,
  )
}

/** @returns false when this notice was heard before */
export async function keepNotice(tx: Tx, noticeId: string): Promise<boolean> {
  const kept = await run(
    tx,
    sql`insert into people.sign_out_notice (notice_id, heard_at) values (${noticeId}, ${tx.now()}) on conflict do nothing`,
  )
  return kept === 1
}

export interface OpenSession {
  readonly id: SessionId
  readonly startedAt: Date
  readonly seenAt: Date
  readonly endsAt: Date
  readonly level: AssuranceLevel
  readonly browser: string
  readonly channel: 'web' | 'phone' | 'counter'
}

/** Those that nobody ended; one left alone too long is not alive any more all the same. */
export function openSessionsOf(world: World, person: PersonId): Promise<OpenSession[]> {
  return rows(
    world,
    sql`select session_id as id, started_at, seen_at, ends_at, level, browser, channel from people.session
        where person_id = ${person} and ended_at is null and ends_at > ${world.now()}
        order by started_at desc limit 50`,
  )
}

/** What a person is told of a sign-in. */
export interface SignInToTell {
  readonly browser: string
  readonly startedAt: Date
  readonly language: Language
}

/** A sign-in that its person wants to be told of; undefined for the very first, and for whoever switched it off. */
export function findSignInToTell(world: World, person: PersonId, session: SessionId): Promise<SignInToTell | undefined> {
  return maybe(
    world,
    sql`select s.browser, s.started_at, p.language from people.session s join people.person p using (person_id)
        where s.session_id = ${session} and s.person_id = ${person} and p.tells_new_browser
          and exists (select from people.session b where b.person_id = s.person_id and b.started_at < s.started_at)`,
  )
}

export async function tellsNewBrowser(world: World, person: PersonId): Promise<boolean> {
  const found = await maybe<{ tells: boolean }>(
    world,
    sql`select tells_new_browser as tells from people.person where person_id = ${person}`,
  )
  return found?.tells ?? true
}

export async function saveTellsNewBrowser(tx: Tx, person: PersonId, tells: boolean): Promise<void> {
  await run(tx, sql`update people.person set tells_new_browser = ${tells} where person_id = ${person}`)
}
