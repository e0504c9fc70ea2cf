import { SaxesParser } from 'saxes'

/** One element of an XML document: names without their prefix, text joined. */
export interface XmlElement {
  readonly name: string
  /** Namespace, `''` when there is none. */
  readonly of: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
  /** Counted from 1. */
  readonly line: number
}

/** Why a document was not read. `line` counts from 1. */
export interface XmlFault {
  readonly line: number
  readonly message: string
}

const MOST_CHARACTERS = 5_000_000
const MOST_DEPTH = 200

type Growing = XmlElement & { children: XmlElement[]; text: string }

/**
 * Reads well-formed XML 1.0. A document type is refused, so no entity can be declared and none can grow;
 * so are documents over five million characters or 200 elements deep. Never throws.
 */
export function readXml(text: string): { root: XmlElement } | { fault: XmlFault } {
  if (text.length > MOST_CHARACTERS) return { fault: { line: 1, message: 'The file is longer than five million characters.' } }
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: Growing[] = []
  const root: XmlElement[] = []
  const refuse = (message: string): never => {
    throw new XmlRefusal(parser.line, message)
  }
  parser.on('error', error => refuse(`This is not well-formed XML: ${error.message.replace(/^\d+:\d+: /, '')}`))
  parser.on('doctype', () => refuse('The file declares a document type; take the <!DOCTYPE …> away.'))
  parser.on('opentag', tag => {
    if (open.length === MOST_DEPTH) refuse(`Elements stand more than ${MOST_DEPTH} deep inside one another.`)
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).map(({ local, prefix, value }) => [prefix ? `${prefix}:${local}` : local, value]),
    )
    const element: Growing = { name: tag.local, of: tag.uri, attributes, children: [], text: '', line: parser.line }
    const parent = open.at(-1)
    ;(parent?.children ?? root).push(element)
    open.push(element)
  })
  const addText = (more: string) => {
    const element = open.at(-1)
    if (element) element.text += more
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => void open.pop())
  return parsed(parser, text) ?? { root: root[0]! }
}

class XmlRefusal extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}

function parsed(parser: SaxesParser<{ xmlns: true }>, text: string): { fault: XmlFault } | undefined {
  try {
    parser.write(text).close()
    return undefined
  } catch (error) {
    if (error instanceof XmlRefusal) return { fault: { line: error.line, message: error.message } }
    throw error
  }
}

/** The children of one name, in order. */
export function all(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(child => child.name === name)
}

export function first(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find(child => child.name === name)
}

/** The text of a child, trimmed; undefined when there is none. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  const child = element && first(element, name)
  return child && child.text.trim() !== '' ? child.text.trim() : undefined
}
