/** A member of an X-Road instance, or one of its subsystems. */
export interface MemberId {
  readonly instance: string
  readonly memberClass: string
  readonly memberCode: string
  readonly subsystemCode?: string
}

/** A service that a member, or one of its subsystems, offers. */
export interface ServiceId extends MemberId {
  readonly serviceCode: string
}

/** One of a member's security servers. */
export interface SecurityServerId {
  readonly instance: string
  readonly memberClass: string
  readonly memberCode: string
  readonly serverCode: string
}

/** The third party on whose behalf a request is made; the member class is left out where it does not matter. */
export interface RepresentedParty {
  readonly memberClass?: string
  readonly memberCode: string
}

/** What arrived, or was configured, is not X-Road message protocol for REST; the sentence says which part and repeats no value. */
export class ProtocolFault extends Error {}

const LONGEST_PART = 255

/** Reads `FH/GOV/portico/portico` (each part percent-encoded; the subsystem may be absent). Throws `ProtocolFault`. PR-REST 4.3. */
export function readMember(text: string): MemberId {
  const [instance, memberClass, memberCode, subsystemCode, ...more] = parts(text)
  if (!instance || !memberClass || !memberCode || more.length > 0) {
    throw new ProtocolFault('A client is written instance/class/member or instance/class/member/subsystem.')
  }
  return { instance, memberClass, memberCode, ...(subsystemCode ? { subsystemCode } : {}) }
}

/** Reads `FH/GOV/population-office/population/person-v1` (each part percent-encoded; the subsystem may be absent). Throws `ProtocolFault`. */
export function readService(text: string): ServiceId {
  const all = parts(text)
  if (all.length < 4 || all.length > 5) throw new ProtocolFault('A service is written instance/class/member/subsystem/service.')
  const [instance, memberClass, memberCode, ...rest] = all as [string, string, string, ...string[]]
  const serviceCode = rest.pop()!
  return { instance, memberClass, memberCode, ...(rest[0] ? { subsystemCode: rest[0] } : {}), serviceCode }
}

/** Reads `class/member` or `member`. Throws `ProtocolFault`. PR-REST 4.3, X-Road-Represented-Party. */
export function readRepresentedParty(text: string): RepresentedParty {
  const all = parts(text)
  if (all.length > 2) throw new ProtocolFault('A represented party is written class/member or member.')
  return all.length === 2 ? { memberClass: all[0]!, memberCode: all[1]! } : { memberCode: all[0]! }
}

/** Reads `FH/GOV/office/server-1` (each part percent-encoded). Throws `ProtocolFault`. PR-REST 4.3, X-Road-Security-Server. */
export function readSecurityServer(text: string): SecurityServerId {
  const [instance, memberClass, memberCode, serverCode, ...more] = parts(text)
  if (!instance || !memberClass || !memberCode || !serverCode || more.length > 0)
    throw new ProtocolFault('A security server is written instance/class/member/server.')
  return { instance, memberClass, memberCode, serverCode }
}

/** Writes an identifier as it goes on the wire: UTF-8, percent-encoded part by part, so that a `/` inside a part stays inside it. PR-REST 4.2. */
export function writeIdentifier(id: MemberId | ServiceId | RepresentedParty | SecurityServerId): string {
  const { instance, memberClass, memberCode, subsystemCode, serviceCode, serverCode } = id as Partial<
    ServiceId & SecurityServerId
  >
  return [instance, memberClass, memberCode, subsystemCode, serviceCode, serverCode]
    .filter(part => part !== undefined)
    .map(encodeURIComponent)
    .join('/')
}

function parts(text: string): string[] {
  return text.split('/').map(readPart)
}

// PR-REST 4.8 allows letters, digits and '()+,-.=? only, yet identifiers older than that rule (s/ub, öäå) are in use and must pass.
function readPart(encoded: string): string {
  const part = decode(encoded)
  const isFit = part !== '' && part.length <= LONGEST_PART && part !== '.' && part !== '..' && !/\p{Cc}/u.test(part)
  if (!isFit) throw new ProtocolFault(`Each part of an identifier has 1 to ${LONGEST_PART} characters and no control characters.`)
  return part
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    throw new ProtocolFault('Each part of an identifier is UTF-8, percent-encoded.')
  }
}
