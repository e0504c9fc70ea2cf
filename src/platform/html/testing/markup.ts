/** An element read from HTML; attributes by name, as written. */
export interface Element {
  name: string
  attributes: Record<string, string>
  children: Node[]
}

export type Node = Element | string

const voidElements = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
/** Elements of SVG, which alone may close themselves. */
const drawing = new Set(['circle', 'path'])
const token =
  /<!--[\s\S]*?-->|<\/(?<end>[a-z][\w-]*)\s*>|<(?<start>[a-z][\w-]*)(?<attributes>(?:\s+[^\s"'<>/=]+(?:="[^"]*"|='[^']*')?)*)\s*(?<slash>\/?)>|(?<text>[^<]+)/giy
const attribute = /([^\s"'<>/=]+)(?:="([^"]*)"|='([^']*)')?/g

/** Reads well-formed HTML as a tree; throws on anything it would have to guess about. */
export function parse(html: string): Node[] {
  const root: Element = { name: '', attributes: {}, children: [] }
  const open = [root]
  token.lastIndex = 0
  while (token.lastIndex < html.length) {
    const at = token.lastIndex
    const found = token.exec(html)?.groups
    if (!found) throw new Error(`Not HTML that this reader knows: ${html.slice(at, at + 60)}`)
    take(found, open)
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name}> is never closed.`)
  return root.children
}

/** Every element of a tree, in the order of the page. */
export function elementsOf(nodes: Node[]): Element[] {
  return nodes.filter(node => typeof node !== 'string').flatMap(node => [node, ...elementsOf(node.children)])
}

function take({ end, start, attributes, slash, text }: Record<string, string | undefined>, open: Element[]) {
  const inside = open.at(-1)!
  if (text) inside.children.push(decode(text))
  if (start) {
    const element = { name: start, attributes: parseAttributes(attributes ?? ''), children: [] }
    inside.children.push(element)
    if (slash && !voidElements.has(start) && !drawing.has(start)) throw new Error(`<${start}/> does not close itself.`)
    if (!voidElements.has(start) && !(slash && drawing.has(start))) open.push(element)
  }
  if (end && open.pop()?.name !== end) throw new Error(`</${end}> closes nothing that is open.`)
}

function parseAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name = '', double, single] of source.matchAll(attribute)) {
    if (name in attributes) throw new Error(`The attribute ${name} is given twice.`)
    attributes[name] = decode(double ?? single ?? '')
  }
  return attributes
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', copy: '©', ctdot: '⋯' }

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (_, decimal, hex, name) => {
    if (!name) return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16))
    const character = entities[name]
    if (!character) throw new Error(`Unknown entity &${name};`)
    return character
  })
}
