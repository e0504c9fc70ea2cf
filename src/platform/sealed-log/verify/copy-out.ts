import type pg from 'pg'

// pg hands a query that is not its own every message, by these names.
interface Submitted {
  submit(connection: { query(text: string): void }): void
  handleCopyData(message: { chunk: Buffer }): void
  handleError(error: Error): void
  handleReadyForQuery(): void
  handleCommandComplete(): void
  handleRowDescription(): void
  handleEmptyQuery(): void
}

const HEADER_BYTES = 19

/**
 * Streams the rows of `copy (…) to stdout (format binary)`, each as its bytes: they are only there during the call.
 * @see https://www.postgresql.org/docs/18/sql-copy.html#SQL-COPY-BINARY-FORMAT
 */
export function copyOut(client: pg.Client, query: string, onRow: (row: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: Error | undefined
    let header = HEADER_BYTES
    const take = (bytes: Buffer) => {
      const row = bytes.subarray(header)
      header = 0
      // The end is told by -1 in the place of the number of fields.
      if (row.byteLength > 2) onRow(row)
    }
    const submitted: Submitted = {
      submit: connection => void connection.query(`copy (${query}) to stdout (format binary)`),
      handleCopyData({ chunk }) {
        if (failed) return
        try {
          take(chunk)
        } catch (error) {
          failed = error as Error
        }
      },
      handleError: error => reject(error),
      handleReadyForQuery: () => (failed ? reject(failed) : resolve()),
      handleCommandComplete: () => {},
      handleRowDescription: () => {},
      handleEmptyQuery: () => {},
    }
    client.query(submitted as unknown as pg.Submittable)
  })
}
