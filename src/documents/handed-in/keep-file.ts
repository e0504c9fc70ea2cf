import { type FileKind, fileKindOf, type HandedIn } from '#catalogue'
import { newId, record, sealBytes, sealText, transaction } from '#platform'
import { holdRoom, insertFile, roomTaken } from './file-store.ts'
import { type KeptFile, plainName } from './kept-file.ts'
import type { FilesWorld } from './world.ts'

/** What a person may have handed in and not sent yet: files, and bytes of all of them. */
const MOST_FILES = 100
const MOST_BYTES = 50 * 1024 * 1024

export interface NewFile {
  readonly person: string
  /** The journey it is handed in for. */
  readonly about: string
  /** As the sender calls it. */
  readonly name: string
  readonly bytes: Buffer
}

export type FileKept =
  | { readonly result: 'kept'; readonly file: HandedIn }
  | { readonly result: 'refused'; readonly because: 'file-harmful' | 'file-not-checked' | 'no-room' | 'file-lost' }

/** Keeps a file for its person, sealed, once it was looked through for viruses; or says why not. Not to be called in a transaction. */
export async function keepFile(world: FilesWorld, { person, about, name, bytes }: NewFile): Promise<FileKept> {
  const type = fileKindOf(bytes)
  if (!type || bytes.length === 0) return { result: 'refused', because: 'file-lost' }
  const scan = await world.scanner.scan(bytes)
  if (scan === 'harmful') return { result: 'refused', because: 'file-harmful' }
  if (scan === 'unavailable') return { result: 'refused', because: 'file-not-checked' }
  const file = { id: newId(), name: plainName(name, type), size: bytes.length, type, scan }
  return (await save(world, file, { person, about, bytes }))
    ? { result: 'kept', file: shown(file) }
    : { result: 'refused', because: 'no-room' }
}

function shown({ id, name, size, type }: KeptFile): HandedIn {
  return { id, name, size, type }
}

function save(
  world: FilesWorld,
  file: KeptFile & { type: FileKind },
  { person, about, bytes }: Omit<NewFile, 'name'>,
): Promise<boolean> {
  const [sealedName, sealedBytes] = [sealText(world, file.name), sealBytes(world, bytes)]
  return transaction(world, async tx => {
    await holdRoom(tx, person)
    const taken = await roomTaken(tx, person)
    if (taken.files >= MOST_FILES || taken.bytes + file.size > MOST_BYTES) return false
    await insertFile(tx, { ...file, person, about, sealedName, sealedBytes })
    const facts = { journey: about, type: file.type, size: file.size, scan: file.scan }
    await record(tx, { kind: 'file.kept', about: file.id, person, by: person, facts })
    return true
  })
}
