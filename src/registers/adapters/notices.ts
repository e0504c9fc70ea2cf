import { join } from 'node:path'
import { isId, putFileOnce, Unavailable } from '#platform'

/** What another agency or member must know of a person: that something it holds or was told was wrong. GDPR art. 19. */
export interface Notice {
  /** Sending the same id again must not reach anybody twice. */
  readonly id: string
  /** X-Road identifier: of the service that told the value, or of the member that was told it. */
  readonly to: string
  readonly nationalId: string | undefined
  readonly fact: string
  readonly before: unknown
  readonly after: unknown
  /** Who put it right here, and since when it is so. */
  readonly correctedBy: string
  readonly correctedAt: Date
  /** What we call the correction, to come back to us with. */
  readonly reference: string
}

/** Takes notices out of the house. */
export interface Notices {
  /** @throws Unavailable when it could not be handed over; the job tries again */
  send(notice: Notice): Promise<void>
}

/** One JSON file each in an outbox folder, from which the security server's own tool or a clerk takes them. */
function noticesInFolder(folder: string): Notices {
  return {
    async send(notice) {
      if (!isId(notice.id)) throw new Error('a notice needs an id to be sent once only')
      await putFileOnce(join(folder, `${notice.id}.json`), `${JSON.stringify(notice, null, 1)}\n`).catch(cause => {
        throw new Unavailable('OUTBOX_UNAVAILABLE', { retryAfterSeconds: 60, cause })
      })
    },
  }
}

/** Every way by which notices leave, by name. */
export const noticeWays = { folder: noticesInFolder } as const
