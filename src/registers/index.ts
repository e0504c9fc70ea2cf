export {
  type CertificateFiles,
  type Exchange,
  openCertificates,
  type TrustFault,
  trustSentences,
  xRoadExchange,
} from './adapters/index.ts'
export { type LookUp, type LookUpResult, lookUp, type RegistersWorld } from './look-up.ts'
export type { Ground, LookupId, LookupOutcome, LookupRecord } from './lookup.ts'
export { lookupsAbout } from './lookups-about.ts'
export { LookupList } from './views.tsx'
