import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { configuration, type Relying } from './configuration.ts'
import type { Middleware } from './middleware.ts'
import { type FindPerson, findNamedPerson } from './people.ts'
import { signInPages } from './sign-in-pages.ts'
import { signOutAtOnce } from './sign-out.ts'
import { styleHash } from './style.ts'

export interface IdentityProviderOptions extends Relying {
  /** 0 takes a free one. */
  readonly port: number
  /** The address people's browsers know it by; by default the loopback address it listens on. */
  readonly issuer?: string
  readonly host?: string
  readonly findPerson?: FindPerson
}

export interface IdentityProvider {
  readonly issuer: URL
  stop(): Promise<void>
}

/** Starts Fairhaven's development identity provider: OpenID Connect for real, with made-up people and no passwords. */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const { host = '127.0.0.1', findPerson = findNamedPerson } = options
  // Node's own five seconds end just as a crowd comes back.
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS })
  await listen(server, options.port, host)
  const issuer = options.issuer ?? `http://${host}:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, await configuration(options, findPerson))
  provider.use(safeHeaders(options.redirectUris))
  provider.use(signInPages(provider, findPerson))
  provider.use(signOutAtOnce(provider))
  server.on('request', provider.callback())
  return { issuer: new URL(issuer), stop: () => stop(server) }
}

// As long as the product's.
const KEEP_ALIVE_MS = 72_000

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => listening())
  })
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(stopped => server.close(() => stopped()))
}

/** No script, no frames, nothing from elsewhere; a form may lead back to the service that sent the person here. */
function safeHeaders(redirectUris: readonly string[]): Middleware {
  const services = [...new Set(redirectUris.map(uri => new URL(uri).origin))]
  const policy = [
    "default-src 'none'",
    `style-src '${styleHash}'`,
    `form-action 'self' ${services.join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
  return (ctx, next) => {
    ctx.set('content-security-policy', policy)
    ctx.set('x-content-type-options', 'nosniff')
    ctx.set('referrer-policy', 'same-origin')
    return next()
  }
}
