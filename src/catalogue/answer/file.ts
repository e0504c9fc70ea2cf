import type { Fact } from '../fact.ts'
import { type AnswerFault, type ReadAnswer, read, wrong } from './answer-fault.ts'
import type { FileKind } from './file-kind.ts'
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

const REFUSALS = ['file-harmful', 'file-not-checked', 'no-room', 'file-lost'] as const

/**
 * Reads what stands in the place of a file: the parts of one that was kept, of one that was not (`id` blank), or why it was
 * `refused`. A form itself sends only an id; whoever reads it finds the file that belongs to it.
 */
export function readFile(raw: RawAnswer): ReadAnswer {
  if (typeof raw === 'string' || Array.isArray(raw)) return wrong({ code: 'file-lost' })
  const { id, name, size, type, refused } = raw as RawParts
  const because = REFUSALS.find(code => code === refused)
  return because ? wrong({ code: because }) : read({ id, name, size: Number(size), type })
}

export function fileFault(value: unknown, { rules: { maxBytes = 0, accept = [] } }: Fact): AnswerFault | undefined {
  const { id, name, size, type } = (value ?? {}) as Partial<HandedIn>
  if (size === 0) return { code: 'empty-file' }
  if (size === undefined || !(size <= maxBytes)) return { code: 'file-too-large', max: maxBytes }
  if (!type || !accept.includes(type)) return { code: 'wrong-kind', kinds: accept }
  return id && isSafeText(id) && isSafeText(name) ? undefined : { code: 'file-lost' }
}
