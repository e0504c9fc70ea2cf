export type { Answer, Answered, Exchange, NotAnswered, Question, Refused } from './exchange.ts'
export { type XRoadSettings, xRoadExchange } from './x-road.ts'
export { ProtocolFault } from './x-road-identifier.ts'
export { fillPath } from './x-road-message.ts'
