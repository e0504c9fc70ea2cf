import {
  type Catalogue,
  type GeneratedWalk,
  loadCatalogue,
  type SaidWalks,
  type Service,
  type ServiceWalks,
  sayWalks,
  walkService,
} from '#catalogue'
import { dayOf } from '#platform'
import { counted } from './counted.ts'
import { readArguments } from './read-arguments.ts'

export const WALK_USAGE = `portico services walk [SERVICE…] [--dir DIR] [--on DAY] [--json]   walk services with generated answers
  SERVICE     services by id; all of them when none is named
  --dir DIR   the government's folder, which holds agencies.yaml; the current one when it is left out
  --on DAY    the day that rates and ages are judged on, such as 2026-11-21; that of each service's first example when it is left out`

/** `services walk`: prints coverage and the shortest way to each outcome. @returns the exit code, 1 when something was not reached or no rule spoke of some answers */
export async function walkServices(rest: string[]): Promise<number> {
  const read = readArguments(rest, { dir: 'text', on: 'text', json: 'switch' })
  if (typeof read === 'string') return misunderstood(read)
  const { dir = '.', on } = read.text
  if (on !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(on)) return misunderstood(`“${on}” is no day; write it as 2026-11-21.`)
  const { services }: Catalogue = await loadCatalogue(dir)
  const unknown = read.named.find(id => !services.has(id))
  if (unknown) return misunderstood(`There is no service “${unknown}” in ${dir}.`)
  const chosen = read.named.length > 0 ? read.named.map(id => services.get(id)!) : [...services.values()]
  const walked = chosen.map(service => ({ service, walks: walkService(service, { on: dayFor(service, on) }) }))
  for (const { service, walks } of walked)
    if (read.on.has('json')) console.log(JSON.stringify(asJson(service, walks)))
    else for (const line of linesOf(service, sayWalks(service, walks, 'en'))) console.log(line)
  return walked.some(({ walks }) => walks.coverage.notReached.length > 0 || walks.shortest.some(isGap)) ? 1 : 0
}

function isGap({ because }: GeneratedWalk): boolean {
  return because === 'no-rule'
}

function misunderstood(sentence: string): number {
  console.error(`${sentence}\n\n${WALK_USAGE}`)
  return 2
}

function dayFor({ examples }: Service, on: string | undefined): string {
  return on ?? examples[0]?.on ?? dayOf(new Date(0))
}

function asJson({ id }: Service, { coverage, shortest, tried, isBudgetSpent }: ServiceWalks): object {
  const ways = shortest.map(({ pages, ...way }) => ({ ...way, pages: pages.map(({ page }) => page.id) }))
  return { service: id, ...coverage, tried, isBudgetSpent, shortest: ways }
}

function linesOf({ id }: Service, { shares, notReached, shortest }: SaidWalks): string[] {
  return [
    `${id}: ${shares.join('; ')}.`,
    ...notReached.map(sentence => `  Not reached: ${sentence}`),
    ...shortest.flatMap(({ name, reason, length, pages, because }) => [
      `  ${name}: ${reason}`,
      `    ${[length, ...(pages.length > 0 ? [pages.join(' → ')] : [])].join(': ')}`,
      ...(because.length > 0 ? [`    ${counted(because.length, 'answer')} it turns on: ${because.join('; ')}`] : []),
    ]),
  ]
}
