import type { Config } from '../config.ts'

/** Turns "that port cannot be had" into a sentence that says what to do. */
export function explainPort({ host, port, provider }: Config) {
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
