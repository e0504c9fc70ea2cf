/** Markup that needs no more escaping. */
export interface Html {
  readonly html: string
}

type Piece = string | number | Html | readonly Html[] | undefined | false

/** Writes HTML; every string put into it is escaped. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { html: parts.reduce((before, part, at) => before + written(pieces[at - 1]) + part) }
}

/** Markup of our own that is not written with `html`, such as a style sheet or the provider's own form. */
export function asIs(markup: string): Html {
  return { html: markup }
}

function written(piece: Piece): string {
  if (piece === undefined || piece === false) return ''
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece))
  return 'html' in piece ? piece.html : piece.map(one => one.html).join('')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character]!)
}
