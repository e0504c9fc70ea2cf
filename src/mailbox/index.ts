export { deliver } from './deliver.ts'
export type { Message, MessageId, MessageKind, NewMessage } from './message.ts'
