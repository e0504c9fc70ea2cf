export type { DocumentId, KeptDocument, NewDocument, Shown } from './document.ts'
export { issueDocument } from './issue-document.ts'
export type { Signer } from './signature.ts'
export type { DocumentsWorld } from './world.ts'
