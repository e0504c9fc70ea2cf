import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { base64url, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

interface Signing {
  readonly header?: Record<string, unknown>
  /** Signed with a key the provider does not publish, or not signed at all. */
  readonly signed?: 'properly' | 'by-another' | 'not-at-all' | 'with-a-shared-secret'
}

export interface Says extends Signing {
  readonly idToken: JWTPayload
  readonly userinfo?: JWTPayload
}

export interface HostileProvider {
  readonly issuer: URL
  /** What the next exchanges of a code are answered with; null takes it and never answers. */
  says(next: Says | { error: string; status: number } | null): void
  /** Signs any token with the provider's own key, or as told. */
  sign(claims: JWTPayload, signing?: Signing): Promise<string>
  stop(): Promise<void>
}

/** An identity provider that says whatever a test wants it to, over loopback. */
export async function hostileProvider(): Promise<HostileProvider> {
  const own = await generateKeyPair('ES256')
  const another = await generateKeyPair('ES256')
  const jwks = { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }] }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let next: Parameters<HostileProvider['says']>[0] = null

  async function sign(claims: JWTPayload, { header, signed = 'properly' }: Signing = {}): Promise<string> {
    if (signed === 'not-at-all') return `${encoded({ alg: 'none' })}.${encoded(claims)}.`
    if (signed === 'with-a-shared-secret') {
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(JSON.stringify(jwks.keys[0])))
    }
    const key = signed === 'properly' ? own.privateKey : another.privateKey
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one', ...header }).sign(key)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0]
    if (path === '/.well-known/openid-configuration') return json(response, 200, description(issuer))
    if (path === '/jwks') return json(response, 200, jwks)
    if (next === null) return
    if ('error' in next) return json(response, next.status, { error: next.error })
    if (path === '/userinfo') return json(response, 200, next.userinfo ?? {})
    json(response, 200, { access_token: 'any', token_type: 'Bearer', id_token: await sign(next.idToken, next) })
  }

  return {
    issuer: new URL(issuer),
    says: said => {
      next = said
    },
    sign,
    stop: () => {
      server.closeAllConnections()
      return new Promise(stopped => server.close(() => stopped()))
    },
  }
}

/** It even claims to support tokens that nobody signed. */
function description(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    end_session_endpoint: `${issuer}/end`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'],
  }
}

function encoded(value: unknown): string {
  return base64url.encode(JSON.stringify(value))
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
