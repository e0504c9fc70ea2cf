export {
  type CertificateFiles,
  type ClientCertificate,
  type Exchange,
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
export { type ListenSettings, listenToMembers } from './provide/listen-to-members.ts'
export type { ProvidingWorld } from './provide/world.ts'
export { tellRegister } from './tell-register.ts'
