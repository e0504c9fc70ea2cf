import { as, maybe, rows, run, sql, type Tx, type World } from '#platform'
import { type RegisteredSystem, SYSTEMS, type System, type SystemId } from './system.ts'

export async function insertSystem(tx: Tx, system: Omit<RegisteredSystem, 'revokedAt'>): Promise<void> {
  await run(
    tx,
    sql`insert into people.system (system_id, name, agency, services, public_key, registered_at)
        values (${system.id}, ${system.name}, ${system.agency}, ${system.services}::text[], ${JSON.stringify(system.publicKey)}::jsonb,
                ${system.registeredAt})`,
  )
}

/** Every system that was ever let in, the first on top. */
export function allSystems(world: World): Promise<RegisteredSystem[]> {
  return rows(
    as(world, SYSTEMS),
    sql`select system_id as id, name, agency, services, public_key, registered_at, revoked_at from people.system order by registered_at`,
  )
}

/** A system that is let in, by its id. */
export function findSystem(world: World, id: SystemId): Promise<RegisteredSystem | undefined> {
  return maybe(
    world,
    sql`select system_id as id, name, agency, services, public_key, registered_at, revoked_at from people.system
        where system_id = ${id} and revoked_at is null`,
  )
}

/** @returns the system that is let in no more; undefined when none of this name was */
export function markRevoked(tx: Tx, name: string): Promise<System | undefined> {
  return maybe(
    tx,
    sql`update people.system set revoked_at = ${tx.now()} where name = ${name} and revoked_at is null
        returning system_id as id, name, agency, services`,
  )
}

/** Keeps an assertion's id, and forgets those that could not be shown again anyway. @returns false when it was shown before */
export async function keepAssertion(tx: Tx, { system, index, endsAt }: Kept): Promise<boolean> {
  await run(tx, sql`delete from people.system_assertion where ends_at < ${tx.now()}`)
  const kept = await run(
    tx,
    sql`insert into people.system_assertion (system_id, assertion_index, ends_at) values (${system}, ${index}, ${endsAt})
        on conflict do nothing`,
  )
  return kept === 1
}

interface Kept {
  readonly system: SystemId
  readonly index: string
  readonly endsAt: Date
}

export async function insertToken(tx: Tx, { system, index, endsAt }: Kept): Promise<void> {
  await run(tx, sql`delete from people.system_token where ends_at < ${tx.now()}`)
  await run(
    tx,
    sql`insert into people.system_token (token_index, system_id, issued_at, ends_at) values (${index}, ${system}, ${tx.now()}, ${endsAt})`,
  )
}

/** Whom a token lets in now. */
export function systemWithToken(world: World, index: string): Promise<(System & { readonly endsAt: Date }) | undefined> {
  return maybe(
    world,
    sql`select s.system_id as id, s.name, s.agency, s.services, t.ends_at
        from people.system_token t join people.system s using (system_id)
        where t.token_index = ${index} and s.revoked_at is null and t.ends_at > ${world.now()}`,
  )
}
