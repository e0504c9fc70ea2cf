/** What a form sends for one question: one field, several ticked boxes, parts by name (`day`, `month`, `year`), or a list of such. */
export type RawAnswer = string | readonly string[] | RawParts | readonly RawParts[]
export type RawParts = { readonly [part: string]: string | readonly string[] }

/** Whether nothing at all was typed. */
export function isBlank(raw: RawAnswer): boolean {
  if (typeof raw === 'string') return raw.trim() === ''
  if (Array.isArray(raw)) return raw.every(entry => isBlank(entry))
  return Object.values(raw as RawParts).every(part => isBlank(part))
}
