import { maybe, one, openBytes, openText, rows, run, sql, type Tx, type World } from '#platform'
import type { KeptFile } from './kept-file.ts'

interface NewRow extends Omit<KeptFile, 'name'> {
  readonly person: string
  readonly about: string
  readonly sealedName: string
  readonly sealedBytes: Buffer
}

export async function insertFile(tx: Tx, file: NewRow): Promise<void> {
  await run(
    tx,
    sql`insert into documents.file (person_id, id, about, sealed_name, type, size, scan, sealed_bytes, kept_at)
        values (${file.person}, ${file.id}, ${file.about}, ${file.sealedName}, ${file.type}, ${file.size}, ${file.scan},
                ${file.sealedBytes}, ${tx.now()})`,
  )
}

/** One person's files are counted by one act at a time, until the transaction ends. */
export async function holdRoom(tx: Tx, person: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`documents.file ${person}`}, 0))`)
}

export function roomTaken(world: World, person: string): Promise<{ files: number; bytes: number }> {
  return one(
    world,
    sql`select count(*) as files, coalesce(sum(size), 0) as bytes from documents.file where person_id = ${person} and sent_at is null`,
  )
}

type Row = Omit<KeptFile, 'name'> & { readonly sealedName: string }

const kept =
  (world: World) =>
  ({ sealedName, ...file }: Row): KeptFile => ({ ...file, name: openText(world, sealedName) })

/** What was handed in for a journey, without the bytes. */
export async function filesAbout(world: World, person: string, about: string): Promise<KeptFile[]> {
  const found = await rows<Row>(
    world,
    sql`select id, sealed_name, type, size, scan from documents.file where person_id = ${person} and about = ${about} order by kept_at, id`,
  )
  return found.map(kept(world))
}

/** These files of a person, without the bytes. */
export async function filesNamed(world: World, person: string, ids: readonly string[]): Promise<KeptFile[]> {
  if (ids.length === 0) return []
  const found = await rows<Row>(
    world,
    sql`select id, sealed_name, type, size, scan from documents.file where person_id = ${person} and id = any(${ids}::uuid[])`,
  )
  return found.map(kept(world))
}

export async function fileOf(world: World, person: string, id: string): Promise<(KeptFile & { bytes: Buffer }) | undefined> {
  const row = await maybe<Row & { sealedBytes: Buffer }>(
    world,
    sql`select id, sealed_name, type, size, scan, sealed_bytes from documents.file where person_id = ${person} and id = ${id}`,
  )
  if (!row) return undefined
  const { sealedBytes, ...file } = row
  return { ...kept(world)(file), bytes: openBytes(world, sealedBytes) }
}

/** @returns how many there were */
export function deleteFiles(tx: Tx, person: string, { about, ids }: { about: string; ids: readonly string[] }): Promise<number> {
  return run(
    tx,
    sql`delete from documents.file where person_id = ${person} and about = ${about} and sent_at is null and id = any(${ids}::uuid[])`,
  )
}

/** @returns how many there were */
export function deleteFilesExcept(
  tx: Tx,
  person: string,
  { about, ids }: { about: string; ids: readonly string[] },
): Promise<number> {
  return run(
    tx,
    sql`delete from documents.file where person_id = ${person} and about = ${about} and sent_at is null and id <> all(${ids}::uuid[])`,
  )
}

export async function markSent(tx: Tx, person: string, about: string): Promise<void> {
  await run(
    tx,
    sql`update documents.file set sent_at = ${tx.now()} where person_id = ${person} and about = ${about} and sent_at is null`,
  )
}
