import { newId, record, type Tx } from '#platform'
import { newCode } from './code.ts'
import type { DocumentId, NewDocument } from './document.ts'
import { signDocument } from './signature.ts'
import { saveDocument } from './store.ts'
import type { DocumentsWorld } from './world.ts'

/** Issues a signed document, in the act's own transaction. @returns its id, and the code by which anyone may verify it */
export async function issueDocument(tx: Tx<DocumentsWorld>, asked: NewDocument): Promise<{ id: DocumentId; code: string }> {
  const { person, about, issuer, on, document, name, shows, validUntil, language } = asked
  const agency = tx.catalogue.agencies.get(issuer)
  if (!agency) throw new Error(`no agency "${issuer}" to issue a document; name it in agencies.yaml`)
  const [id, code] = [newId(), newCode()]
  const jws = await signDocument(tx.signer, {
    version: 1,
    id,
    code,
    document,
    name,
    issuer: { id: issuer, name: agency.name },
    government: tx.catalogue.government.name,
    issuedOn: on,
    ...(validUntil && { validUntil }),
    language,
    shows,
  })
  await saveDocument(tx, { id, code, jws, asked })
  await record(tx, { kind: 'document.issued', about: id, person, by: 'system', facts: { case: about, agency: issuer, document } })
  return { id, code }
}
