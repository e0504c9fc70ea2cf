import { flushCompileCache } from 'node:module'
import type { Config } from '../config.ts'
import { namedPeopleHint } from '../welcome.ts'
import { explainPort } from './explain-port.ts'
import { readArguments } from './read-arguments.ts'

const USAGE = `portico start                            in one process
portico start --processes 4              in several that share the port, each started again when it ends
portico start --role web|worker          serve people only, or do the work behind it only`

/** Serves until it is told to end. @param read  reads the configuration with what the words of the command set in it @returns the exit code */
export async function startCommand(rest: readonly string[], read: (set: Record<string, string>) => Config): Promise<number> {
  const asked = readArguments(rest, { processes: 'text', role: 'text', help: 'switch' })
  if (typeof asked === 'string' || asked.named.length > 0 || asked.on.has('help')) {
    console.error(typeof asked === 'string' ? `${asked}\n\n${USAGE}` : USAGE)
    return typeof asked !== 'string' && asked.on.has('help') ? 0 : 2
  }
  const { processes, role } = asked.text
  return serveUntilTold(
    read({ ...(processes !== undefined && { PROCESSES: processes }), ...(role !== undefined && { ROLE: role }) }),
  )
}

async function serveUntilTold(config: Config): Promise<number> {
  console.log('Portico is starting …')
  const signals = hearSignals(config.processes !== undefined)
  const { stop, restart } = await bringUp(config).catch(explainPort(config))
  console.log(namedPeopleHint(config))
  // Kept now and not at the end: whoever is killed comes back sooner.
  flushCompileCache()
  signals.onRestart(restart)
  await signals.told
  console.log('Portico is stopping …')
  await stop()
  return 0
}

async function bringUp(config: Config): Promise<{ stop(): Promise<void>; restart?: () => Promise<boolean> }> {
  const tell = (sentence: string) => console.log(sentence)
  if (config.processes !== undefined) return (await import('../processes/supervise.ts')).supervise(config, tell)
  const { AT_ONCE } = await import('#platform')
  const { stop } = await (await import('../start.ts')).start(config, tell)
  return { stop: () => stop({ ...AT_ONCE, noticeMs: config.stopNoticeMs }) }
}

/** Heard from the first moment: whoever ends a start half-way would else leave a database running behind them. */
function hearSignals(isSupervised: boolean) {
  const { promise: told, resolve } = Promise.withResolvers<void>()
  let restart: (() => unknown) | undefined
  // A terminal and the launcher may each send the same signal: the second must not cut the stopping short.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  // From a terminal it means that the terminal has gone.
  process.on('SIGHUP', () => {
    if (!isSupervised || process.stdout.isTTY) resolve()
    else restart?.()
  })
  return {
    told,
    onRestart(act: (() => unknown) | undefined) {
      restart = act
    },
  }
}
