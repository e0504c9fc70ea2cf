/** From how many counted on a figure may be published. One file for page, table and download. */
export const PUBLISH_FROM = {
  /** What people said of a service. */
  score: 100,
  /** What was counted of a service, and every cell of a breakdown. */
  count: 10,
} as const

/** A cell as it may be published: its count, or nothing. */
export interface Cell {
  readonly id: string
  readonly count?: number
}

/**
 * Hides the small cells of a breakdown whose total is published, and as many larger ones as it takes
 * to keep a hidden one from being found by subtraction: at least two, together at least ten.
 */
export function hideSmall(cells: readonly { id: string; count: number }[]): Cell[] {
  if (!cells.some(({ count }) => count > 0 && count < PUBLISH_FROM.count)) return [...cells]
  const hidden = new Set<string>()
  let together = 0
  for (const { id, count } of [...cells].sort((left, right) => left.count - right.count)) {
    const isSmall = count < PUBLISH_FROM.count
    if (!isSmall && hidden.size >= 2 && together >= PUBLISH_FROM.count) break
    hidden.add(id)
    together += count
  }
  return cells.map(({ id, count }) => (hidden.has(id) ? { id } : { id, count }))
}

/** A cell of a CSV file that no spreadsheet takes for a formula. */
export function plainCell(value: string | number): string {
  const text = String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
