import { exportJWK, generateKeyPair } from 'jose'
import { type Configuration, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { boundedStore } from './bounded-store.ts'
import { acrOf, levels, lowestAsked, reaches } from './levels.ts'
import { problemPage, signedOutPage, signOutPage } from './message-pages.ts'
import { claimsOf, type FindPerson } from './people.ts'
import { pageLanguage } from './words.ts'

/** The one service that may send people here. */
export interface Relying {
  readonly clientId: string
  /** Without one the service is a public client; PKCE is asked of it either way. */
  readonly clientSecret?: string
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly backchannelLogoutUri?: string
}

const scopes = 'openid profile national_id'
const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const KEPT_OF_EACH_KIND = 5_000

/** Everything oidc-provider is told: code with PKCE, ES256, no consent screen, claims in the ID token. */
export async function configuration(relying: Relying, findPerson: FindPerson): Promise<Configuration> {
  return {
    clients: [clientOf(relying)],
    adapter: boundedStore(KEPT_OF_EACH_KIND),
    jwks: { keys: [await newSigningKey()] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    responseTypes: ['code'],
    scopes: scopes.split(' '),
    acrValues: Object.values(acrOf),
    claims: {
      openid: ['sub', 'acr', 'auth_time'],
      profile: ['given_name', 'family_name', 'birthdate', 'locale'],
      national_id: ['national_id'],
    },
    discovery: { ui_locales_supported: ['en', 'fr', 'ar'] },
    pkce: { required: () => true },
    cookies: { names: { session: 'idp_session', interaction: 'idp_interaction', resume: 'idp_resume' } },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: askBeforeSignOut, postLogoutSuccessSource: saySignedOut },
    },
    interactions: { policy: policy(), url: (_ctx, interaction) => `/auth/${interaction.uid}` },
    loadExistingGrant: grantWithoutAsking,
    async findAccount(_ctx, subject) {
      const person = await findPerson(subject)
      return person && { accountId: person.subject, claims: () => claimsOf(person) }
    },
    renderError: sayWhatFailed,
    fetch: fetchOnLoopbackToo,
    ttl: {
      AccessToken: MINUTE_S,
      AuthorizationCode: MINUTE_S,
      IdToken: 5 * MINUTE_S,
      Interaction: 30 * MINUTE_S,
      Session: 12 * HOUR_S,
      Grant: 12 * HOUR_S,
    },
  }
}

/** oidc-provider reaches no address of this machine by itself; the service's address for sign-out notices is one, and the only one called. */
function fetchOnLoopbackToo(url: string | URL | Request, options?: RequestInit): Promise<Response> {
  return fetch(url, { ...options, dispatcher: undefined } as RequestInit)
}

function clientOf(relying: Relying) {
  return {
    client_id: relying.clientId,
    ...(relying.clientSecret === undefined ? {} : { client_secret: relying.clientSecret }),
    token_endpoint_auth_method: relying.clientSecret === undefined ? ('none' as const) : ('client_secret_basic' as const),
    redirect_uris: [...relying.redirectUris],
    post_logout_redirect_uris: [...relying.postLogoutRedirectUris],
    ...(relying.backchannelLogoutUri === undefined ? {} : { backchannel_logout_uri: relying.backchannelLogoutUri }),
    backchannel_logout_session_required: true,
    id_token_signed_response_alg: 'ES256' as const,
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
  }
}

async function newSigningKey() {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: crypto.randomUUID() }
}

/** Asks who it is when nobody is signed in, or when the level asked for is above the one signed in at. */
function policy(): interactionPolicy.Prompt[] {
  const login = new interactionPolicy.Prompt({ name: 'login', requestable: true }, interactionPolicy.base().get('login')!.details)
  for (const check of interactionPolicy.base().get('login')!.checks) login.checks.add(check)
  login.checks.add(
    new interactionPolicy.Check('level', 'the level of assurance asked for needs a new sign-in', ctx => {
      const asked = lowestAsked(ctx.oidc.params?.acr_values)
      // A person who has just chosen a lower level on purpose is sent back with it: the service has to refuse.
      return !ctx.oidc.result?.login && asked !== levels[0] && !reaches(ctx.oidc.session?.acr, asked)
    }),
  )
  return [login]
}

async function grantWithoutAsking({ oidc }: KoaContextWithOIDC) {
  const { clientId } = oidc.client!
  const known = oidc.session!.grantIdFor(clientId)
  const kept = known && (await oidc.provider.Grant.find(known))
  if (kept) return kept
  const grant = new oidc.provider.Grant({ accountId: oidc.session!.accountId!, clientId })
  grant.addOIDCScope(scopes)
  await grant.save()
  return grant
}

async function askBeforeSignOut(ctx: KoaContextWithOIDC, form: string): Promise<void> {
  ctx.body = signOutPage(pageLanguage(ctx.oidc.params?.ui_locales), form)
}

async function saySignedOut(ctx: KoaContextWithOIDC): Promise<void> {
  ctx.body = signedOutPage(pageLanguage(ctx.oidc.params?.ui_locales), ctx.oidc.client?.postLogoutRedirectUris?.[0])
}

async function sayWhatFailed(ctx: KoaContextWithOIDC): Promise<void> {
  ctx.type = 'html'
  ctx.body = problemPage(pageLanguage(ctx.query.ui_locales), 'failed', ctx.oidc.client?.postLogoutRedirectUris?.[0])
}
