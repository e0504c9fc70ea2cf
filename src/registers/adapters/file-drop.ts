import type { DropScript } from '../old/schema.ts'
import { type DropTable, openDrop } from './drop-table.ts'
import type { Exchange } from './exchange.ts'
import { type Finding, guardedExchange, type Limits, type NumberedQuestion } from './guarded-exchange.ts'
import { matchPath } from './match-path.ts'
import { readTexts } from './read-text.ts'

export interface FileDropSettings extends Limits {
  readonly script: DropScript
  /** Where the files and their manifest arrive. */
  readonly folder: string
  /** How long the first question waits for the first file to be read. */
  readonly timeoutMs?: number
  readonly now: () => Date
  /** Hears why a file that arrived is not used; sentences hold names of files and columns, nobody's data. */
  readonly tell: (sentence: string) => void
}

const HOUR_MS = 3_600_000

/** Asks a register that can only leave a file each night: answers from the last whole one, and says so when it is too old. */
export function fileDropExchange({ script, folder, timeoutMs = 2000, now, tell, ...limits }: FileDropSettings): Exchange {
  const drop = openDrop({ script, folder, tell, clock: limits.clock ?? (() => performance.now()) })
  const staleAfterMs = Number.parseInt(script['stale-after'], 10) * HOUR_MS
  return guardedExchange(limits, question => async () => {
    const table = await drop.table(timeoutMs)
    if (!table) return { kind: 'unavailable', reason: 'unreachable' }
    if (now().getTime() - table.asOf.getTime() > staleAfterMs) return { kind: 'unavailable', reason: 'stale' }
    return answerFrom(table, script, question)
  })
}

function answerFrom(table: DropTable, script: DropScript, { method, path }: NumberedQuestion): Finding {
  for (const [number, { get, list, gives }] of script.answers.entries()) {
    const values = method === 'GET' ? matchPath(get, path) : undefined
    if (!values) continue
    const rows = (table.rows(number, values.nationalId!) ?? []).map(row => readTexts(gives, name => row[name]))
    if (rows.includes('unfit') || (!list && rows.length > 1)) return { kind: 'unavailable', reason: 'nonsense' }
    const requestHash = table.proof
    if (rows.length === 0) return { kind: 'answered', status: 404, json: null, requestHash }
    return { kind: 'answered', status: 200, json: list ? { [list]: rows } : rows[0], requestHash }
  }
  return { kind: 'refused', status: 404, fault: 'not-in-the-file' }
}
