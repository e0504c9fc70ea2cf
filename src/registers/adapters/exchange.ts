/** A question to a register, in terms that any exchange can carry. */
export interface Question {
  /** Identifier of the register's service, such as `FH/GOV/population-office/population/person-v1`. */
  readonly service: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path inside the service, parts percent-encoded (`fillPath`); may hold a national identifier, so it is never logged. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
  /** Whose act caused the question; begins with the country's two letters. */
  readonly userId: string
  /** The case or journey that the question is for. */
  readonly issue: string
  /** `class/member`, or `member`, when the question is put on behalf of another organisation. */
  readonly representedParty?: string
  /** `instance/class/member/server`, when one security server of the provider is to answer. */
  readonly securityServer?: string
  /** The law or the consent it rests on, as the service file names it; the register keeps it with its own record. */
  readonly purpose?: string
  /** W3C Trace Context, where traces are kept. */
  readonly traceParent?: string
  /** Of this message. The same id on a retry lets the register act once. By default a new UUID. */
  readonly id?: string
}

/** The register answered: 2xx, or a 4xx of its own such as 404 "no such person". */
export interface Answered {
  readonly kind: 'answered'
  readonly status: number
  /** Already bounded in size and depth; null when the answer has no body. Its shape is still the register's word: check it. */
  readonly json: unknown
  /** Proof that this answer belongs to this question, kept with the record of the look-up. */
  readonly requestHash?: string
  readonly id: string
  readonly ms: number
}

/** We may not ask this, or not in this way: asking again will not help. */
export interface Refused {
  readonly kind: 'refused'
  readonly status: number
  /** Such as `server.serverproxy.access_denied`; absent when the register itself refused. */
  readonly fault?: string
  readonly id: string
  readonly ms: number
}

/** No answer worth having came; asking later may help. Nothing in it is personal. */
export interface NotAnswered {
  readonly kind: 'unavailable'
  /** `stale`: all we have of the register is too old to be told. `untrusted`: certificates, ours or theirs; `fault` then says which, as `TrustFault`. */
  readonly reason:
    | 'timeout'
    | 'unreachable'
    | 'untrusted'
    | 'stale'
    | 'nonsense'
    | 'too-large'
    | 'error-status'
    | 'breaker-open'
    | 'busy'
  readonly status?: number
  readonly fault?: string
  readonly id: string
  readonly ms: number
}

export type Answer = Answered | Refused | NotAnswered

/** The way to registers. `ask` never throws for what a register does; a malformed question is a bug and throws `ProtocolFault`. */
export interface Exchange {
  ask(question: Question): Promise<Answer>
}
