import { childrenOf, type Node, parse } from '../feel/feelin.ts'

/** The way by which a figure needs itself, `a → b → a`; nothing when it does not. @param sources every figure's expression */
export function circleOf(name: string, sources: ReadonlyMap<string, string>): readonly string[] | undefined {
  const ways = [[name]]
  const seen = new Set<string>()
  for (const way of ways)
    for (const next of namesIn(sources.get(way.at(-1)!) ?? '')) {
      if (next === name) return [...way, next]
      if (sources.has(next) && !seen.has(next)) ways.push([...way, seen.add(next) && next])
    }
  return undefined
}

function namesIn(source: string): Set<string> {
  const names = (node: Node): string[] =>
    node.name === 'VariableName' ? [source.slice(node.from, node.to)] : childrenOf(node).flatMap(names)
  return new Set(names(parse(source)))
}
