import { randomUUID } from 'node:crypto'
import type { ProviderReply } from './service.ts'

const STATUS = {
  'Client.BadRequest': 400,
  'server.serverproxy.unknown_service': 500,
  'server.serverproxy.access_denied': 500,
  'server.serverproxy.service_type': 500,
  'server.serverproxy.network_error': 500,
  'server.serverproxy.service_failed': 500,
} as const

/** A fault of the security server itself, or of the request made to it: PR-REST 4.6. */
export class XRoadFault extends Error {
  readonly type: keyof typeof STATUS
  constructor(type: keyof typeof STATUS, message: string) {
    super(message)
    this.type = type
  }
}

/** The fault as an answer, in the first form named by the Accept header that we can write; JSON when it names none. */
export function faultReply({ type, message }: XRoadFault, accept = ''): ProviderReply {
  const detail = randomUUID()
  const wanted = accept.split(',').map(range => range.split(';')[0]!.trim())
  const form = wanted.find(range => range in FORMS) ?? 'application/json'
  const headers = { 'content-type': `${form};charset=utf-8`, 'x-road-error': type }
  return { status: STATUS[type], headers, body: FORMS[form]!({ type, message, detail }) }
}

const FORMS: Readonly<Record<string, (fault: { type: string; message: string; detail: string }) => string>> = {
  'application/json': fault => JSON.stringify(fault),
  'application/xml': asXml,
  'text/xml': asXml,
}

function asXml(fault: Readonly<Record<string, string>>): string {
  const inner = Object.entries(fault).map(
    ([name, text]) => `<${name}>${text.replace(/[<&]/g, mark => `&#${mark.charCodeAt(0)};`)}</${name}>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><error>${inner.join('')}</error>`
}
