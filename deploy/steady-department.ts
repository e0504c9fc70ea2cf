import { setTimeout as pause } from 'node:timers/promises'
import { type Journal, openJournal } from '../dev/department/journal.ts'
import { sendAll } from '../dev/department/send-all.ts'
import { until } from './trial.ts'

/** A department's system that sends without haste all the while, and knows when it was shown receipts. */
export interface SteadyDepartment {
  /** How many receipts it was shown so far. */
  shown(): number
  receiptAfter(moment: number): Promise<void>
  /** The longest time since that moment without a receipt, in milliseconds. */
  silenceSince(moment: number): number
  /** Ends once each of its requests has its receipt. @returns answers that should not have come */
  stop(): Promise<string[]>
}

const SENDERS = 8
const BETWEEN_MS = 400

/** @param file  its journal */
export function openSteadyDepartment({ site, token, file }: { site: string; token: string; file: string }): SteadyDepartment {
  const shownAt: number[] = []
  const journal = noting(openJournal(file), shownAt)
  let isOver = false

  async function send(sender: number): Promise<string[]> {
    const faults: string[] = []
    await pause((sender * BETWEEN_MS) / SENDERS)
    for (let number = 0; !isOver; number++) {
      const wish = { site, token, seed: `s${sender}`, from: number, to: number + 1, lines: 1, decided: number % 2 === 0 }
      faults.push(...(await sendAll(wish, journal)).faults)
      await pause(BETWEEN_MS)
    }
    return faults
  }

  const sending = Promise.all(Array.from({ length: SENDERS }, (_, sender) => send(sender)))
  return {
    shown: () => shownAt.length,
    async receiptAfter(moment) {
      await until('a receipt', async () => (shownAt.at(-1) ?? 0) > moment, { withinMs: 60_000, everyMs: 20 })
    },
    silenceSince(moment) {
      const from = Math.max(0, shownAt.findIndex(at => at > moment) - 1)
      return Math.max(...shownAt.slice(from + 1).map((at, index) => at - shownAt[from + index]!))
    },
    async stop() {
      isOver = true
      const faults = (await sending).flat()
      await journal.close()
      return faults
    },
  }
}

function noting(journal: Journal, shownAt: number[]): Journal {
  return {
    ...journal,
    add(line) {
      if ('receipt' in line) shownAt.push(performance.now())
      journal.add(line)
    },
  }
}
