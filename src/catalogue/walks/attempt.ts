import { entriesOf } from '../answers.ts'
import { decide } from '../decide.ts'
import { hitsOf } from '../hit-policy.ts'
import { holdsIn, scopeOf } from '../holds.ts'
import { ownReasons } from '../own-reasons.ts'
import type { Answers, Decision, Scope } from '../rule.ts'
import type { Page, Service } from '../service.ts'
import { type PageInstance, walk } from '../walk-pages.ts'
import { type Asking, answersBy, type Choices } from './questions.ts'

/** One walk through a service with generated answers. */
export interface Attempt {
  readonly choices: Choices
  /** Only what counts: what no page that was met asks is left out. */
  readonly answers: Answers
  readonly pages: readonly PageInstance[]
  readonly decision: Decision
  /** What it was through: `page:income`, `met:partner`, `passed:partner`, `yes:resident`, `no:resident`, `rule:2`. */
  readonly marks: readonly string[]
}

/** Walks a service with the answers that choices stand for, and decides. */
export function attempt(asking: Asking, choices: Choices): Attempt {
  const { service, on } = asking
  const { pages, answers } = walk(service.pages, answersBy(asking, choices), { on })
  const decision = decide(service, answers, on)
  return { choices, answers, pages, decision, marks: marksOf(service, { pages, answers, decision, on }) }
}

/** Every mark that walks of a service can leave. */
export function marksPossible({ pages, eligible, decide: table }: Service): string[] {
  return [
    ...pages.flatMap(({ id, when }) => (when ? [`page:${id}`, `met:${id}`, `passed:${id}`] : [`page:${id}`])),
    ...eligible.flatMap(({ id }) => [`yes:${id}`, `no:${id}`]),
    ...table.rules.map((_, at) => `rule:${at + 1}`),
  ]
}

type Walked = Pick<Attempt, 'pages' | 'answers' | 'decision'> & { readonly on: string }

function marksOf(service: Service, walked: Walked): string[] {
  const scope = scopeOf(walked.answers, walked.on)
  const count = new Map<string, number>()
  for (const { page } of walked.pages) count.set(page.id, (count.get(page.id) ?? 0) + 1)
  const rule = ruleBehind(service, scope, walked.decision)
  return [
    ...service.pages.flatMap(page => pageMarks(page, count.get(page.id) ?? 0, walked.answers)),
    ...service.eligible.flatMap(({ id, if: condition }) => [
      ...(holdsIn(condition, scope) === true ? [`yes:${id}`] : []),
      ...(walked.decision.outcome === 'refuse' && walked.decision.because === id ? [`no:${id}`] : []),
    ]),
    ...(rule === undefined ? [] : [`rule:${rule}`]),
  ]
}

function pageMarks({ id, when, repeat }: Page, met: number, answers: Answers): string[] {
  const possible = repeat ? Math.max(entriesOf(repeat.of, answers).length, repeat.min) : 1
  return [
    ...(met > 0 ? [`page:${id}`] : []),
    ...(when && met > 0 ? [`met:${id}`] : []),
    ...(when && met < possible ? [`passed:${id}`] : []),
  ]
}

/** Number of the rule that decided, from 1; none when an eligibility rule did, or nothing could. */
function ruleBehind({ decide: table }: Service, scope: Scope, { because = '', trace }: Decision): number | undefined {
  if (because in ownReasons || trace.at(-1)?.rule === `eligible.${because}`) return undefined
  const { rules } = hitsOf([...table.rules.entries()], table.hit, ([, rule]) => holdsIn(rule.if, scope))
  return rules[0] && rules[0][0] + 1
}
