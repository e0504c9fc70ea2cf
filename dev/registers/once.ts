import { jsonReply, type ProviderReply, type ProviderRequest } from './service.ts'

/** Makes an operation act once for each message: the same X-Road-Id brings the same answer, and with another body a 409. */
export function once(act: (request: ProviderRequest) => ProviderReply): (request: ProviderRequest) => ProviderReply {
  const done = new Map<string, { readonly body: Buffer; readonly reply: ProviderReply }>()
  return request => {
    const key = `${request.headers['x-road-client']} ${request.headers['x-road-id']}`
    const before = done.get(key)
    if (before) return before.body.equals(request.body) ? before.reply : jsonReply(409, { error: 'same-id-other-content' })
    const reply = act(request)
    if (reply.status < 300) done.set(key, { body: request.body, reply })
    return reply
  }
}
