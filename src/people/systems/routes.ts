import { everyone, json, type Reply, routesOf, type World } from '#platform'
import { giveToken } from './give-token.ts'

/** Where the token endpoint stands, as assertions must name it, depends on where the site is. */
export type SystemsWorld = World & { readonly publicUrl: string }

const route = routesOf<SystemsWorld>()
const PATH = '/api/token'
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const NOT_KEPT = { 'cache-control': 'no-store', pragma: 'no-cache' }

/** How a department's system gets its token: OAuth 2.0 client credentials with private_key_jwt. */
export const systemRoutes = [
  route(`POST ${PATH}`, {
    who: everyone,
    // The assertion itself proves who sends it.
    from: 'elsewhere',
    bodyBytes: 16 * 1024,
    form: ({ one }) => one,
    async answer({ world, form }) {
      if (form.grant_type !== 'client_credentials') return refused('unsupported_grant_type')
      if (form.client_assertion_type !== ASSERTION_TYPE || !form.client_assertion) return refused('invalid_request')
      const audience = world.publicUrl.replace(/\/+$/, '') + PATH
      const given = await giveToken(world, { assertion: form.client_assertion, audience })
      if (!given) return refused('invalid_client', 401)
      const told = { access_token: given.token, token_type: 'Bearer', expires_in: given.seconds, scope: given.services.join(' ') }
      return { ...json(told), headers: NOT_KEPT }
    },
  }),
]

/** @see RFC 6749, section 5.2 */
function refused(error: string, status = 400): Reply {
  return { ...json({ error }, status), headers: NOT_KEPT }
}
