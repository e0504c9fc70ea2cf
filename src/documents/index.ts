export { scanners, signers } from './adapters/index.ts'
export type { Scanner } from './adapters/scanner.ts'
export type { DocumentId, KeptDocument, NewDocument, Shown } from './document.ts'
export { discardFiles, sendFiles } from './handed-in/discard-files.ts'
export { filesAbout, filesNamed } from './handed-in/file-store.ts'
export { keepFile } from './handed-in/keep-file.ts'
export { type KeptFile, plainName } from './handed-in/kept-file.ts'
export { download, type OpenedFile, openFile } from './handed-in/open-file.ts'
export type { FilesWorld } from './handed-in/world.ts'
export { documentsHeld } from './held.ts'
export { issueDocument } from './issue-document.ts'
export { revokeDocument } from './revoke-document.ts'
export { documentsRoutes } from './routes.tsx'
export type { Signer } from './signature.ts'
export { documentsFrom } from './store.ts'
export type { DocumentsWorld } from './world.ts'

/** The style sheet of certificates and of what a check found, for the page's own. */
export const documentsSheet = new URL('./documents.css', import.meta.url)
