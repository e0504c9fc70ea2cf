import type { Config } from '../config.ts'
import { start } from '../start.ts'
import { namedPeopleHint } from '../welcome.ts'

/** Serves until it is told to end. @returns the exit code */
export async function startCommand(config: Config): Promise<number> {
  console.log('Portico is starting …')
  // Heard from the first moment: whoever ends a start half-way would else leave a database running behind them.
  const told = new Promise<void>(resolve => {
    // A terminal and the launcher may each send the same signal: the second must not cut the stopping short.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
  const running = await start(config, sentence => console.log(sentence)).catch(explainPort(config))
  console.log(namedPeopleHint(config))
  await told
  console.log('Portico is stopping …')
  await running.stop()
  return 0
}

function explainPort({ host, port, provider }: Config) {
  return (error: NodeJS.ErrnoException & { readonly port?: number }): never => {
    if (error.code === 'EADDRINUSE' && provider && error.port === provider.port)
      throw startFault(`Port ${provider.port} on ${provider.host} is taken: choose another with XROAD_PROVIDER_PORT.`)
    if (error.code === 'EADDRNOTAVAIL' && provider && error.port === provider.port)
      throw startFault(`This machine has no address ${provider.host}: set XROAD_PROVIDER_HOST to one it has.`)
    if (error.code === 'EADDRINUSE')
      throw startFault(`Port ${port} on ${host} is taken: stop what uses it, or choose another with PORT=${port + 10} npm start.`)
    if (error.code === 'EACCES' && port < 1024)
      throw startFault(`Port ${port} needs more rights than this user has: choose one above 1023 with PORT.`)
    if (error.code === 'EADDRNOTAVAIL')
      throw startFault(`This machine has no address ${host}: set HOST to one it has, such as 127.0.0.1.`)
    throw error
  }
}

function startFault(sentence: string): Error {
  return Object.assign(new Error(sentence), { name: 'StartFault' })
}
