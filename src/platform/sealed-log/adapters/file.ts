import { constants } from 'node:fs'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Head, readHead } from '../head.ts'
import { isConsistent } from '../proof.ts'
import type { Handed, Testimony, Witness } from './witness.ts'

const NAME = 'heads.jsonl'

/**
 * A file in another folder, best on another machine: a line for each head, only ever added to, flushed to disk before it counts.
 * A head is taken only with a proof that the log still begins with the one before it.
 */
export function fileWitness(folder: string): Witness {
  const file = join(folder, NAME)
  return {
    name: 'file',
    async take(handed) {
      const testimony = await judge(file, handed)
      if (testimony.kind === 'taken' && testimony.isNew) await add(folder, file, handed.note)
      return testimony
    },
  }
}

async function judge(file: string, { head, prove }: Handed): Promise<Testimony & { readonly isNew?: boolean }> {
  const last = await lastIn(file)
  if (!last) return { kind: 'taken', cosignatures: '', isNew: true }
  if (last.size > head.size) return { kind: 'ahead', size: last.size }
  const proof = last.size === head.size ? [] : await prove(last.size)
  if (!isConsistent(last, head, proof)) return { kind: 'refused', size: last.size }
  return { kind: 'taken', cosignatures: '', isNew: last.size < head.size }
}

async function add(folder: string, file: string, note: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const { O_APPEND, O_CREAT, O_RDWR } = constants
  const opened = await open(file, O_APPEND | O_CREAT | O_RDWR, 0o644)
  try {
    const { size } = await opened.stat()
    const { buffer } = await opened.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
    // A line that was cut short by a crash is ended first, and so counts as none.
    const isCut = size > 0 && buffer.toString() !== '\n'
    await opened.appendFile(`${isCut ? '\n' : ''}${JSON.stringify({ head: note })}\n`)
    await opened.sync()
  } finally {
    await opened.close()
  }
}

const TAIL_BYTES = 16_384

async function lastIn(file: string): Promise<Head | undefined> {
  const opened = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!opened) return undefined
  try {
    const { size } = await opened.stat()
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, Math.max(0, size - TAIL_BYTES))
    return notesIn(buffer.toString('utf8', 0, bytesRead))
      .map(readHead)
      .findLast(head => head !== undefined)
  } finally {
    await opened.close()
  }
}

/** Every head that a witness's file holds, in order; a line cut short is left out. */
export async function witnessedIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return notesIn(text)
}

function notesIn(text: string): string[] {
  return text.split('\n').flatMap(line => {
    try {
      return [String(JSON.parse(line).head)]
    } catch {
      return []
    }
  })
}
