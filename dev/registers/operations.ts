import { type Endpoint, isUnder, starred } from '../../src/registers/adapters/x-road-metadata.ts'
import { jsonReply, type ProviderReply, type ProviderRequest } from './service.ts'

/** One operation of a pretend information system; the braces in its path stand for one part, handed over decoded. */
export interface Operation extends Endpoint {
  readonly summary: string
  answer(request: ProviderRequest, part: string): ProviderReply
}

/** Finds the operation a request is for, and answers. */
export function serve(operations: readonly Operation[]): (request: ProviderRequest) => ProviderReply {
  return request => {
    const operation = operations.find(({ method, path }) => isUnder({ method, path: starred(path) }, request))
    if (!operation) return jsonReply(404, { error: 'no-such-operation' })
    const at = operation.path.split('/').findIndex(part => part.startsWith('{'))
    return operation.answer(request, decodeURIComponent(request.path.split('/')[at] ?? ''))
  }
}

/** Describes operations in OpenAPI 3. */
export function describe(title: string, operations: readonly Operation[]): unknown {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { method, path, summary } of operations) {
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }))
    const responses = { default: { description: summary, content: { 'application/json': {} } } }
    paths[path] = { ...paths[path], [method.toLowerCase()]: { summary, parameters, responses } }
  }
  return { openapi: '3.0.0', info: { title, version: '1.0.0' }, paths }
}
