import { ANY, type FindType, type Type, typeNamed } from './type.ts'

/** What is left to read of a type's text. */
interface Rest {
  text: string
}

/** The type a FEEL text says: `list<number>`, `context<a: string>`, `function<number> -> string`, `range<date>` or a name. */
export function typeFromText(text: string, find: FindType): Type {
  return readType({ text: text.replaceAll(/\s+/g, ' ').trim() }, find)
}

function readType(rest: Rest, find: FindType): Type {
  const name = take(rest, /^[^<>,:]+?(?=\s*(?:[<>,]|->|$))/).trim()
  if (name === 'list' && opens(rest)) return closed(rest, { kind: 'list', of: readType(rest, find) })
  if (name === 'range' && opens(rest)) return closed(rest, { kind: 'range', of: readType(rest, find) })
  if (name === 'context' && opens(rest)) return closed(rest, rangeOr(readFields(rest, find)))
  if (name === 'function' && opens(rest)) return readFunction(rest, find)
  return name === 'Any' ? ANY : typeNamed(name, find)
}

/** `readable` in `mend/rewrite.ts` writes ranges as contexts of one field. */
function rangeOr(fields: [string, Type][]): Type {
  const [name, of] = fields[0] ?? []
  return name === '__range' && of ? { kind: 'range', of } : { kind: 'fields', fields: () => fields }
}

function readFields(rest: Rest, find: FindType): [string, Type][] {
  const fields: [string, Type][] = []
  while (rest.text !== '' && !rest.text.startsWith('>')) {
    const name = take(rest, /^[^:>]+/).trim()
    take(rest, /^\s*:\s*/)
    fields.push([name, readType(rest, find)])
    if (take(rest, /^\s*,\s*/) === '') break
  }
  return fields
}

function readFunction(rest: Rest, find: FindType): Type {
  const parameters: Type[] = []
  while (rest.text !== '' && !/^\s*>/.test(rest.text)) {
    parameters.push(readType(rest, find))
    if (take(rest, /^\s*,\s*/) === '') break
  }
  take(rest, /^\s*>\s*->\s*/)
  return { kind: 'function', parameters, returns: readType(rest, find) }
}

function opens(rest: Rest): boolean {
  return take(rest, /^\s*<\s*/) !== ''
}

function closed(rest: Rest, type: Type): Type {
  take(rest, /^\s*>/)
  return type
}

function take(rest: Rest, pattern: RegExp): string {
  const [found = ''] = pattern.exec(rest.text) ?? []
  rest.text = rest.text.slice(found.length)
  return found
}
