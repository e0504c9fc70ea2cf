import pino from 'pino'
import { Unavailable } from './errors.ts'

/** What may stand in a log line: ids, codes, names of routes, figures. A person's words or data have no field here. */
export interface LogFacts {
  readonly reference?: string
  /** The trace it belongs to, where traces are kept. */
  readonly trace?: string
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

/** Opens the log. @param level `silent` for tests @param to  where lines go; standard output when not said */
export function openLog(level: 'info' | 'warn' | 'error' | 'silent', to: Lines = pino.destination({ sync: false })): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to)
}

/** Says that something failed which is tried again by itself; nothing while the database is known to be away, which its watch says once. */
export function logFailure(
  log: Log,
  error: unknown,
  { level = 'error', message, ...facts }: LogFacts & { readonly level?: 'warn' | 'error'; readonly message: string },
): void {
  if (error instanceof Unavailable && error.isTold) return
  log[level]({ ...facts, error: traceOf(error) }, message)
}

interface Lines {
  write(line: string): unknown
}

const FRAMES_MAX = 12
const FRAME = /^ {4}at .*:\d+:\d+\)?$/

/**
 * An error as the log may keep it: its kind, its code and where it happened. A message is kept only when our own code wrote it:
 * those of PostgreSQL, of parsers, of libraries and of the language itself may quote what a person typed.
 */
export function traceOf(error: unknown): { name: string; stack: string } {
  if (!(error instanceof Error)) return { name: 'thrown', stack: '' }
  const frames = framesOf(error)
  const code = 'code' in error && /^\w{1,40}$/.test(String(error.code)) ? ` ${error.code}` : ''
  const message = isOurSentence(error, frames[0]) ? `: ${error.message}` : ''
  return { name: error.name + code + message, stack: frames.slice(0, FRAMES_MAX).join('\n') }
}

// The message stands at the head of the stack, and could itself hold lines that look like frames.
function framesOf({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message)
  const tail = at < 0 ? stack : stack.slice(at + message.length)
  return tail.split('\n').filter(line => FRAME.test(line))
}

function isOurSentence(error: Error, thrownAt = ''): boolean {
  return Object.getPrototypeOf(error) === Error.prototype && !('code' in error) && !/node_modules|node:/.test(thrownAt)
}
