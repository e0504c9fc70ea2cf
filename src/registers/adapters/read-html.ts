/** A field of a form on an old screen. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly type: string
}

/** A form, with what its buttons say. */
export interface Form {
  readonly action: string
  readonly method: 'get' | 'post'
  readonly fields: readonly Field[]
  readonly buttons: readonly Field[]
}

/** What a person would see of an old screen, and can use. */
export interface Screen {
  /** All words, with single spaces. */
  readonly text: string
  readonly forms: readonly Form[]
  readonly links: readonly { readonly text: string; readonly href: string }[]
  /** What stands beside a label: in the next cell of its row, or in the `dd` after its `dt`; each label's first. */
  readonly cells: ReadonlyMap<string, string>
}

type Attributes = Readonly<Record<string, string>>
type Part = { readonly open: string; readonly attributes: Attributes } | { readonly close: string } | { readonly text: string }

/** Reads HTML as old systems write it: unclosed, in capitals, laid out in tables. Nothing of it is run or loaded. */
export function readHtml(html: string): Screen {
  const parts = partsOf(html)
  return { text: wordsOf(parts), forms: formsIn(parts), links: linksIn(parts), cells: cellsIn(parts) }
}

const TAG =
  /<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>|<!?(\/?)([a-zA-Z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|([^<]+|<)/gi
const ATTRIBUTE = /([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

function partsOf(html: string): Part[] {
  return [...html.matchAll(TAG)].flatMap(([, , slash, name, rest, text]): Part[] => {
    if (text !== undefined) return [{ text: decoded(text) }]
    if (name === undefined) return []
    return slash ? [{ close: name.toLowerCase() }] : [{ open: name.toLowerCase(), attributes: attributesIn(rest ?? '') }]
  })
}

function attributesIn(rest: string): Attributes {
  const pairs = [...rest.matchAll(ATTRIBUTE)].map(([, name, ...values]) => {
    return [name!.toLowerCase(), decoded(values.find(value => value !== undefined) ?? '')]
  })
  return Object.fromEntries(pairs)
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,8}));/gi, (whole, decimal, hex, name: string | undefined) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

const WITHIN_WORDS = new Set(['a', 'b', 'em', 'font', 'i', 'span', 'strong', 'u'])

function wordsOf(parts: readonly Part[]): string {
  return tidy(
    parts
      .map(part => ('text' in part ? part.text : WITHIN_WORDS.has('open' in part ? part.open : part.close) ? '' : ' '))
      .join(''),
  )
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** A label as it is asked for: without its closing colon or star. */
export function plainLabel(text: string): string {
  return tidy(text)
    .replace(/\s*[:*]+$/, '')
    .toLowerCase()
}

function linksIn(parts: readonly Part[]): { text: string; href: string }[] {
  return parts.flatMap((part, at) => {
    if (!('open' in part) || part.open !== 'a' || !part.attributes.href) return []
    return [{ text: wordsOf(upTo(parts, at, ['a'])), href: part.attributes.href }]
  })
}

/** What follows an opening until one of these closes, or opens anew. */
function upTo(parts: readonly Part[], from: number, names: readonly string[]): Part[] {
  const rest = parts.slice(from + 1, from + 200)
  const end = rest.findIndex(
    part => ('close' in part && names.includes(part.close)) || ('open' in part && names.includes(part.open)),
  )
  return end < 0 ? rest : rest.slice(0, end)
}

function cellsIn(parts: readonly Part[]): Map<string, string> {
  const cells = new Map<string, string>()
  let label: string | undefined
  for (const [at, part] of parts.entries()) {
    if ('open' in part && part.open === 'tr') label = undefined
    if (!('open' in part) || !['td', 'th', 'dt', 'dd'].includes(part.open)) continue
    const text = wordsOf(upTo(parts, at, ['td', 'th', 'dt', 'dd', 'tr', 'table', 'dl']))
    if (label !== undefined && part.open !== 'dt') {
      if (!cells.has(label)) cells.set(label, text)
      label = undefined
    } else label = plainLabel(text)
  }
  return cells
}

function formsIn(parts: readonly Part[]): Form[] {
  return parts.flatMap((part, at) => {
    if (!('open' in part) || part.open !== 'form') return []
    return [formOf(part.attributes, upToEndOfForm(parts, at))]
  })
}

function upToEndOfForm(parts: readonly Part[], from: number): Part[] {
  const rest = parts.slice(from + 1)
  const end = rest.findIndex(part => ('close' in part && part.close === 'form') || ('open' in part && part.open === 'form'))
  return end < 0 ? rest : rest.slice(0, end)
}

function formOf({ action = '', method = 'get' }: Attributes, parts: readonly Part[]): Form {
  const labels = labelsIn(parts)
  const fields: Field[] = []
  const buttons: Field[] = []
  let before = ''
  for (const [at, part] of parts.entries()) {
    if ('text' in part && tidy(part.text)) before = part.text
    if (!('open' in part) || !['input', 'select', 'textarea', 'button'].includes(part.open)) continue
    const { type = part.open === 'button' ? 'submit' : 'text', name = '', value = '', id = '' } = part.attributes
    const field = { name, type: type.toLowerCase(), label: plainLabel(labels.get(id) ?? before), value }
    if (field.type !== 'hidden') before = ''
    if (part.open === 'button') buttons.push({ ...field, label: plainLabel(wordsOf(upTo(parts, at, ['button']))) })
    else if (field.type === 'submit') buttons.push({ ...field, label: plainLabel(value) })
    else fields.push(field)
  }
  return { action, method: method.toLowerCase() === 'post' ? 'post' : 'get', fields, buttons }
}

function labelsIn(parts: readonly Part[]): Map<string, string> {
  return new Map(
    parts.flatMap((part, at) =>
      'open' in part && part.open === 'label' && part.attributes.for
        ? [[part.attributes.for, wordsOf(upTo(parts, at, ['label']))] as const]
        : [],
    ),
  )
}
