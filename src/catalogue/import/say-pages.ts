import type { ServiceFile } from '../schema/service-file.ts'
import { ALWAYS, both, type Formula, implies, NONE, not } from './formula.ts'
import { ImportFault } from './import-fault.ts'
import { type NamedFacts, speakingOf } from './name-facts.ts'
import { kebab, namesGiver } from './names.ts'
import type { Placed, PlacedPage } from './order-pages.ts'
import { sayFormula } from './say-formula.ts'
import type { SaidPage } from './say-page.ts'
import { type Asked, settled } from './settle.ts'
import type { XgovPage } from './xgov-form.ts'

type PageShape = ServiceFile['design']['pages'][number]
type Rule = NonNullable<ServiceFile['development']['eligible']>[number]

interface Saying {
  readonly placed: Placed
  readonly said: ReadonlyMap<XgovPage, SaidPage>
  readonly facts: NamedFacts
  readonly language: string
}

const LONGEST_CONDITION = 2000
/** Six letters the form designer adds to a path to make it another. */
const DESIGNERS_MARK = /-(?=[a-z]*[A-Z])[A-Za-z]{6}$/

/** The id each page of the form has in the service file. */
export function pageIds({ pages }: Placed): { readonly page: XgovPage; readonly id: string }[] {
  const unique = namesGiver()
  return pages.map(({ page }) => ({ page, id: unique(kebab(page.path.replace(DESIGNERS_MARK, ''), 'page')) }))
}

/** The pages of the service file in order; pages that neither ask nor tell anything are left out, as is the summary. */
export function sayPages({ placed, said, facts, language }: Saying): PageShape[] {
  const ids = new Map(pageIds(placed).map(({ page, id }) => [page, id]))
  const speaking = speakingOf(facts)
  const again = askedAgain(placed, said)
  return placed.pages.flatMap(({ page, when: formula }): PageShape[] => {
    const { title, guidance, questions } = said.get(page)!
    const when = sayFormula(formula, speaking)
    const fields = fieldsOf(questions).filter(field => !again.get(page)?.includes(field))
    if (isSummary(page) || when === 'false' || (fields.length === 0 && guidance === '')) return []
    const names = fields.map(field => facts.get(field)!.name)
    return [
      {
        page: ids.get(page)!,
        title: { [language]: title },
        ...(when ? { when: short(when, page) } : {}),
        ...(guidance ? { guidance: { [language]: guidance } } : {}),
        ...(names.length > 0 ? { facts: names } : {}),
      },
    ]
  })
}

/** The fields of pages that everybody meets which such a page before them asked already: the answer stands, and is not asked for again. */
export function askedAgain({ pages }: Placed, said: Saying['said']): ReadonlyMap<XgovPage, readonly string[]> {
  const asked = new Set<string>()
  return new Map(
    pages
      .filter(({ when }) => when.some(cube => cube.size === 0))
      .map(({ page }) => {
        const fields = fieldsOf(said.get(page)!.questions)
        const again = fields.filter(field => asked.has(field))
        for (const field of fields) asked.add(field)
        return [page, again]
      }),
  )
}

function fieldsOf(questions: SaidPage['questions']): string[] {
  return [...new Set(questions.map(({ component }) => component.name ?? ''))]
}

/** A page that only tells, and from which nothing leads on, is where the form turns people away: a rule of who may apply. */
export function sayEligible({ placed, said, facts, language }: Saying): Rule[] {
  const unique = namesGiver()
  const ids = new Map(pageIds(placed).map(({ page, id }) => [page, id]))
  let before: Formula = ALWAYS
  return placed.pages
    .filter(one => isTurnedAway(one, said.get(one.page)!))
    .map(({ page, when }): Rule => {
      const { title, guidance } = said.get(page)!
      const may = answeredIf(settled(not(when), placed.asked), { before, asked: placed.asked })
      before = settled(both(before, may), placed.asked)
      const [first = ''] = guidance.split(/\n+/)
      const words = [`${title.replace(/\.$/, '')}.`, first.replace(/^(?:- |## )/, '')]
      const condition = short(sayFormula(may, speakingOf(facts)) ?? 'true', page)
      return { id: unique(ids.get(page)!), if: condition, else: { [language]: words.join(' ') } }
    })
}

/** The rule without “or not asked”, where the rules before it leave no other way: unasked, it then is not known yet. */
function answeredIf(may: Formula, { before, asked }: { before: Formula; asked: Asked }): Formula {
  const answered = may.flatMap(cube => {
    const values = [...cube].map(([variable, set]) => [variable, new Set([...set].filter(value => value !== NONE))] as const)
    return values.every(([, set]) => set.size > 0) ? [new Map(values)] : []
  })
  return implies(settled(both(before, may), asked), answered) ? answered : may
}

function isTurnedAway({ page, when, isLast }: PlacedPage, { questions, guidance }: SaidPage): boolean {
  const ends = isLast && questions.length === 0 && guidance !== '' && !/confirm|summary/.test(page.controller ?? '')
  return ends && when.length > 0 && when.every(cube => cube.size > 0)
}

/** The form's own check-your-answers page: ours stands in its place. */
export function isSummary({ controller = '', components = [] }: XgovPage): boolean {
  return controller.includes('summary') || (controller.includes('confirm') && components.length === 0)
}

function short(when: string, { path }: XgovPage): string {
  if (when.length <= LONGEST_CONDITION) return when
  throw new ImportFault(
    `The ways that lead to “${path}” are too many to be said in one condition. Split the form, then bring its parts.`,
  )
}
