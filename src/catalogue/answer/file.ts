import { isId } from '#platform'
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

/** In characters. */
export const LONGEST_FILE_NAME = 200

const REFUSALS = ['empty-file', 'file-harmful', 'file-not-checked', 'no-room', 'file-lost'] as const

/**
 * Reads what stands in the place of a file: the parts of one that was kept, or why the one that came was `refused`. A form itself
 * sends only an id; whoever reads it finds the file that belongs to it.
 */
export function readFile(raw: RawAnswer, fact: Fact): ReadAnswer {
  if (typeof raw === 'string' || Array.isArray(raw)) return wrong({ code: 'file-lost' })
  const { id, name, size, type, refused } = raw as RawParts
  if (refused === undefined) return read({ id, name, size: Number(size), type })
  return wrong(refused === 'file-too-large' ? tooLarge(fact) : refused === 'wrong-kind' ? wrongKind(fact) : refusal(refused))
}

function refusal(refused: unknown): AnswerFault {
  return { code: REFUSALS.find(code => code === refused) ?? 'file-lost' }
}

function tooLarge({ rules: { maxBytes = 0 } }: Fact): AnswerFault {
  return { code: 'file-too-large', max: maxBytes }
}

function wrongKind({ rules: { accept = [] } }: Fact): AnswerFault {
  return { code: 'wrong-kind', kinds: accept }
}

export function fileFault(value: unknown, fact: Fact): AnswerFault | undefined {
  const { id, name, size, type } = (value ?? {}) as Partial<HandedIn>
  if (size === 0) return { code: 'empty-file' }
  if (typeof size !== 'number' || !(size > 0 && size <= (fact.rules.maxBytes ?? 0))) return tooLarge(fact)
  if (!type || !fact.rules.accept?.includes(type)) return wrongKind(fact)
  return typeof id === 'string' && isId(id) && isNamed(name) ? undefined : { code: 'file-lost' }
}

function isNamed(name: unknown): boolean {
  return isSafeText(name) && name !== '' && [...name].length <= LONGEST_FILE_NAME
}
