import type { HeldTable } from '#platform'

/** What this module holds of a person. */
export const documentsHeld: readonly HeldTable[] = [
  { table: 'documents.document', key: ['id'] },
  { table: 'documents.file', key: ['id'], sealed: { sealed_name: 'text', sealed_bytes: 'bytes' } },
]
