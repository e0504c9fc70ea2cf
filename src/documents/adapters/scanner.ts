/** `not-scanned`: nobody looks; `unavailable`: somebody should have, and does not answer now. */
export type Scan = 'clean' | 'harmful' | 'not-scanned' | 'unavailable'

/** Looks through what people hand in. */
export interface Scanner {
  scan(bytes: Buffer): Promise<Scan>
}

/** No scanner is set up: each file is kept as not scanned, and whoever opens it is told so. */
export function noScanner(): Scanner {
  return { scan: async () => 'not-scanned' }
}
