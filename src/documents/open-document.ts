import { dayOf, isId, OFFICE_TIME_ZONE, Refusal } from '#platform'
import { type DocumentId, type KeptDocument, type Payload, type Validity, validityOf } from './document.ts'
import { documentOf } from './store.ts'
import { readOwn } from './verify-document.ts'
import { words } from './words.ts'
import type { DocumentsWorld } from './world.ts'

/** A person's own document with what is signed in it. */
export interface OpenDocument {
  readonly kept: KeptDocument
  readonly signed: Payload | undefined
  readonly validity: Validity
}

/** Opens a document for its person. @throws Refusal when it is not theirs */
export async function openDocument(world: DocumentsWorld, person: string, id: DocumentId): Promise<OpenDocument> {
  const kept = isId(id) ? await documentOf(world, person, id) : undefined
  if (!kept) throw new Refusal('DOCUMENT_NOT_THERE', 404, language => words(language)('not-there'))
  const signed = await readOwn(world, kept)
  return { kept, signed, validity: validityOf(signed, kept, dayOf(world.now(), OFFICE_TIME_ZONE)) }
}
