import { type AssuranceLevel, assuranceLevels, openIdProvider, type SignInProvider, severalProviders } from '#people'
import type { Config } from './config.ts'
import { eidas, type OpenIdConfig } from './open-id-config.ts'

/** The development identity provider, as if an operator had named it. */
export function standInAt(issuer: URL): OpenIdConfig {
  const levels = Object.fromEntries(assuranceLevels.map(level => [level, eidas(level)]))
  return {
    id: undefined,
    name: { en: issuer.hostname },
    issuer,
    clientId: 'portico',
    clientSecret: undefined,
    levels,
    mayTellNationalId: true,
  }
}

/** Where people sign in: the one provider, or several of which they choose. */
export function identityProviderOf(openIds: readonly OpenIdConfig[], { publicUrl }: Pick<Config, 'publicUrl'>): SignInProvider {
  const [only, ...others] = openIds.map(openId => ({ openId, provider: providerOf(openId, publicUrl) }))
  if (only && others.length === 0 && only.openId.id === undefined) return only.provider
  return severalProviders(
    [only!, ...others].map(({ openId: { id, name, issuer, levels }, provider }) => ({
      ...{ id: id!, name, issuer, provider },
      levels: Object.keys(levels) as AssuranceLevel[],
    })),
  )
}

/** Each of several has a way back of its own, so that none can answer for another (RFC 9700, 4.4.2). */
function providerOf({ id, name: _, clientSecret, ...openId }: OpenIdConfig, publicUrl: string): SignInProvider {
  return openIdProvider({
    ...openId,
    ...(clientSecret === undefined ? {} : { clientSecret }),
    redirectUri: new URL(id === undefined ? '/sign-in/callback' : `/sign-in/callback/${id}`, publicUrl),
    postLogoutRedirectUri: new URL('/signed-out', publicUrl),
    allowInsecure: openId.issuer.protocol === 'http:',
  })
}
