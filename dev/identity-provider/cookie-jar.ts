/** A browser's cookies: kept by host (whatever the port), path and name. */
export interface CookieJar {
  /** The `cookie` header for a request to `url`, empty where there is none. */
  headerFor(url: URL): string
  /** Takes in the `set-cookie` headers of an answer from `url`. */
  take(url: URL, setCookies: readonly string[]): void
}

interface Cookie {
  readonly name: string
  readonly value: string
  readonly host: string
  readonly path: string
}

export function cookieJar(): CookieJar {
  const kept = new Map<string, Cookie>()
  return {
    headerFor({ hostname, pathname }) {
      const sent = [...kept.values()].filter(({ host, path }) => host === hostname && covers(path, pathname))
      return sent.map(({ name, value }) => `${name}=${value}`).join('; ')
    },
    take(url, setCookies) {
      for (const line of setCookies) {
        const { cookie, gone } = read(url, line)
        const key = `${cookie.host} ${cookie.path} ${cookie.name}`
        if (gone) kept.delete(key)
        else kept.set(key, cookie)
      }
    },
  }
}

function read(url: URL, line: string): { cookie: Cookie; gone: boolean } {
  const [pair = '', ...rest] = line.split(';')
  const said = new Map(rest.map(attribute => split(attribute.trim())))
  const [name, value] = split(pair)
  const expires = said.get('expires')
  const gone = said.get('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now())
  return { cookie: { name: name.trim(), value, host: url.hostname, path: said.get('path') ?? '/' }, gone }

  function split(text: string): [string, string] {
    const at = text.indexOf('=')
    const word = at < 0 ? text : text.slice(0, at)
    return [text === pair ? word : word.toLowerCase(), at < 0 ? '' : text.slice(at + 1)]
  }
}

function covers(path: string, pathname: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
}
