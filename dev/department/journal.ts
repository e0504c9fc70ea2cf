import { closeSync, fsync, openSync, write } from 'node:fs'

/**
 * One line of a journal, as JSON. `asked` stands before the request leaves, `receipt` once its answer has come; an `asked` without a
 * `receipt` was never answered. Whoever holds a journal can show what a service promised, without trusting the service.
 */
export type JournalLine =
  | { readonly asked: string; readonly digest: string }
  | { readonly receipt: string; readonly reference: string; readonly digest: string }
  /** What the key was sent with once more, and how that was answered. */
  | { readonly other: string; readonly status: number }

export interface Journal {
  add(line: JournalLine): void
  /** Resolves once all that was added is on the disk. */
  kept(): Promise<void>
  close(): Promise<void>
}

/** Opens a journal to add to. What is added is written and synced together, in order, as often as the disk lets it. */
export function openJournal(file: string): Journal {
  const descriptor = openSync(file, 'a')
  let waiting: string[] = []
  let writing: Promise<void> | undefined

  async function writeOut(): Promise<void> {
    while (waiting.length > 0) {
      const text = waiting.join('')
      waiting = []
      await writeAll(descriptor, Buffer.from(text))
      await new Promise<void>((resolve, reject) => fsync(descriptor, fault => (fault ? reject(fault) : resolve())))
    }
    writing = undefined
  }
  const kept = () => writing ?? Promise.resolve()

  return {
    add(line) {
      waiting.push(`${JSON.stringify(line)}\n`)
      writing ??= new Promise<void>(resolve => setImmediate(resolve)).then(writeOut)
    },
    kept,
    async close() {
      await kept()
      closeSync(descriptor)
    },
  }
}

async function writeAll(descriptor: number, bytes: Buffer): Promise<void> {
  let from = 0
  while (from < bytes.length)
    from += await new Promise<number>((resolve, reject) =>
      write(descriptor, bytes, from, (fault, count) => (fault ? reject(fault) : resolve(count))),
    )
}
