import * as client from 'openid-client'
import { unavailable } from './openid-faults.ts'

/** Every call to the provider ends after this long. */
export const TIME_LIMIT_S = 2

/** How far the provider's clock may be from ours. */
export const CLOCK_TOLERANCE_S = 10

interface Asked {
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret?: string
  readonly allowInsecure?: boolean
}

/**
 * Reads the provider's own description when it is first needed and keeps it; a failure is not kept, the next call tries
 * again, so that Portico starts and stays up without its provider. Throws at once when the issuer may not be used at all.
 */
export function discovered(asked: Asked): () => Promise<client.Configuration> {
  const insecure = mayBeInsecure(asked)
  let found: Promise<client.Configuration> | undefined
  return () => {
    found ??= discover(asked, insecure).catch(thrown => {
      found = undefined
      throw unavailable(`discovery ${thrown?.code ?? thrown?.name}`)
    })
    return found
  }
}

function discover({ issuer, clientId, clientSecret }: Asked, insecure: boolean): Promise<client.Configuration> {
  const metadata = { [client.clockTolerance]: CLOCK_TOLERANCE_S }
  const proof = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret)
  return client.discovery(issuer, clientId, metadata, proof, {
    timeout: TIME_LIMIT_S,
    // Without these checks an ID token with a bad signature is believed because it came over TLS.
    execute: [client.enableNonRepudiationChecks, ...(insecure ? [client.allowInsecureRequests] : [])],
  })
}

function mayBeInsecure({ issuer, allowInsecure }: Asked): boolean {
  if (issuer.protocol === 'https:') return false
  if (allowInsecure && issuer.protocol === 'http:' && isLoopback(issuer.hostname)) return true
  throw new Error(
    `The identity provider ${issuer.origin} must use https: plain http is allowed only on this machine itself, and when asked for.`,
  )
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
