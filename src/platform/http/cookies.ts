import type { Cookie } from './reply.ts'

/** Reads a Cookie header, whose size the server bounds. The first of two of one name counts; over https only `__Host-` ones do. */
export function readCookies(header: string | undefined, secure: boolean): Record<string, string | undefined> {
  const found = Object.create(null) as Record<string, string>
  if (!header) return found
  const prefix = wireName('', secure)
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at > 0 && name.startsWith(prefix)) found[name.slice(prefix.length)] ??= pair.slice(at + 1).trim()
  }
  return found
}

/** A cookie as a Set-Cookie header. */
export function writeCookie({ name, value, maxAgeSeconds }: Cookie, secure: boolean): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`
  return `${wireName(name, secure)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${age}`
}

// Over https only this very host can have set such a cookie: no neighbour under the same domain.
function wireName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name
}
