import { createHash } from 'node:crypto'

/** One text for what is the same, whatever the order of its fields. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value ?? null))
}

/** SHA-256 of `canonical`, base64url. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
