export type { Answer, Exchange, NotAnswered, Question } from './exchange.ts'
export { type CertificateFiles, type ClientCertificate, openCertificates, type TrustFault, trustSentences } from './trust.ts'
export { xRoadExchange } from './x-road.ts'
export { fillPath } from './x-road-message.ts'
