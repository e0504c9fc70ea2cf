import { dayOf, OFFICE_TIME_ZONE } from '#platform'
import { validityOf } from './document.ts'
import type { OpenDocument } from './open-document.ts'
import { documentsOf } from './store.ts'
import { readOwn } from './verify-document.ts'
import type { DocumentsWorld } from './world.ts'

/** All documents of a person, newest first, each with its signature checked. */
export async function openDocumentsOf(world: DocumentsWorld, person: string): Promise<OpenDocument[]> {
  const today = dayOf(world.now(), OFFICE_TIME_ZONE)
  const kept = await documentsOf(world, person)
  return Promise.all(
    kept.map(async one => {
      const signed = await readOwn(world, one)
      return { kept: one, signed, validity: validityOf(signed, one, today) }
    }),
  )
}
