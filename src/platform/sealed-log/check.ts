// All that checking the log needs, and nothing that writes it: what is reached from here trusts no other part of the program.
export { witnessedIn } from './adapters/file.ts'
export { type NoteKey, readNoteKey } from './note.ts'
export { checkProof, type ProofChecked, type ProofFile } from './proof-file.ts'
export { checkLog, type Evidence } from './verify/check-log.ts'
export type { Finding, FindingKind, Report } from './verify/finding.ts'
export { openHashers } from './verify/hashers.ts'
export { openLogAt } from './verify/open-log.ts'
