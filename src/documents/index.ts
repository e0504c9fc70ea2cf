export { signers } from './adapters/index.ts'
export type { DocumentId, KeptDocument, NewDocument, Shown } from './document.ts'
export { issueDocument } from './issue-document.ts'
export { revokeDocument } from './revoke-document.ts'
export { documentsRoutes } from './routes.tsx'
export type { Signer } from './signature.ts'
export { documentsFrom } from './store.ts'
export type { DocumentsWorld } from './world.ts'

/** The style sheet of certificates and of what a check found, for the page's own. */
export const documentsSheet = new URL('./documents.css', import.meta.url)
