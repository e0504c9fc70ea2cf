import {
  type Answers,
  answerTo,
  checkAnswers,
  type GeneratedWalk,
  type Imported,
  type Service,
  walkService,
} from '../src/catalogue/index.ts'
import { type Definition, follow, linksOf, type State } from './xgov-runner.ts'

interface Brought {
  readonly form: Definition
  readonly service: Service
  readonly trail: Imported['trail']
}

const ON = '2026-11-21'

/**
 * Walks an imported form with generated answers until every page was met and every branch taken both ways. Each walk must be one that
 * can be sent: every question on its pages answered, and no answer refused. It must meet the same pages as the form runner would, and end
 * with an officer or with the form's own turning away; together they must take every link of the form.
 * @returns what was wrong, as sentences; none when all is well
 */
export function walkEverywhere(brought: Brought): string[] {
  const problems = new Set<string>()
  const links = new Set<string>()
  const never = new Set(brought.trail.neverTaken.map(({ from, to }) => `${from} → ${to}`))
  const marks = linksOf(brought.form).filter(link => !never.has(link))
  const { coverage } = walkService(brought.service, {
    on: ON,
    also: {
      marks,
      of(walk) {
        const { taken, wrong } = holdToRunner(brought, walk)
        for (const sentence of wrong) problems.add(sentence)
        for (const link of taken) links.add(link)
        return taken
      },
    },
  })
  return [
    ...problems,
    ...marks.filter(link => !links.has(link)).map(link => `no answers lead along the link ${link}`),
    // where a form's own condition leaves nobody out, there is no way past the page
    ...coverage.notReached
      .filter(({ way, why }) => way !== 'passed' || why.code !== 'always')
      .map(({ what, id, way = 'met', why }) => `the ${what} “${id}” is never ${way}: ${why.code}`),
  ]
}

/** The links of the form that a walk takes, and what is wrong with it. */
function holdToRunner({ form, service, trail }: Brought, { answers, pages, outcome, because }: GeneratedWalk) {
  const met = pages.map(({ page }) => page.id)
  const { paths, links } = follow(form, stateOf({ service, trail }, answers))
  const expected = paths.map(path => trail.pages.get(path)!).filter(id => service.pages.some(page => page.id === id))
  const isOther = expected.toSorted().join() !== met.toSorted().join()
  const turnedAway = outcome === 'refuse' && service.eligible.some(rule => rule.id === because)
  const open = pages.flatMap(({ page }) => page.facts).filter(fact => answerTo(fact, answers) === undefined)
  const wrong = [
    ...checkAnswers(service, answers, ON).problems.map(({ at, fault }) => `${at} does not take its answer: ${fault.code}`),
    ...open.map(({ name }) => `“${name}” was asked and not answered`),
    ...(isOther ? [`met ${met.join(', ')} where the form runner meets ${expected.join(', ')}`] : []),
    ...(because === 'officer-decides' || turnedAway ? [] : [`ended with ${outcome} because ${because}`]),
  ]
  return { taken: links, wrong }
}

function stateOf({ service, trail }: Pick<Brought, 'service' | 'trail'>, answers: Answers): State {
  return Object.fromEntries(
    [...trail.facts].flatMap(([component, name]) => {
      const fact = service.facts.get(name)
      const value = fact && answerTo(fact, answers)
      if (value === undefined || value === null) return []
      return [[component, fact?.type === 'money' ? Number(value) / 100 : value]]
    }),
  )
}
