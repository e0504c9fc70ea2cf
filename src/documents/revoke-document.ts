import { record, transaction, type Words, type World } from '#platform'
import type { DocumentId } from './document.ts'
import { markRevoked } from './store.ts'

/** Takes a document back: from the commit on, anyone who checks it reads that it is no longer valid, and why. Once is enough. */
export async function revokeDocument(
  world: World,
  { person, id, by, because }: { person: string; id: DocumentId; by: string; because: Words },
): Promise<void> {
  await transaction(world, async tx => {
    const revoked = await markRevoked(tx, { person, id, by, because })
    if (!revoked) return
    const { document, issuer } = revoked
    await record(tx, { kind: 'document.revoked', about: id, person, by, facts: { document, agency: issuer } })
  })
}
