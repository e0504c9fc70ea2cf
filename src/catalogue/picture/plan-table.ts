import { formatNumber, say } from '#platform'
import type { DecisionRule, Outcome } from '../rule.ts'
import { figureName } from '../say-amount.ts'
import { sayExpression, testsIn } from './say-condition.ts'
import type { Saying } from './tree.ts'
import { words } from './words.ts'

/** A service's decision as a table in one language: a row for each rule, a column for each thing that rules look at. */
export interface TablePlan {
  readonly language: Saying['language']
  readonly title: string
  readonly desc: string
  /** How rows that hold become one decision. */
  readonly hit: string
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
}

export interface TableRow {
  readonly number: string
  /** One for each column, in lines; a dash where any answer will do. */
  readonly cells: readonly (readonly string[])[]
  readonly outcome: Outcome
  readonly name: string
  readonly reason: string
  /** What comes with the outcome: `Weekly: …`. */
  readonly amounts: readonly string[]
}

const ANY = '–'
const MOST_COLUMNS = 4

/** Puts a service's decision into a table. */
export function planTable(saying: Saying): TablePlan {
  const { service, language } = saying
  const t = words(language)
  const hit = t(`hit-${service.decide.hit}-sentence`)
  const tests = service.decide.rules.map(rule => testsOf(rule, saying))
  const subjects = [...new Set(tests.flatMap(some => some.map(({ subject }) => subject)))]
  const columns = subjects.length > MOST_COLUMNS ? [t('condition')] : subjects
  return {
    ...{ language, hit, columns },
    title: t('table-title', { service: say(service.name, language), version: service.version }),
    desc: t('table-desc', { hit }),
    rows: service.decide.rules.map((rule, at) => ({
      ...{ number: formatNumber(language, at + 1), outcome: rule.outcome, name: t(rule.outcome) },
      cells:
        subjects.length > MOST_COLUMNS ? [inOne(tests[at]!, saying)] : columns.map(column => cellOf(tests[at]!, column, saying)),
      reason: (rule.because && say(service.reasons.get(rule.because) ?? {}, language)) || t('no-reason'),
      amounts: amountsOf(rule, saying),
    })),
  }
}

interface Tested {
  readonly subject: string
  readonly test: string
}

/** A test without a subject of its own stands in a column for all such. */
function testsOf({ if: condition }: DecisionRule, saying: Saying): Tested[] {
  const other = words(saying.language)('other')
  return condition
    ? testsIn(condition.source, saying).map(({ subject, test }) => ({ subject: capital(subject ?? other), test }))
    : []
}

function cellOf(tests: readonly Tested[], column: string, { language }: Saying): string[] {
  const own = tests.filter(({ subject }) => subject === column).map(({ test }) => capital(test))
  return inLines(own, language)
}

function inOne(tests: readonly Tested[], { language }: Saying): string[] {
  const t = words(language)
  const said = ({ subject, test }: Tested) => t(/[?؟]\s*$/.test(subject) ? 'after' : 'colon', { subject, test })
  return inLines(
    tests.map(tested => (tested.subject === t('other') ? capital(tested.test) : said(tested))),
    language,
  )
}

function inLines(tests: readonly string[], language: Saying['language']): string[] {
  return tests.length === 0 ? [ANY] : tests.map((test, at) => (at === 0 ? test : `${words(language)('and')} ${test}`))
}

function amountsOf({ outputs }: DecisionRule, saying: Saying): string[] {
  const { service, language } = saying
  return [...outputs].map(([name, amount]) => {
    const subject = name === service.pays?.amount ? words(language)('paid') : figureName(service, name, language)
    const test = sayExpression(amount.source, saying)
    return test === subject ? subject : words(language)('colon', { subject, test })
  })
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
