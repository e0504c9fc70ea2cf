import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Middleware } from './middleware.ts'

/** What oidc-provider's clients can do and its types do not say. */
interface TellsOfSignOut {
  backchannelLogout(subject: string, sid: string | undefined): Promise<void>
}

/**
 * Signs out at once, without a page, when the service proves with its ID token whose session it means (OpenID Connect
 * RP-Initiated Logout 1.0, section 2), or when nobody is signed in here; else the provider's page asks first.
 */
export function signOutAtOnce(provider: Provider): Middleware {
  return async (ctx, next) => {
    await next()
    if (ctx.oidc?.route !== 'end_session' || ctx.status !== 200) return
    const { oidc } = ctx as KoaContextWithOIDC
    const session = oidc.session!
    const hinted = (oidc.entities.IdTokenHint as { payload: { sub?: string } } | undefined)?.payload.sub
    if (session.accountId && session.accountId !== hinted) return
    const back = whereTo(session.state ?? {}) ?? provider.urlFor('end_session_success')
    await endSession(oidc)
    ctx.cookies.set(provider.cookieName('session'), null, { httpOnly: true, sameSite: 'lax', overwrite: true })
    ctx.status = 303
    ctx.redirect(back)
  }

  async function endSession({ session, provider: { Client, Session } }: KoaContextWithOIDC['oidc']): Promise<void> {
    const { accountId, uid, authorizations = {} } = session!
    for (const clientId of Object.keys(authorizations)) {
      const client = await Client.find(clientId)
      // A service that cannot be told now finds out when its own session ends: this one ends all the same.
      if (accountId && client?.backchannelLogoutUri) {
        const told = (client as unknown as TellsOfSignOut).backchannelLogout(accountId, session!.sidFor(clientId))
        await told.catch(() => undefined)
      }
    }
    const kept = await Session.findByUid(uid)
    await kept?.destroy()
  }
}

function whereTo(asked: { postLogoutRedirectUri?: unknown; state?: unknown }): string | undefined {
  if (typeof asked.postLogoutRedirectUri !== 'string') return undefined
  const url = new URL(asked.postLogoutRedirectUri)
  if (typeof asked.state === 'string') url.searchParams.set('state', asked.state)
  return url.href
}
