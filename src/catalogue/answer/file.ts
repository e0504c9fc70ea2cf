import type { Fact } from '../fact.ts'
import { type AnswerFault, type ReadAnswer, read, wrong } from './answer-fault.ts'
import { FILE_KINDS, type FileKind } from './file-kind.ts'
import type { RawAnswer, RawParts } from './raw-answer.ts'
import { isSafeText } from './text.ts'

/** A file that was handed in, as the answer to a question: which one was kept, and what people call it. */
export interface HandedIn {
  readonly id: string
  readonly name: string
  /** In bytes. */
  readonly size: number
  readonly type: FileKind
}

/** The parts are those of a file that was kept; whoever reads the form puts them in the place of its id. */
export function readFile(raw: RawAnswer): ReadAnswer {
  if (typeof raw === 'string' || Array.isArray(raw)) return wrong({ code: 'file-lost' })
  const { id, name, size, type } = raw as RawParts
  return read({ id, name, size: Number(size), type })
}

export function fileFault(value: unknown, { rules }: Fact): AnswerFault | undefined {
  if (!isHandedIn(value)) return { code: 'file-lost' }
  if (value.size === 0) return { code: 'empty-file' }
  if (value.size > (rules.maxBytes ?? 0)) return { code: 'file-too-large', max: rules.maxBytes ?? 0 }
  const kinds = rules.accept ?? []
  return kinds.includes(value.type) ? undefined : { code: 'wrong-kind', kinds }
}

function isHandedIn(value: unknown): value is HandedIn {
  const { id, name, size, type } = (value ?? {}) as Partial<HandedIn>
  return isSafeText(id) && isSafeText(name) && Number.isSafeInteger(size) && FILE_KINDS.includes(type as FileKind)
}
