/** One e-mail of plain text. It never holds what a message says. */
export interface Mail {
  /** Sending the same id again must not reach the person twice. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** BCP 47, such as `ar`. */
  readonly language: string
  readonly at: Date
}

/** Takes e-mail to people. */
export interface Mailer {
  /** @throws Unavailable when it could not be handed over; the job tries again */
  send(mail: Mail): Promise<void>
}
