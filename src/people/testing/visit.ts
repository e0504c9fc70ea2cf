import { BROWSER_COOKIE, type Visit } from '#platform'

/** A visit with the browser secret given, or of a browser that was never here. */
export function visitWith(secret: string | undefined, url = '/somewhere'): Visit {
  return {
    ...{
      method: 'GET',
      path: url.split('?')[0]!,
      url,
      query: {},
      language: 'en',
      authorization: '',
      formToken: '',
    },
    secret: secret ?? 'fresh',
    cookies: secret === undefined ? {} : { [BROWSER_COOKIE]: secret },
  }
}
