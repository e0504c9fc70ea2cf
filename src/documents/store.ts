import { maybe, rows, run, sql, type Tx, type Words, type World } from '#platform'
import type { DocumentId, KeptDocument, NewDocument } from './document.ts'

export async function saveDocument(
  tx: Tx,
  { id, code, jws, asked }: { id: DocumentId; code: string; jws: string; asked: NewDocument },
): Promise<void> {
  await run(
    tx,
    sql`insert into documents.document (person_id, id, about, code, document, issuer, name, jws, issued_at)
        values (${asked.person}, ${id}, ${asked.about}, ${code}, ${asked.document}, ${asked.issuer},
                ${JSON.stringify(asked.name)}::jsonb, ${jws}, ${tx.now()})`,
  )
}

export function documentsOf(world: World, person: string): Promise<KeptDocument[]> {
  return rows(world, sql`select * from documents.document where person_id = ${person} order by issued_at desc, id`)
}

export function documentsFrom(world: World, person: string, about: string): Promise<KeptDocument[]> {
  return rows(
    world,
    sql`select * from documents.document where person_id = ${person} and about = ${about} order by issued_at desc, id`,
  )
}

export function documentOf(world: World, person: string, id: DocumentId): Promise<KeptDocument | undefined> {
  return maybe(world, sql`select * from documents.document where person_id = ${person} and id = ${id}`)
}

export function documentByCode(world: World, code: string): Promise<KeptDocument | undefined> {
  return maybe(world, sql`select * from documents.document where code = ${code}`)
}

export async function countVerified(tx: Tx, { personId, id }: KeptDocument): Promise<void> {
  await run(
    tx,
    sql`update documents.document set times_verified = times_verified + 1, last_verified_at = ${tx.now()}
        where person_id = ${personId} and id = ${id}`,
  )
}

/** @returns the document's issuer and kind when it was not revoked before */
export function markRevoked(
  tx: Tx,
  { person, id, by, because }: { person: string; id: DocumentId; by: string; because: Words },
): Promise<Pick<KeptDocument, 'issuer' | 'document'> | undefined> {
  return maybe(
    tx,
    sql`update documents.document set revoked_at = ${tx.now()}, revoked_by = ${by}, revoked_because = ${JSON.stringify(because)}::jsonb
        where person_id = ${person} and id = ${id} and revoked_at is null returning issuer, document`,
  )
}
