import { formatNumber, type Language, say } from '#platform'
import type { Fact } from '../fact.ts'
import { ownReasons } from '../own-reasons.ts'
import type { Outcome } from '../rule.ts'
import type { Service } from '../service.ts'
import { showAnswer } from '../show-answer.ts'
import type { NotReached } from './coverage.ts'
import type { GeneratedWalk, ServiceWalks } from './walk-service.ts'
import { words } from './words.ts'

/** What walking a service came to, in one language. */
export interface SaidWalks {
  /** “6 of 6 pages were met” and so on, one sentence for each kind of thing. */
  readonly shares: readonly string[]
  /** What was not reached, each with its reason. */
  readonly notReached: readonly string[]
  readonly shortest: readonly SaidWay[]
}

/** The shortest way to one outcome. */
export interface SaidWay {
  readonly outcome: Outcome
  /** No rule spoke of its answers: its author did not mean it to end so. */
  readonly isGap: boolean
  readonly name: string
  readonly reason: string
  /** Titles of the pages, in order. */
  readonly pages: readonly string[]
  /** “5 pages, 10 questions”. */
  readonly length: string
  /** The answers on which pages and rules turn: “Do you live with a partner? No”. */
  readonly because: readonly string[]
}

/** Says what walking a service came to. */
export function sayWalks(service: Service, walks: ServiceWalks, language: Language): SaidWalks {
  const t = words(language)
  const { pages, branches, rules, notReached } = walks.coverage
  return {
    shares: [
      t('pages', { ...pages }),
      t('branches', { ...branches }),
      t('rules', { ...rules }),
      t(walks.isBudgetSpent ? 'spent' : 'tried', { tried: walks.tried }),
    ],
    notReached: notReached.map(one => `${whatIs(one, service, language)} ${whyNot(one, service, language)}`),
    shortest: walks.shortest.map(walk => sayWay(walk, service, language)),
  }
}

function whatIs({ what, id, way }: NotReached, service: Service, language: Language): string {
  const t = words(language)
  if (what === 'rule') return t('rule-never', { name: id })
  const page = service.pages.find(one => one.id === id)
  const name = say((what === 'condition' ? service.eligible.find(rule => rule.id === id)?.else : page?.title) ?? {}, language)
  return t(what === 'page' ? 'page-never' : `${way ?? 'met'}-never`, { name: name.replace(/\.$/, '') || id })
}

function whyNot({ why }: NotReached, { facts }: Service, language: Language): string {
  const named = 'facts' in why ? why.facts.map(name => say(facts.get(name)?.label ?? {}, language) || name) : []
  return words(language)(why.code, { facts: named.join(', ') })
}

function sayWay(walk: GeneratedWalk, service: Service, language: Language): SaidWay {
  const t = words(language)
  const title = ({ page, index }: GeneratedWalk['pages'][number]) => {
    const said = say(page.title, language)
    return index === undefined ? said : t('entry', { page: said, number: index + 1 })
  }
  const pages = walk.pages.map(title)
  const isGap = walk.because === 'no-rule'
  return {
    ...{ outcome: walk.outcome, isGap, name: t(isGap ? 'gap' : walk.outcome), pages },
    reason: isGap ? t('gap-reason') : reasonOf(walk, service, language),
    length: pages.length === 0 ? t('no-pages') : t('length', { pages: pages.length, questions: walk.questions }),
    because: answersThatTurn(walk, service, language),
  }
}

function reasonOf({ because = '' }: GeneratedWalk, { reasons, eligible }: Service, language: Language): string {
  const own = because in ownReasons ? ownReasons[because as keyof typeof ownReasons] : undefined
  const given = eligible.find(rule => rule.id === because)?.else ?? reasons.get(because) ?? own
  return given ? say(given, language) : words(language)('no-reason')
}

function answersThatTurn({ answers }: GeneratedWalk, { pages, eligible, decide, facts }: Service, language: Language): string[] {
  const conditions = [...pages.map(page => page.when), ...[...eligible, ...decide.rules].map(rule => rule.if)]
  const turning = [...new Set(conditions.flatMap(condition => condition?.facts ?? []))].flatMap(name => facts.get(name) ?? [])
  return turning.flatMap(fact => {
    const group = answers[fact.of ?? fact.entity]
    return [group ?? {}].flat().flatMap(entry => {
      const value = (entry as Record<string, unknown>)[fact.field]
      return value === undefined ? [] : [`${say(fact.label, language)} ${shown(fact, value, language)}`]
    })
  })
}

/** Of a list, how many entries it has. */
function shown(fact: Fact, value: unknown, language: Language): string {
  const isList = fact.type === 'list' && Array.isArray(value)
  return isList ? formatNumber(language, value.length) : showAnswer(fact, value, language).join(', ')
}
