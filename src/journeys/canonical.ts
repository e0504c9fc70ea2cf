import { hash } from 'node:crypto'

/** One text for what is the same, whatever the order of its fields. */
export function canonical(value: unknown): string {
  return written(value ?? null) ?? 'null'
}

/** SHA-256 of `canonical`, base64url. */
export function fingerprint(value: unknown): string {
  return fingerprintOf(canonical(value))
}

/** SHA-256 of a text that is canonical already, base64url. */
export function fingerprintOf(text: string): string {
  return hash('sha256', text, 'base64url')
}

/** As JSON.stringify writes it, with the names of each object in order; undefined for what JSON leaves out. */
function written(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if ('toJSON' in value) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(inner => written(inner) ?? 'null').join(',')}]`
  let text = ''
  for (const name of Object.keys(value).sort()) {
    const inner = written((value as Record<string, unknown>)[name])
    if (inner !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${inner}`
  }
  return `{${text}}`
}
