import { type Catalogue, loadCatalogue } from '#catalogue'
import { say } from '#platform'
import { readArguments } from './read-arguments.ts'

export const FACTS_USAGE = `portico services facts [--dir DIR]   list what a service may use: facts, registers, agencies, life events
  --dir DIR   the government's folder, which holds agencies.yaml; the current one when it is left out`

/** `services facts`: prints what there is already, before one writes a service. @returns the exit code */
export async function listFacts(rest: string[]): Promise<number> {
  const read = readArguments(rest, { dir: 'text' })
  if (typeof read === 'string' || read.named.length > 0) {
    console.error(typeof read === 'string' ? `${read}\n\n${FACTS_USAGE}` : FACTS_USAGE)
    return 2
  }
  for (const line of linesOf(await loadCatalogue(read.text.dir ?? '.'))) console.log(line)
  return 0
}

function linesOf({ facts, registers, agencies, lifeEvents }: Catalogue): string[] {
  const options = (given: readonly { value: string }[] = []) =>
    given.length > 0 ? ` (${given.map(({ value }) => value).join(', ')})` : ''
  return [
    'Facts, under “facts” of a page:',
    ...[...facts.values()].map(fact => {
      const held = fact.authority ? `; held by ${fact.authority}` : ''
      const list = fact.of ? `; one for each of ${fact.of}` : ''
      return `  ${fact.name}: ${fact.type}${options(fact.options)}, “${say(fact.label, 'en')}”${list}${held}`
    }),
    'Registers, under “from” of development.know, and what they give:',
    ...[...registers].map(([id, { gives }]) => `  ${id}: ${[...gives.keys()].join(', ')}`),
    'Agencies, as “owner” and of tasks:',
    ...[...agencies].map(([id, { name }]) => `  ${id}: ${say(name, 'en')}`),
    'Life events, under direction.life-events:',
    ...[...lifeEvents.values()].map(({ id, name }) => `  ${id}: ${say(name, 'en')}`),
  ]
}
