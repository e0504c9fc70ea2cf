import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { ProviderReply, ProviderRequest } from './service.ts'

/** Passes a request on to an information system over HTTP, at the first of its addresses that can be reached; follows no redirect. */
export function forwardTo(addresses: readonly URL[]): (request: ProviderRequest) => Promise<ProviderReply> {
  return async request => {
    let failure: unknown
    for (const address of addresses) {
      try {
        return await forward(address, request)
      } catch (error) {
        failure = error
      }
    }
    throw failure
  }
}

function forward(address: URL, { method, path, query, headers, body }: ProviderRequest): Promise<ProviderReply> {
  const length = body.byteLength > 0 ? { 'content-length': body.byteLength } : {}
  return new Promise((resolve, reject) => {
    httpRequest(address, {
      method,
      path: `${address.pathname.replace(/\/$/, '')}${path || '/'}${query}`,
      headers: { ...headers, ...length },
    })
      .on('error', reject)
      .on('response', reply => whole(reply).then(resolve, reject))
      .end(body)
  })
}

async function whole(reply: IncomingMessage): Promise<ProviderReply> {
  const chunks: Buffer[] = []
  for await (const chunk of reply as AsyncIterable<Buffer>) chunks.push(chunk)
  const headers = Object.entries(reply.headersDistinct).map(([name, values]) => [name, values!.join(', ')])
  return { status: reply.statusCode!, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) }
}
