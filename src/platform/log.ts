import pino from 'pino'

/** What may stand in a log line: ids, codes, names of routes, figures. A person's words or data have no field here. */
export interface LogFacts {
  readonly reference?: string
  readonly route?: string
  readonly method?: string
  readonly status?: number
  readonly code?: string
  readonly ms?: number
  readonly consumer?: string
  readonly job?: string
  readonly attempt?: number
  readonly count?: number
  readonly error?: { readonly name: string; readonly stack: string }
}

/** One JSON line each on standard output. */
export interface Log {
  info(facts: LogFacts, message: string): void
  warn(facts: LogFacts, message: string): void
  error(facts: LogFacts, message: string): void
}

/** Opens the log. @param level `silent` for tests */
export function openLog(level: 'info' | 'warn' | 'error' | 'silent'): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ sync: false }))
}

const SPEAKS_OF_CODE = new Set(['TypeError', 'ReferenceError', 'RangeError'])

/**
 * An error as the log may keep it: its kind and where it happened. The message stays only where it speaks of code:
 * those of PostgreSQL and of parsers may quote what a person typed.
 */
export function traceOf(error: unknown): { name: string; stack: string } {
  if (!(error instanceof Error)) return { name: 'thrown', stack: '' }
  const frames = (error.stack ?? '').split('\n').filter(line => line.trimStart().startsWith('at '))
  const ours = SPEAKS_OF_CODE.has(error.name) || Object.getPrototypeOf(error) === Error.prototype
  const name = 'code' in error ? `${error.name} ${String(error.code)}` : ours ? `${error.name}: ${error.message}` : error.name
  return { name, stack: frames.slice(0, 12).join('\n') }
}
