export type Attributes = Readonly<Record<string, string | number | undefined>>

/** One element of a drawing: SVG as data, to be written as a document or put into a page. */
export interface Shape {
  readonly name: string
  readonly attributes: Attributes
  readonly inside: string | readonly Shape[]
}

/** A drawing as an SVG document. */
export function svgOf(shape: Shape): string {
  return `${written(shape)}\n`
}

function written({ name, attributes, inside }: Shape): string {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined)
  const tag = [name, ...given.map(([key, value]) => `${key}="${escaped(String(value))}"`)].join(' ')
  const content = typeof inside === 'string' ? escaped(inside) : inside.map(written).join('\n')
  return content === '' ? `<${tag}/>` : `<${tag}>${content}</${name}>`
}

/** What XML has no way to say is left out. @see XML 1.0, 2.2 */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}
