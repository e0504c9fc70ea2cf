/** Every fault that a member may be answered with, and its status; see docs/errors.md. */
export const memberFaults = {
  'Client.BadRequest': 400,
  'Client.AccessDenied': 403,
  'Client.UnknownService': 404,
  'Client.MethodNotAllowed': 405,
  'Client.EventsRefused': 422,
  'Client.TooLarge': 413,
  'Server.Portico.Unavailable': 503,
  'Server.Portico.InternalError': 500,
} as const

/** Why a member is not answered: the shape of PR-REST 4.6. There is no X-Road-Error header, which is for faults inside X-Road. */
export class MemberFault extends Error {
  readonly type: keyof typeof memberFaults
  readonly status: number
  /** What else is told beside type, message and detail. */
  readonly more: object
  constructor(type: keyof typeof memberFaults, message: string, more: object = {}) {
    super(message)
    this.type = type
    this.more = more
    this.status = memberFaults[type]
  }
}
