import {
  type Answers,
  answerTo,
  type Imported as Brought,
  decide,
  type Fact,
  type RawAnswer,
  readAnswer,
  type Service,
  walkPages,
  withAnswer,
} from '../src/catalogue/index.ts'
import { typedAnswers } from '../src/catalogue/testing/index.ts'
import { type Definition, follow, linksOf, type State } from './xgov-runner.ts'

interface Imported {
  readonly form: Definition
  readonly service: Service
  readonly trail: Brought['trail']
}

/** Which of a question's possible answers is given, by fact; the first where nothing is said. */
type Choices = Readonly<Record<string, number>>

interface Run {
  /** Ids of the pages met. */
  readonly met: readonly string[]
  readonly links: readonly string[]
  readonly problems: readonly string[]
}

const ON = '2026-11-21'
const MOST_RUNS = 600

/**
 * Walks an imported form again and again with generated answers, changing one branching answer at a time, until every page and
 * every link was taken. Each walk must meet the same pages as the form runner would, and end with a decision.
 * @returns what was wrong, as sentences; none when all is well
 */
export function walkEverywhere({ form, service, trail }: Imported): string[] {
  const branching = branchingFacts(service)
  const seen = new Set<string>()
  const tried = new Set<string>()
  const queue: Choices[] = [{}]
  const problems: string[] = []
  for (let runs = 0; runs < MOST_RUNS && queue.length > 0 && problems.length === 0; runs++) {
    const choices = queue.shift()!
    const run = walkOnce({ form, service, trail }, choices)
    problems.push(...run.problems)
    const isNew = [...run.links, ...run.met].filter(one => !seen.has(one)).length > 0
    for (const one of [...run.links, ...run.met]) seen.add(one)
    if (isNew) for (const next of neighbours(choices, branching)) if (isFirst(next, tried)) queue.push(next)
  }
  return [...new Set([...problems, ...notTaken({ form, service, trail }, seen)])]
}

function notTaken({ form, service, trail }: Imported, seen: ReadonlySet<string>): string[] {
  const never = new Set(trail.neverTaken.map(({ from, to }) => `${from} → ${to}`))
  const links = linksOf(form).filter(link => !seen.has(link) && !never.has(link))
  const pages = service.pages.filter(page => !seen.has(page.id))
  return [
    ...links.map(link => `no answers lead along the link ${link}`),
    ...pages.map(({ id }) => `no answers lead to the page ${id}`),
  ]
}

function isFirst(choices: Choices, tried: Set<string>): boolean {
  const key = JSON.stringify(Object.entries(choices).sort())
  if (tried.has(key)) return false
  tried.add(key)
  return true
}

function neighbours(choices: Choices, branching: readonly Fact[]): Choices[] {
  return branching.flatMap(fact => typedAnswers(fact).map((_, at) => ({ ...choices, [fact.name]: at })))
}

function branchingFacts({ pages, eligible, facts }: Service): Fact[] {
  const conditions = [...pages.map(page => page.when), ...eligible.map(rule => rule.if)]
  return [...new Set(conditions.flatMap(condition => condition?.facts ?? []))].map(name => facts.get(name)!)
}

/** Answers page after page until no question is open, then decides. */
function walkOnce({ form, service, trail }: Imported, choices: Choices): Run {
  const problems: string[] = []
  let answers: Answers = {}
  for (let open = next(answers); open.length > 0 && problems.length === 0; open = next(answers))
    for (const fact of open) {
      const raw = chosen(fact, choices)
      const read = readAnswer(fact, raw, { language: 'en', on: ON })
      if (read.ok) answers = withAnswer(fact, answers, { value: read.value })
      else problems.push(`“${fact.name}” does not take ${JSON.stringify(raw)}: ${read.fault.code}`)
    }
  const met = walkPages(service.pages, answers, ON).map(({ page }) => page.id)
  const { paths, links } = follow(form, stateOf({ service, trail }, answers))
  const expected = paths.map(path => trail.pages.get(path)!).filter(id => service.pages.some(page => page.id === id))
  if (problems.length === 0 && expected.toSorted().join() !== met.toSorted().join())
    problems.push(`met ${met.join(', ')} where the form runner meets ${expected.join(', ')}`)
  const { outcome, because } = decide(service, answers, ON)
  const turnedAway = outcome === 'refuse' && service.eligible.some(rule => rule.id === because)
  if (problems.length === 0 && because !== 'officer-decides' && !turnedAway)
    problems.push(`ended with ${outcome} because ${because}`)
  return { met, links, problems }

  function next(so: Answers): Fact[] {
    const asked = walkPages(service.pages, so, ON).flatMap(({ page }) => page.facts)
    return asked.filter(fact => answerTo(fact, so) === undefined)
  }
}

function chosen(fact: Fact, choices: Choices): RawAnswer {
  const typed = typedAnswers(fact)
  return typed[choices[fact.name] ?? 0] ?? typed[0] ?? ''
}

function stateOf({ service, trail }: Pick<Imported, 'service' | 'trail'>, answers: Answers): State {
  return Object.fromEntries(
    [...trail.facts].flatMap(([component, name]) => {
      const fact = service.facts.get(name)
      const value = fact && answerTo(fact, answers)
      if (value === undefined || value === null) return []
      return [[component, fact?.type === 'money' ? Number(value) / 100 : value]]
    }),
  )
}
