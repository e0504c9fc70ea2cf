export {
  type CertificateFiles,
  type ClientCertificate,
  type Exchange,
  type Notice,
  type Notices,
  noticeWays,
  openCertificates,
  type TrustFault,
  trustSentences,
  xRoadExchange,
} from './adapters/index.ts'
export { checkRights, type Right } from './check-rights.ts'
export { detailsIn } from './happenings/details-in.ts'
export type { Happening, NewHappening } from './happenings/happening.ts'
export { finishHappening, forgetWaiting, markDone, putOffHappening, wakeHappenings } from './happenings/happening-store.ts'
export { keepHappenings } from './happenings/keep-happenings.ts'
export { takeHappenings } from './happenings/take-happenings.ts'
export { registersHeld, registersParts } from './held.ts'
export { type LookUp, type LookUpResult, lookUp, type RegistersWorld } from './look-up.ts'
export type { Ground } from './lookup.ts'
export { loadAccess, loadOldRegisters } from './old/load-old-registers.ts'
export { exchangeWithOld } from './old/old-exchange.ts'
export { actForOrganisation, type DirectingWorld, organisationsDirectedBy } from './own/act-for-organisation.ts'
export { enterEntry } from './own/enter-entry.ts'
export { type Imported, importEntries } from './own/import-entries.ts'
export { loadOwnRegisters } from './own/load-own-registers.ts'
export { exchangeWithOwn } from './own/own-exchange.ts'
export type { OwnRegister, OwnRegisters } from './own/own-register.ts'
export type { KeepingWorld } from './own/read-entry.ts'
export { registerRoutes } from './own/routes.ts'
export { sayCsvFault } from './own/say-csv-fault.ts'
export { settleMandates } from './own/settle-mandates.ts'
export { correctEntry, endEntry } from './own/state-of-entry.ts'
export { type ListenSettings, listenToMembers } from './provide/listen-to-members.ts'
export type { ProvidingWorld } from './provide/world.ts'
export { subjectFor, subjectsFor } from './subject.ts'
export { tellRegister } from './tell-register.ts'
