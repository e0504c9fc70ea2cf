import { answerTo, entriesOf } from '../answers.ts'
import { type Work, warn } from '../load/work.ts'
import type { Answers } from '../rule.ts'
import type { Service } from '../service.ts'
import { type GeneratedWalk, walkService } from '../walks/walk-service.ts'
import type { Term } from './condition.ts'
import { ANY_DAY, firstOf, holdsTrue, isFalse } from './judge.ts'
import type { JudgedTable } from './rule-mistakes.ts'
import { type Model, termsIn } from './solve.ts'
import type { Space } from './space.ts'
import { eligibleFor } from './standing.ts'
import { TOO_MANY } from './too-many.ts'
import { witnessOf } from './witness.ts'

/** Answers for which no rule applies: an officer then decides, which is seldom what was meant. */
export function findGap(work: Work, judged: JudgedTable): void {
  const { service, rules, reading } = judged
  const conditions = rules.filter(rule => rule !== undefined)
  if (conditions.length < rules.length) return
  const standing = eligibleFor(judged, service.decide.rules)
  const goals = [...conditions.map(isFalse), ...standing.conditions.flatMap(holdsTrue)]
  const all = [...reading.terms.values()]
  const terms = [...new Set(goals.flatMap(({ condition }) => termsIn(condition, reading)))].map(at => all[at]!)
  const expected = [
    ...service.decide.rules.map(rule => ({ condition: rule.if, is: false })),
    ...standing.expressions.map(condition => ({ condition, is: true })),
  ]
  let isOpen = false
  const found = firstOf(judged, goals, (model, space) => {
    const witness = witnessOf({ service, terms, space }, model, expected)
    isOpen ||= !witness && mayStillBe(terms, { model, space })
    return witness
  })
  const path = ['development', 'decide', 'rules']
  if (found === 'unjudged') warn(work, path, TOO_MANY, 'unjudged')
  else if (found?.said) warnOfGap(work, found.said)
  else if (isOpen) walkToGap(work, service)
}

function warnOfGap(work: Work, said: string): void {
  warn(work, ['development', 'decide', 'rules'], {
    message: `No rule speaks of these answers: ${said}. An officer would have to decide.`,
    hint: 'Add a rule for them; or a last rule without “if” for everything else.',
  })
}

/** Whether a model speaks of something worked out, for which answers cannot be made up from regions. */
function mayStillBe(terms: readonly Term[], { model, space }: { model: Model; space: Space }): boolean {
  const isLeftOpen = ({ at, fact }: Term) => space.regions[at]![Math.max(0, model[at]!)] === null && !fact?.optional
  return terms.some(({ fact }) => !fact || fact.of) && !terms.some(isLeftOpen)
}

const BUDGET = 1000

/** Where rules turn on what is worked out, generated answers may find a gap that regions cannot confirm. */
function walkToGap(work: Work, service: Service): void {
  const on = service.examples[0]?.on ?? ANY_DAY
  const isGap = ({ because }: GeneratedWalk) => because === 'no-rule'
  const also = { marks: ['gap:any'], of: (walk: GeneratedWalk) => (isGap(walk) ? ['gap:any'] : []) }
  const gap = walkService(service, { on, budget: BUDGET, also }).shortest.find(isGap)
  if (gap) warnOfGap(work, sayAnswers(service, gap.answers))
  else
    warn(work, ['development', 'decide', 'rules'], {
      message: 'Whether every request finds a rule was not judged: the rules turn on figures or lists.',
      hint: 'Add a last rule without “if” for everything else.',
    })
}

function sayAnswers({ decide, facts }: Service, answers: Answers): string {
  const looked = [...new Set(decide.rules.flatMap(rule => rule.if?.facts ?? []))].flatMap(name => facts.get(name) ?? [])
  return looked
    .flatMap(fact => {
      const values = fact.of ? entriesOf(fact.of, answers).map(entry => entry[fact.field]) : [answerTo(fact, answers)]
      const known = values.filter(value => value !== undefined)
      const shown = known.map(value => (value === null ? 'left blank' : JSON.stringify(value))).join(' and ')
      return known.length > 0 ? [`${fact.name} = ${shown}`] : []
    })
    .join(', ')
}
