import { type Element, type Node, parse } from './markup.ts'

/** Elements whose neighbours' white space a reader sees; all others are boxes of their own in GOV.UK Frontend's CSS. */
const inline = new Set(['a', 'abbr', 'b', 'code', 'em', 'i', 'small', 'span', 'strong'])
const keepsSpace = new Set(['pre', 'textarea'])

interface Writing {
  out: string
  /** Whether white space coming next would not be seen: at a box's edge, or after other white space. */
  afterSpace: boolean
  /** Whether a space is to be written before the next word or the next inline element. */
  owesSpace: boolean
}

/**
 * HTML in one way of writing, so that two strings are equal when a browser builds the same page from them.
 * Levelled out: order of attributes, ways of escaping, `disabled` and `disabled=""`, `<br>` and `<br/>`, comments, and white space as CSS
 * collapses it: runs are one space, none stands at the edge of a box, and one at the end of an inline element stands after it.
 * Whether there is a space between two words or two inline elements counts; so do order, nesting, every attribute and every letter.
 */
export function oneWay(html: string): string {
  const writing = { out: '', afterSpace: true, owesSpace: false }
  for (const node of parse(html)) write(node, writing)
  return writing.out
}

function write(node: Node, writing: Writing) {
  if (typeof node === 'string') return writeText(node, writing)
  const isBox = !inline.has(node.name)
  if (isBox) edge(writing)
  else paySpace(writing)
  writing.out += `<${node.name}${attributesOf(node)}>`
  if (keepsSpace.has(node.name)) writing.out += JSON.stringify(node.children)
  else for (const child of node.children) write(child, writing)
  if (isBox) edge(writing)
  writing.out += `</${node.name}>`
}

function writeText(text: string, writing: Writing) {
  for (const part of text.split(/([ \t\n\r\f]+)/)) {
    if (!part) continue
    const isSpace = /^[ \t\n\r\f]/.test(part)
    if (isSpace) writing.owesSpace ||= !writing.afterSpace
    else writeWord(part, writing)
    writing.afterSpace = isSpace
  }
}

function writeWord(word: string, writing: Writing) {
  paySpace(writing)
  writing.out += word.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function paySpace(writing: Writing) {
  if (writing.owesSpace) writing.out += ' '
  writing.owesSpace = false
}

function edge(writing: Writing) {
  writing.afterSpace = true
  writing.owesSpace = false
}

function attributesOf({ attributes }: Element): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}=${JSON.stringify(levelled(name, value))}`)
  return written.sort().join('')
}

function levelled(name: string, value: string): string {
  return name === 'class' ? value.trim().replace(/\s+/g, ' ') : value
}
