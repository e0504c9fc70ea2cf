import type { RegisterQuery } from '#catalogue'
import type { Answer, Exchange } from './adapters/index.ts'
import { readService, writeIdentifier } from './adapters/x-road-identifier.ts'
import { isUnder, type ListedService, readListing, starred } from './adapters/x-road-metadata.ts'

/** Whether we may put a query to its register, as the register's security server says. */
export interface Right {
  readonly query: string
  readonly service: string
  /** `described`: allowed, and its OpenAPI has the path. `undescribed`: allowed, and no description of it was told. */
  readonly state: 'described' | 'undescribed' | 'not-allowed' | 'not-told'
}

/** Asks every provider with allowedMethods and getOpenAPI (PR-MREST 0.8) whether our queries may be asked. About nobody. */
export async function checkRights(exchange: Exchange, queries: Iterable<RegisterQuery>): Promise<Right[]> {
  const listings = new Map<string, Promise<ListedService[] | undefined>>()
  const described = new Map<string, Promise<ReadonlySet<string>>>()
  return Promise.all(
    [...queries].map(async ({ id, serviceId, path }): Promise<Right> => {
      const { serviceCode, ...provider } = readService(serviceId)
      const member = writeIdentifier(provider)
      const listed = await once(listings, member, () => allowedBy(exchange, member))
      const template = path.split('?')[0]!
      const state = (): Right['state'] | undefined => {
        if (!listed) return 'not-told'
        const service = listed.find(one => writeIdentifier(one.id) === writeIdentifier(readService(serviceId)))
        const call = { method: 'GET', path: starred(template) }
        return service?.endpoints.some(endpoint => isUnder(endpoint, call)) ? undefined : 'not-allowed'
      }
      const paths = state() ? undefined : await once(described, serviceId, () => pathsOf(exchange, member, serviceCode))
      return { query: id, service: serviceId, state: state() ?? (paths?.has(starred(template)) ? 'described' : 'undescribed') }
    }),
  )
}

function once<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const before = known.get(key)
  if (before) return before
  const asked = ask()
  known.set(key, asked)
  return asked
}

async function allowedBy(exchange: Exchange, provider: string): Promise<ListedService[] | undefined> {
  return readListing(jsonIn(await ask(exchange, `${provider}/allowedMethods`)))
}

async function pathsOf(exchange: Exchange, provider: string, serviceCode: string): Promise<ReadonlySet<string>> {
  const json = jsonIn(await ask(exchange, `${provider}/getOpenAPI`, { serviceCode }))
  const paths = Object(Object(json).paths) as Record<string, unknown>
  return new Set(
    Object.entries(paths)
      .filter(([, methods]) => Object.hasOwn(Object(methods), 'get'))
      .map(([path]) => starred(path)),
  )
}

function ask(exchange: Exchange, service: string, query: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return exchange.ask({
    service,
    method: 'GET',
    path: '',
    query,
    userId: `${service.slice(0, 2)}portico`,
    issue: 'registers-check',
  })
}

function jsonIn(answer: Answer): unknown {
  return answer.kind === 'answered' && answer.status === 200 ? answer.json : undefined
}
