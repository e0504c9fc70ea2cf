import {
  type MemberId,
  ProtocolFault,
  type RepresentedParty,
  readMember,
  readRepresentedParty,
  readSecurityServer,
  readService,
  type SecurityServerId,
  type ServiceId,
  writeIdentifier,
} from './x-road-identifier.ts'

/** A request of the X-Road message protocol for REST 1.0.4, without its body. */
export interface XRoadRequest {
  readonly method: string
  readonly client: MemberId
  readonly service: ServiceId
  /** Begins with `/`, or is empty; percent-encoding is kept as it was written. */
  readonly path: string
  /** With its `?`, or empty; kept as it was written. */
  readonly query: string
  readonly id?: string
  readonly userId?: string
  readonly issue?: string
  readonly representedParty?: RepresentedParty
  /** The one security server of the provider that is to answer. */
  readonly securityServer?: SecurityServerId
}

/** A request as HTTP carries it: the target is path and query, header names are in lower case. */
export interface HttpRequest {
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const LONGEST_TARGET = 2000
const SERVICE_PARTS = 5

/** Writes a request for the wire. Throws `ProtocolFault` when a part cannot be carried safely: that is a fault in our own code or configuration. */
export function writeRequest(request: XRoadRequest): HttpRequest {
  const target = `/r1/${writeIdentifier(request.service)}${checkedPath(request.path)}${checkedQuery(request.query)}`
  return { method: checkedMethod(request.method), target: checkedTarget(target), headers: headersOf(request) }
}

/** Reads a request off the wire, or throws `ProtocolFault`. A service without a subsystem is understood only where nothing follows it. */
export function readRequest({ method, target, headers }: HttpRequest): XRoadRequest {
  const [path, query] = splitAt(checkedTarget(target), '?')
  const [, version, ...rest] = path.split('/')
  if (!path.startsWith('/') || version !== 'r1') throw new ProtocolFault('The address begins with /r1/ and the service called.')
  const client = headers['x-road-client']
  if (!client) throw new ProtocolFault('The X-Road-Client header is missing: it names the subsystem that asks.')
  return {
    method: checkedMethod(method),
    client: readMember(client),
    service: readService(rest.slice(0, SERVICE_PARTS).join('/')),
    path: checkedPath(rest.length > SERVICE_PARTS ? `/${rest.slice(SERVICE_PARTS).join('/')}` : ''),
    query: checkedQuery(query),
    ...optional('id', headers['x-road-id'], checkedHeader),
    ...optional('userId', headers['x-road-userid'], checkedHeader),
    ...optional('issue', headers['x-road-issue'], checkedHeader),
    ...optional('representedParty', headers['x-road-represented-party'], readRepresentedParty),
    ...optional('securityServer', headers['x-road-security-server'], readSecurityServer),
  }
}

/** Fills `/persons/{nationalId}` from values, each encoded as one part. Throws `ProtocolFault` when a value is missing. */
export function fillPath(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (!value) throw new ProtocolFault(`The path of a register's query needs a value for {${name}}.`)
    return encodeURIComponent(value)
  })
}

/** The kind of fault in an `X-Road-Error` header, such as `server.serverproxy.access_denied`; never the message, which may name people or hosts. */
export function readFault(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  return /^[\w.-]{1,100}$/.test(header) ? header.toLowerCase() : 'unknown'
}

function headersOf({ client, id, userId, issue, representedParty, securityServer }: XRoadRequest): Record<string, string> {
  return {
    'x-road-client': writeIdentifier(client),
    ...optional('x-road-id', id, checkedHeader),
    ...optional('x-road-userid', userId, checkedHeader),
    ...optional('x-road-issue', issue, checkedHeader),
    ...optional('x-road-represented-party', representedParty, writeIdentifier),
    ...optional('x-road-security-server', securityServer, writeIdentifier),
  }
}

function optional<K extends string, V, R = V>(key: K, value: V | undefined, turn: (value: V) => R): { readonly [key in K]?: R } {
  return (value === undefined ? {} : { [key]: turn(value) }) as { [key in K]?: R }
}

function checkedMethod(method: string): string {
  if (!METHODS.includes(method)) throw new ProtocolFault(`The method is one of ${METHODS.join(', ')}.`)
  return method
}

// A dot segment would let a path climb out of the service it was granted for, encoded or not.
function checkedPath(path: string): string {
  const climbs = path.split('/').some(part => /^(\.|%2e){1,2}$/i.test(part))
  const isFit = (path === '' || path.startsWith('/')) && !climbs && isEncoded(path) && !/[?#]/.test(path)
  if (!isFit) throw new ProtocolFault('The path begins with /, is percent-encoded and has no . or .. parts.')
  return path
}

function checkedQuery(query: string): string {
  const isFit = query === '' || (query.startsWith('?') && isEncoded(query) && !query.includes('#'))
  if (!isFit) throw new ProtocolFault('The query begins with ? and is percent-encoded.')
  return query
}

/** Value of a header that people or configuration supply: printable ASCII, so that no second header can hide in it. */
export function checkedHeader(value: string): string {
  if (!/^[\x21-\x7e]([\x20-\x7e]{0,254}[\x21-\x7e])?$/.test(value))
    throw new ProtocolFault('A header value is 1 to 256 printable ASCII characters.')
  return value
}

function checkedTarget(target: string): string {
  const isFit = target.length <= LONGEST_TARGET && isEncoded(target) && !target.includes('#')
  if (!isFit) throw new ProtocolFault(`An address has at most ${LONGEST_TARGET} characters, percent-encoded, and no #.`)
  return target
}

function isEncoded(text: string): boolean {
  return /^[\x21-\x7e]*$/.test(text) && !/%(?![0-9a-f]{2})/i.test(text)
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)]
}
