import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JWTPayload } from 'jose'
import { newSigner, type Signer, type Signing } from './signer.ts'

export const CLIENT = { id: 'portico', secret: 'only between the two of them' }
const signedOutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/** How a provider plays one module of a suite; whatever is not said is done as the specification has it. */
export interface Part extends Signing {
  readonly idToken?: (claims: JWTPayload) => JWTPayload
  /** Which of its keys the provider publishes, and whether each has its name. */
  readonly publishes?: { readonly keys: readonly ('one' | 'two')[]; readonly named: boolean }
  /** Tells the name at its userinfo endpoint alone. */
  readonly isThin?: boolean
  readonly userinfo?: (claims: JWTPayload) => JWTPayload
  /** What it sends the browser back with. */
  readonly callback?: (params: Record<string, string>) => Record<string, string>
  /** Promises to name itself in every answer (RFC 9207). */
  readonly namesItself?: boolean
  /** What becomes of an exchange of a code instead of tokens. */
  readonly token?: (response: ServerResponse) => void
  readonly afterSignOut?: (url: URL) => URL
  readonly logoutToken?: (claims: JWTPayload) => JWTPayload
  readonly logoutSigning?: Signing
}

/** One request that the provider saw. */
export interface Seen {
  readonly path: string
  readonly fields: Readonly<Record<string, string>>
  readonly authorization: string
}

export interface PlayingProvider {
  readonly issuer: URL
  readonly seen: readonly Seen[]
  /** Where its notices of sign-out were sent, and how they were answered. */
  readonly noticed: readonly number[]
  plays(part: Part): void
  stop(): Promise<void>
}

/** An OpenID provider made for the suites: correct in everything but what its part tells it to do wrong. */
export async function playingProvider(backchannel: () => URL): Promise<PlayingProvider> {
  const [signer, server] = [await newSigner(), createServer()]
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stage: Stage = { issuer, signer, part: {}, seen: [], noticed: [], codes: new Map(), backchannel }
  server.on('request', (request, response) => void answer(stage, request, response))
  return {
    issuer: new URL(issuer),
    seen: stage.seen,
    noticed: stage.noticed,
    plays(part) {
      Object.assign(stage, { part })
      stage.seen.length = 0
      stage.noticed.length = 0
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise(stopped => server.close(() => stopped()))
    },
  }
}

interface Stage {
  readonly issuer: string
  readonly signer: Signer
  readonly part: Part
  readonly seen: Seen[]
  readonly noticed: number[]
  readonly codes: Map<string, Record<string, string>>
  readonly backchannel: () => URL
}

async function answer(stage: Stage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', stage.issuer)
  let body = ''
  for await (const piece of request) body += piece
  const fields = Object.fromEntries([...url.searchParams, ...new URLSearchParams(body)])
  stage.seen.push({ path: url.pathname, fields, authorization: request.headers.authorization ?? '' })
  const page = pages[url.pathname]
  if (page) await page(stage, response, { fields, authorization: request.headers.authorization ?? '' })
  else response.writeHead(404).end()
}

type Page = (stage: Stage, response: ServerResponse, asked: Omit<Seen, 'path'>) => unknown

const pages: Readonly<Record<string, Page>> = {
  '/.well-known/openid-configuration': ({ issuer, part }, response) => json(response, 200, description(issuer, part)),
  '/jwks': ({ signer, part }, response) => json(response, 200, signer.published(part.publishes)),
  '/auth': sendBack,
  '/token': exchange,
  '/userinfo': ({ part }, response, { authorization }) => {
    if (authorization !== 'Bearer the access token') return response.writeHead(401).end()
    const told = { sub: 'bo', ...NAME }
    json(response, 200, part.userinfo?.(told) ?? told)
  },
  '/end': signOut,
}

const NAME = { given_name: 'Bo', family_name: 'Lindgren', birthdate: '1984-03-12', locale: 'en' }

function sendBack({ issuer, codes, part }: Stage, response: ServerResponse, { fields }: Pick<Seen, 'fields'>): void {
  const isFit = fields.client_id === CLIENT.id && fields.response_type === 'code' && fields.scope?.split(' ').includes('openid')
  if (!isFit || !fields.redirect_uri || fields.code_challenge_method !== 'S256') return void response.writeHead(400).end()
  const code = randomUUID()
  codes.set(code, { ...fields })
  const honest = { code, state: fields.state ?? '', ...(part.namesItself ? { iss: issuer } : {}) }
  const back = new URL(fields.redirect_uri)
  back.search = new URLSearchParams(part.callback?.(honest) ?? honest).toString()
  response.writeHead(303, { location: back.href }).end()
}

async function exchange(stage: Stage, response: ServerResponse, { fields, authorization }: Omit<Seen, 'path'>): Promise<void> {
  const { codes, part, issuer, signer } = stage
  if (part.token) return part.token(response)
  if (
    authorization !==
    `Basic ${Buffer.from(`${CLIENT.id}:${encodeURIComponent(CLIENT.secret).replaceAll('%20', '+')}`).toString('base64')}`
  )
    return json(response.setHeader('www-authenticate', 'Basic'), 401, { error: 'invalid_client' })
  const asked = codes.get(fields.code ?? '')
  const proof = createHash('sha256')
    .update(fields.code_verifier ?? '')
    .digest('base64url')
  if (!asked || asked.code_challenge !== proof || asked.redirect_uri !== fields.redirect_uri)
    return json(response, 400, { error: 'invalid_grant' })
  codes.delete(fields.code ?? '')
  const now = Math.floor(Date.now() / 1000)
  const honest: JWTPayload = {
    ...{ iss: issuer, sub: 'bo', aud: CLIENT.id, iat: now, exp: now + 300, nonce: asked.nonce, sid: 'the session there' },
    acr: asked.acr_values?.split(' ')[0],
    ...(part.isThin ? {} : NAME),
  }
  const idToken = await signer.sign(part.idToken?.(honest) ?? honest, part)
  json(response, 200, { access_token: 'the access token', token_type: 'Bearer', expires_in: 60, id_token: idToken })
}

/** Ends the session there: first the notice, as the suite does it, and then the browser goes home. */
async function signOut(stage: Stage, response: ServerResponse, { fields }: Pick<Seen, 'fields'>): Promise<void> {
  const { issuer, part, signer } = stage
  if (!fields.id_token_hint || !fields.post_logout_redirect_uri) return void response.writeHead(400).end()
  const now = Math.floor(Date.now() / 1000)
  const honest: JWTPayload = {
    ...{ iss: issuer, sub: 'bo', aud: CLIENT.id, iat: now, exp: now + 120, jti: randomUUID(), sid: 'the session there' },
    events: { [signedOutEvent]: {} },
  }
  const logoutToken = await signer.sign(part.logoutToken?.(honest) ?? honest, {
    header: { typ: 'logout+jwt' },
    ...part.logoutSigning,
  })
  const sent = await fetch(stage.backchannel(), { method: 'POST', body: new URLSearchParams({ logout_token: logoutToken }) })
  stage.noticed.push(sent.status)
  const home = new URL(fields.post_logout_redirect_uri)
  if (fields.state) home.searchParams.set('state', fields.state)
  response.writeHead(303, { location: (part.afterSignOut?.(home) ?? home).href }).end()
}

function description(issuer: string, { namesItself = false }: Part) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    end_session_endpoint: `${issuer}/end`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    authorization_response_iss_parameter_supported: namesItself,
    // It even claims tokens that nobody signed.
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
  }
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
