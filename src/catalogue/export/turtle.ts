import { bySubject, type Literal, type Node, PREFIXES, shortened, type Triple, TYPE } from './triple.ts'

const ESCAPED: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Statements as RDF 1.1 Turtle. */
export function writeTurtle(triples: readonly Triple[]): string {
  const prefixes = Object.entries(PREFIXES).map(([name, start]) => `@prefix ${name}: <${start}> .`)
  const subjects = [...bySubject(triples)].map(([subject, said]) => `${address(subject)}\n${[...said].map(line).join(' ;\n')} .`)
  return `${prefixes.join('\n')}\n\n${subjects.join('\n\n')}\n`
}

function line([predicate, objects]: [string, readonly (Node | Literal)[]]): string {
  return `  ${predicate === TYPE ? 'a' : address(predicate)} ${objects.map(written).join(', ')}`
}

function written(object: Node | Literal): string {
  if ('iri' in object) return address(object.iri)
  const quoted = `"${object.text.replaceAll(/["\\\n\r\t]/g, sign => ESCAPED[sign]!)}"`
  if (object.language) return `${quoted}@${object.language}`
  return object.datatype ? `${quoted}^^${address(object.datatype)}` : quoted
}

function address(iri: string): string {
  return shortened(iri) ?? `<${iri}>`
}
