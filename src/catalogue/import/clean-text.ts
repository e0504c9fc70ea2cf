/** One piece of text that a form's HTML holds: what it says, and whether it is a heading, a list's entry or a paragraph. */
export interface Block {
  readonly kind: 'paragraph' | 'heading' | 'item'
  /** Plain text; links stand as `[words](https://…)`. */
  readonly text: string
}

const TOKEN = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g
const SILENT = [
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'template',
  'noscript',
  'textarea',
  'select',
  'title',
]
const HEADINGS = /^(h[1-6]|summary|legend|caption)$/
const BREAKS = /^(p|div|ul|ol|br|table|thead|tbody|tr|fieldset|details|section|blockquote|hr|dl|dt|dd)$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that never get through
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', pound: '£', euro: '€', copy: '©', bull: '•', middot: '·' },
  ...{ ndash: '–', mdash: '—', hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', times: '×', deg: '°' },
}

/**
 * The text of a form's HTML. Every tag and attribute goes except what gives text its structure: headings, list entries,
 * paragraphs and web links. Scripts, styles and embedded things go with all they hold.
 */
export function blocksOf(html: string): Block[] {
  const blocks: Block[] = []
  const now: { kind: Block['kind']; text: string; link?: { href: string; from: number } } = { kind: 'paragraph', text: '' }
  const end = (kind: Block['kind'] = 'paragraph') => {
    closeLink()
    const text = tidy(now.text)
    if (text) blocks.push({ kind: now.kind, text })
    Object.assign(now, { kind, text: '' })
  }
  const closeLink = () => {
    if (!now.link) return
    const { href, from } = now.link
    const said = tidy(now.text.slice(from)).replaceAll(/[[\]]/g, '')
    now.text = `${now.text.slice(0, from)}${said ? `[${said}](${href})` : ''}`
    delete now.link
  }
  let silent = ''
  let read = 0
  for (const match of html.matchAll(TOKEN)) {
    if (!silent) now.text += decoded(html.slice(read, match.index))
    read = match.index + match[0].length
    const name = match[2]?.toLowerCase() ?? ''
    const closing = match[1] === '/'
    if (silent) {
      if (closing && name === silent) silent = ''
    } else if (SILENT.includes(name)) silent = closing ? '' : name
    else if (name === 'a') {
      closeLink()
      const href = closing ? undefined : webAddress(match[3] ?? '')
      if (href) now.link = { href, from: now.text.length }
    } else if (HEADINGS.test(name)) end(closing ? 'paragraph' : 'heading')
    else if (name === 'li') end(closing ? 'paragraph' : 'item')
    else if (/^t[dh]$/.test(name)) now.text += ' '
    else if (BREAKS.test(name)) end(now.kind === 'item' && !closing && name !== 'ul' && name !== 'ol' ? 'item' : 'paragraph')
  }
  if (!silent) now.text += decoded(html.slice(read))
  end()
  return blocks
}

/** The same as one line of plain text, for labels and hints. */
export function plainText(html: string): string {
  const said = blocksOf(html.replaceAll(/<\/?a\b[^>]*>/gi, ''))
  return said.map(({ text }) => text).join(said.some(({ kind }) => kind === 'item') ? '; ' : ' ')
}

/** Blocks as a service file writes guidance: paragraphs, `## headings` and `- lists`, apart by an empty line. */
export function guidanceOf(blocks: readonly Block[]): string {
  return blocks.reduce((text, { kind, text: said }, at) => {
    if (text === '') return marked(kind, said)
    const joins = kind === 'item' && blocks[at - 1]?.kind === 'item'
    return `${text}${joins ? '\n' : '\n\n'}${marked(kind, said)}`
  }, '')
}

function marked(kind: Block['kind'], text: string): string {
  if (kind === 'heading') return `## ${text}`
  return kind === 'item' ? `- ${text}` : text
}

/** Text between tags; paragraphs apart by an empty line in plain text run together, as they do in HTML. */
function decoded(text: string): string {
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
  })
}

/** Text on one line, without what could make it read otherwise than it is. */
export function oneLine(text: string): string {
  return text.toWellFormed().replaceAll(UNSAFE, '').normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}

/** The same without what guidance would read as a heading or an entry. */
function tidy(text: string): string {
  return oneLine(text).replace(/^(?:(?:-|##) )+/, '')
}

/** The address a link leads to, when it is a web address and nothing else. */
function webAddress(attributes: string): string | undefined {
  const [, ...forms] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(attributes) ?? []
  const url = URL.parse(decoded(forms.find(form => form !== undefined) ?? '').trim())
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  return url.href.replaceAll('(', '%28').replaceAll(')', '%29')
}
