import { type ComponentChildren, h } from 'preact'
import { type Node, parse } from './markup.ts'

/** Turns a fixture's options into props: strings of HTML, wherever an option takes HTML, become JSX. */
export function asProps(options: unknown): unknown {
  if (Array.isArray(options)) return options.map(asProps)
  if (!options || typeof options !== 'object') return options
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, asProp(name, value)]))
}

function asProp(name: string, value: unknown): unknown {
  if (name === 'slots') return asSlots(value as Record<string, unknown>)
  const isHtml = typeof value === 'string' && value && /^html$|Html$/.test(name)
  return isHtml ? asJsx(value) : asProps(value)
}

function asSlots({ end, ...others }: Record<string, unknown>): unknown {
  const slots = Object.entries(others).map(([name, html]) => [name, asJsx(String(html))])
  return { ...Object.fromEntries(slots), end: asProps(typeof end === 'string' ? { html: end } : end) }
}

export function asJsx(html: string): ComponentChildren {
  return parse(html).map(nodeAsJsx)
}

function nodeAsJsx(node: Node): ComponentChildren {
  return typeof node === 'string' ? node : h(node.name, node.attributes, ...node.children.map(nodeAsJsx))
}
