import { answerFault, type Fact, fileKindOf, type RawParts } from '#catalogue'
import { keepFile } from '#documents'
import type { Fields, SentFile } from '#platform'
import type { Draft } from './draft.ts'
import { fileParts } from './kept-files.ts'
import type { JourneysWorld } from './world.ts'

/** The largest file that any question takes. */
export const LARGEST_FILE_BYTES = 10 * 1024 * 1024

interface Sent {
  readonly draft: Draft
  readonly asks: readonly Fact[]
  readonly fields: Fields
  /** Today, `YYYY-MM-DD`. */
  readonly on: string
}

/**
 * Keeps the files that came with a page, each by itself: what is wrong with another answer loses none of them.
 * @returns what stands in the place of each, by the name of its field: the file that was kept, or what is wrong with it
 */
export async function keepSentFiles(
  world: JourneysWorld,
  { draft, asks, fields, on }: Sent,
): Promise<ReadonlyMap<string, RawParts>> {
  const raws = new Map<string, RawParts>()
  if (draft.sentAt) return raws
  for (const [name, file] of fields.files) {
    const fact = factAt(asks, name)
    if (fact) raws.set(name, await keepSent(world, { draft, fact, file, on }))
  }
  return raws
}

/** The question that a field of a page belongs to: its own, or a part of a list's row, `fact-0-part`. */
function factAt(asks: readonly Fact[], name: string): Fact | undefined {
  const rows = asks.flatMap(fact => (fact.item ?? []).map(item => ({ fact, item })))
  const row = rows.find(
    ({ fact, item }) =>
      name.startsWith(`${fact.name}-`) && /^\d{1,4}-/.test(name.slice(fact.name.length + 1)) && name.endsWith(`-${item.field}`),
  )
  const fact = asks.find(one => one.name === name) ?? row?.item
  return fact?.type === 'file' ? fact : undefined
}

type One = Omit<Sent, 'asks' | 'fields'> & { readonly fact: Fact; readonly file: SentFile }

async function keepSent(world: JourneysWorld, { draft, fact, file, on }: One): Promise<RawParts> {
  const fault = answerFault(fact, lookedAt(file), on)
  if (fault && fault.code !== 'file-lost') return { refused: fault.code }
  const kept = await keepFile(world, { person: draft.personId, about: draft.id, name: file.name, bytes: file.bytes })
  return kept.result === 'kept' ? fileParts(kept.file) : { refused: kept.because }
}

/** A file as an answer that was kept nowhere yet. */
function lookedAt({ bytes, isTooLarge }: SentFile) {
  return { size: isTooLarge ? LARGEST_FILE_BYTES + 1 : bytes.length, type: fileKindOf(bytes) }
}
