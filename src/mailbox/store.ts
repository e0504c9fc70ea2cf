import { maybe, one, rows, run, sql, type Tx, type World } from '#platform'
import type { Message, MessageId, NewMessage } from './message.ts'

export async function saveMessages(tx: Tx, messages: readonly (NewMessage & { readonly id: MessageId })[]): Promise<void> {
  await run(
    tx,
    sql`insert into mailbox.message (person_id, id, about, sender, service, kind, language, subject, text, delivered_at)
        select person, id, about, "from", service, kind, language, subject, text, ${tx.now()}
        from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as m(person uuid, id uuid, about text, "from" text, service text,
          kind text, language text, subject jsonb, text jsonb)`,
  )
}

/** A person's messages, newest first: those in the mailbox, or those put in the archive. */
export function messagesIn(
  world: World,
  { person, archived, limit, after }: { person: string; archived: boolean; limit: number; after: number },
): Promise<Message[]> {
  return rows(
    world,
    sql`select * from mailbox.message where person_id = ${person} and (archived_at is not null) = ${archived}::boolean
        order by delivered_at desc, id limit ${limit}::int offset ${after}::int`,
  )
}

export function messagesOf(world: World, person: string, about: string): Promise<Message[]> {
  return rows(
    world,
    sql`select * from mailbox.message where person_id = ${person} and about = ${about} order by delivered_at desc, id`,
  )
}

export function messageOf(world: World, person: string, id: MessageId): Promise<Message | undefined> {
  return maybe(world, sql`select * from mailbox.message where person_id = ${person} and id = ${id}`)
}

export async function countUnread(world: World, person: string): Promise<number> {
  const { count } = await one<{ count: number }>(
    world,
    sql`select count(*) as count from mailbox.message where person_id = ${person} and read_at is null and archived_at is null`,
  )
  return count
}

/** @returns true when this was the first reading */
export async function markRead(tx: Tx, person: string, id: MessageId): Promise<boolean> {
  const touched = await run(
    tx,
    sql`update mailbox.message set read_at = ${tx.now()} where person_id = ${person} and id = ${id} and read_at is null`,
  )
  return touched === 1
}

/** @returns true when the message was not already where it was put */
export async function putAway(tx: Tx, { person, id, archived }: { person: string; id: MessageId; archived: boolean }) {
  const touched = await run(
    tx,
    sql`update mailbox.message set archived_at = case when ${archived}::boolean then ${tx.now()}::timestamptz end
        where person_id = ${person} and id = ${id} and (archived_at is not null) <> ${archived}::boolean`,
  )
  return touched === 1
}

/** Who of these people wants to be told that a message waits. */
export async function peopleToNotify(tx: Tx, people: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await rows<{ personId: string }>(
    tx,
    sql`select person_id from mailbox.notice_address where person_id = any(${people}::uuid[])`,
  )
  return new Set(found.map(({ personId }) => personId))
}

export async function sealedAddressOf(world: World, person: string): Promise<string | undefined> {
  const row = await maybe<{ sealed: string }>(world, sql`select sealed from mailbox.notice_address where person_id = ${person}`)
  return row?.sealed
}

export async function saveAddress(tx: Tx, person: string, sealed: string): Promise<void> {
  await run(
    tx,
    sql`insert into mailbox.notice_address (person_id, sealed, since) values (${person}, ${sealed}, ${tx.now()})
        on conflict (person_id) do update set sealed = excluded.sealed, since = excluded.since`,
  )
}

export async function removeAddress(tx: Tx, person: string): Promise<boolean> {
  return (await run(tx, sql`delete from mailbox.notice_address where person_id = ${person}`)) === 1
}

export async function isNoticeSent(world: World, person: string, id: MessageId): Promise<boolean> {
  return (await maybe(world, sql`select 1 from mailbox.notice where person_id = ${person} and message_id = ${id}`)) !== undefined
}

export async function saveNoticeSent(world: World, person: string, id: MessageId): Promise<void> {
  await run(
    world,
    sql`insert into mailbox.notice (person_id, message_id, sent_at) values (${person}, ${id}, ${world.now()}) on conflict do nothing`,
  )
}
