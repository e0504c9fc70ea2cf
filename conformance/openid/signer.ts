import { base64url, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

/** With which key a token is signed, if with any. */
export interface Signing {
  readonly header?: Record<string, unknown>
  /** `one` and `two` may be published; `stranger` never is. */
  readonly by?: 'one' | 'two' | 'stranger' | 'nobody' | 'a shared secret' | 'one, then altered'
}

export interface Signer {
  sign(claims: JWTPayload, signing?: Signing): Promise<string>
  published(which?: { readonly keys: readonly ('one' | 'two')[]; readonly named: boolean }): { keys: object[] }
}

const usual = { keys: ['one'], named: true } as const

/** Keys of RS256, as the suites have them, and every way of signing wrongly. */
export async function newSigner(): Promise<Signer> {
  const pair = () => generateKeyPair('RS256')
  const keys = { one: await pair(), two: await pair(), stranger: await pair() }
  const jwks = {
    one: { ...(await exportJWK(keys.one.publicKey)), alg: 'RS256', use: 'sig' },
    two: { ...(await exportJWK(keys.two.publicKey)), alg: 'RS256', use: 'sig' },
  }
  return {
    published: ({ keys: which, named } = usual) => ({
      keys: which.map(name => (named ? { ...jwks[name], kid: name } : jwks[name])),
    }),
    async sign(claims, { header, by = 'one' } = {}) {
      if (by === 'nobody') return `${encoded({ alg: 'none' })}.${encoded(claims)}.`
      if (by === 'a shared secret') {
        const secret = new TextEncoder().encode(JSON.stringify(jwks.one))
        return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret)
      }
      const name = by === 'one, then altered' ? 'one' : by
      const kid = name === 'stranger' ? 'one' : name
      const signed = await new SignJWT(claims)
        .setProtectedHeader(withoutGaps({ alg: 'RS256', kid, ...header }))
        .sign(keys[name].privateKey)
      return by === name ? signed : altered(signed)
    },
  }
}

/** The same token with another signature of the same length. */
function altered(token: string): string {
  const [header, payload, signature = ''] = token.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  bytes[bytes.length - 1]! ^= 1
  return `${header}.${payload}.${bytes.toString('base64url')}`
}

function withoutGaps(header: { alg: string; kid?: unknown }) {
  return Object.fromEntries(Object.entries(header).filter(([, value]) => value !== undefined)) as { alg: string }
}

function encoded(value: unknown): string {
  return base64url.encode(JSON.stringify(value))
}
