/** An answer as a browser has it, before it follows anything. */
export interface Seen {
  readonly path: string
  readonly status: number
  readonly location: string
  readonly headers: Headers
  readonly text: string
}

/** A browser without script: it keeps cookies and sends forms. */
export interface Visitor {
  cookie(): string
  get(path: string, headers?: Record<string, string>): Promise<Seen>
  /** Sends exactly these bytes as a form. */
  send(path: string, body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>): Promise<Seen>
  /** Fills in the form of a page and sends it. */
  submit(page: Seen, typed: Typed, action?: string): Promise<Seen>
  /** Follows redirects on our own site. */
  follow(seen: Seen): Promise<Seen>
  signIn(subject: string): Promise<void>
}

export type Typed = Readonly<Record<string, string | readonly string[]>>

const FORM = 'application/x-www-form-urlencoded'

export function visitor(url: string): Visitor {
  const jars = new Map<string, Map<string, string>>()
  const jar = (origin: string) => jars.get(origin) ?? jars.set(origin, new Map()).get(origin)!
  const cookieOf = (origin: string) => [...jar(origin)].map(([name, value]) => `${name}=${value}`).join('; ')

  async function ask(to: string, options: RequestInit = {}): Promise<Seen> {
    const { origin } = new URL(to)
    const headers = { cookie: cookieOf(origin), ...(options.headers as Record<string, string>) }
    const answer = await fetch(to, { redirect: 'manual', ...options, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar(origin).delete(name)
      else jar(origin).set(name, value)
    }
    return {
      path: new URL(to).pathname,
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      headers: answer.headers,
      text: await answer.text(),
    }
  }

  const self: Visitor = {
    cookie: () => cookieOf(url),
    get: (path, headers = {}) => ask(new URL(path, url).href, { headers }),
    send: (path, body, headers = {}) =>
      ask(`${url}${path}`, { method: 'POST', body, headers: { 'content-type': FORM, ...headers } }),
    submit: (page, typed, action = actionIn(page.text)) => self.send(action, formBody(page.text, typed)),
    async follow(seen) {
      let at = seen
      for (let hop = 0; hop < 9 && at.status === 303; hop++) at = await self.get(at.location)
      return at
    },
    async signIn(subject) {
      const leave = await self.get('/sign-in?then=/account')
      const provider = leave.location
      const chooser = await ask(provider)
      const action = new URL(/<form method="post" action="([^"]+)"/.exec(chooser.text)![1]!, provider).href
      let at = await ask(action, {
        method: 'POST',
        body: new URLSearchParams({ subject, level: 'substantial' }),
        headers: { 'content-type': FORM },
      })
      let here = action
      while (at.location && !new URL(at.location, here).href.startsWith(`${url}/account`)) {
        here = new URL(at.location, here).href
        at = await ask(here)
      }
    },
  }
  return self
}

/** Where the form of the page itself goes; those of the frame around it stand outside `main`. */
function actionIn(html: string): string {
  const main = html.slice(html.indexOf('<main'))
  return unescaped(/<form[^>]*\baction="([^"]+)"/.exec(main)?.[1] ?? '')
}

/** Hidden fields as they stand, what was typed for the fields that the page has, and nothing else. */
export function formBody(html: string, typed: Typed): string {
  const body = new URLSearchParams()
  const main = html.slice(html.indexOf('<main'))
  const form = main.slice(main.indexOf('<form'), main.indexOf('</form>'))
  const seen = new Set<string>()
  for (const [tag] of form.matchAll(/<(?:input|textarea|select)(?:[^>"]|"[^"]*")*>/g)) {
    const name = unescaped(/\bname="([^"]*)"/.exec(tag)?.[1] ?? '')
    if (/type="hidden"/.test(tag)) body.append(name, unescaped(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? ''))
    else if (!seen.has(name)) for (const value of [typed[name] ?? []].flat()) body.append(name, value)
    seen.add(name)
  }
  return body.toString()
}

export function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&#(39|x27);/g, "'")
    .replaceAll('&amp;', '&')
}
