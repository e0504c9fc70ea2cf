import type { FastifyInstance, LightMyRequestResponse } from 'fastify'

/** A browser that keeps cookies, for trying routes without a socket. */
export interface Browser {
  readonly cookies: Map<string, string>
  get(url: string): Promise<LightMyRequestResponse>
  /** Sends a form with the token this browser was last given. */
  post(url: string, fields?: Record<string, string>): Promise<LightMyRequestResponse>
}

/** @param agent what it calls itself */
export function browser(app: FastifyInstance, agent = 'a test'): Browser {
  const cookies = new Map<string, string>()
  let token = ''
  const keep = (answer: LightMyRequestResponse) => {
    for (const { name, value, maxAge } of answer.cookies) maxAge === 0 ? cookies.delete(name) : cookies.set(name, value)
    token = /name="form-token" value="([^"]+)"/.exec(answer.body)?.[1] ?? token
    return answer
  }
  const header = () => ({ 'user-agent': agent, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') })
  return {
    cookies,
    get: async url => keep(await app.inject({ method: 'GET', url, headers: header() })),
    async post(url, fields = {}) {
      const payload = new URLSearchParams({ ...fields, 'form-token': token }).toString()
      const headers = { ...header(), 'content-type': 'application/x-www-form-urlencoded' }
      return keep(await app.inject({ method: 'POST', url, headers, payload }))
    },
  }
}
