import { BROWSER_COOKIE, everyone, type Gate, json, newSecret, type Reply, redirect, routesOf, type World } from '#platform'
import { SignInRefused, SignInUnavailable } from './adapters/sign-in-errors.ts'
import { endSessionsElsewhere } from './end-session.ts'
import { anyone } from './gates.ts'
import type { PeopleWorld } from './people-world.ts'
import { signedOut } from './sign-in-views.tsx'
import { signOut } from './sign-out.ts'

const route = routesOf<PeopleWorld>()

/** The provider shows who it is by its signature on the notice, not by a cookie. */
const identityProvider: Gate<World, undefined> = {
  name: 'identity provider',
  admit: async () => undefined,
  actsAs: () => 'nobody',
}

/** The ways out: by a person, and by the provider when a session ended there. */
export const signOutRoutes = [
  // Nothing about the session may stand in the way of ending it.
  route('POST /sign-out', {
    who: everyone,
    async answer({ world, visit }) {
      const idToken = await signOut(world, visit.secret)
      const to = idToken === undefined ? undefined : await endOfSessionThere(world, idToken)
      return redirect(to ?? '/signed-out', { cookies: [{ name: BROWSER_COOKIE, value: newSecret() }] })
    },
  }),

  route('GET /signed-out', { who: anyone, answer: ({ visit }) => signedOut(visit) }),

  route('POST /sign-in/backchannel-logout', {
    who: identityProvider,
    from: 'elsewhere',
    bodyBytes: 16 * 1024,
    form: ({ one }) => ({ token: one.logout_token ?? '' }),
    answer: ({ world, form }) => hearNotice(world, form.token).catch(answerProvider),
  }),
]

/** Signing out here must not wait for, or fail with, the provider. */
async function endOfSessionThere(world: PeopleWorld, idToken: string): Promise<string | undefined> {
  try {
    return (await world.identityProvider.endSessionUrl(idToken))?.href
  } catch (error) {
    if (error instanceof SignInUnavailable) return undefined
    throw error
  }
}

async function hearNotice(world: PeopleWorld, token: string): Promise<Reply> {
  const notice = await world.identityProvider.verifyLogoutToken(token)
  await endSessionsElsewhere(world, notice)
  return json({})
}

/** As OpenID Connect Back-Channel Logout 1.0, section 2.8 has it. */
function answerProvider(error: unknown): Reply {
  if (error instanceof SignInRefused) return json({ error: 'invalid_request' }, 400)
  if (error instanceof SignInUnavailable)
    return { ...json({ error: 'temporarily_unavailable' }, 503), headers: { 'retry-after': String(error.retryAfterSeconds) } }
  throw error
}
