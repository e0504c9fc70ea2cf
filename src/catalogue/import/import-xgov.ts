import type { ServiceFile } from '../schema/service-file.ts'
import { plainText } from './clean-text.ts'
import { languageOf } from './form-language.ts'
import { TooManyWays } from './formula.ts'
import { ImportFault, type Unsaid } from './import-fault.ts'
import { listUnsaid } from './list-unsaid.ts'
import { type NamedFacts, nameFacts } from './name-facts.ts'
import { kebab } from './names.ts'
import { type Placed, placePages } from './order-pages.ts'
import { conditionReader } from './read-condition.ts'
import { type SaidPage, sayPage } from './say-page.ts'
import { pageIds, sayEligible, sayPages } from './say-pages.ts'
import { WORDS } from './words.ts'
import { writeService } from './write-service.ts'
import { readForm, type XgovForm, type XgovPage } from './xgov-form.ts'

/** What to import, and what the form itself does not say. */
export interface Importing {
  /** The definition's JSON. */
  readonly text: string
  /** Its file's name, said in the service file's first lines. */
  readonly file: string
  /** Agency that answers for the service. */
  readonly owner: string
  /** The service's id; made from the file's name when absent. */
  readonly id?: string
}

export interface Imported {
  readonly id: string
  readonly language: 'en' | 'cy'
  /** The service file, ready to be checked. */
  readonly yaml: string
  /** Everything that is not said, or said otherwise. */
  readonly listed: readonly Unsaid[]
  /** What became of the form's components and paths: fact names by component, page ids by path; and the links no answers take. */
  readonly trail: {
    readonly facts: ReadonlyMap<string, string>
    readonly pages: ReadonlyMap<string, string>
    readonly neverTaken: readonly { readonly from: string; readonly to: string }[]
  }
}

/** Turns a form-runner definition into a service file. Pure. @throws {ImportFault} when it is no such form, or cannot be followed */
export function importXgov({ text, file, owner, id }: Importing): Imported {
  const form = readForm(text)
  const language = languageOf(form)
  const lists = new Map((form.lists ?? []).map(list => [list.name, list]))
  const said = new Map(form.pages.map(page => [page, sayPage(page, { language, lists })]))
  const facts = nameFacts(form, said)
  const conditions = conditionReader(form, facts)
  const placed = place(form, { read: conditions.read, said, facts })
  const service = kebab(id ?? file.replace(/^.*[/\\]/, '').replace(/\.json$/i, ''), 'form')
  const listed = listUnsaid(form, { placed, said, never: conditions.never })
  const content = serviceFile({ form, said, facts, placed, language }, { service, owner })
  const trail = {
    facts: new Map([...facts].map(([component, { name }]) => [component, name])),
    pages: new Map(pageIds(placed).map(({ page, id: given }) => [page.path, given])),
    neverTaken: placed.neverTaken,
  }
  return { id: service, language, listed, trail, yaml: writeService(content, { file, listed }) }
}

interface Read {
  readonly form: XgovForm
  readonly said: ReadonlyMap<XgovPage, SaidPage>
  readonly facts: NamedFacts
  readonly placed: Placed
  readonly language: 'en' | 'cy'
}

function place(
  form: XgovForm,
  { read, said, facts }: Pick<Read, 'said' | 'facts'> & Pick<Parameters<typeof placePages>[0], 'read'>,
) {
  try {
    return placePages({
      form,
      read,
      questionsOf: page => said.get(page)!.questions.map(({ component }) => component.name ?? ''),
      isRequired: field => facts.get(field)?.isRequired ?? false,
    })
  } catch (error) {
    if (!(error instanceof TooManyWays)) throw error
    throw new ImportFault(
      'The ways through this form are too many to be said page by page. Split the form, then bring its parts.',
    )
  }
}

function serviceFile(read: Read, { service, owner }: { service: string; owner: string }): ServiceFile {
  const { facts, language } = read
  const words = WORDS[language]
  const pages = sayPages(read)
  const eligible = sayEligible(read)
  const asked = new Set(pages.flatMap(page => page.facts ?? []))
  if (asked.size === 0) throw nothingToAsk(read)
  refuseUnasked(read, { asked, conditions: [...pages.map(({ when }) => when ?? ''), ...eligible.map(rule => rule.if)] })
  return {
    service,
    version: 1,
    languages: [language],
    ...namesOf(read),
    facts: Object.fromEntries([...facts.values()].filter(({ name }) => asked.has(name)).map(({ name, shape }) => [name, shape])),
    direction: { owner, for: 'either' },
    design: { pages },
    development: {
      ...(eligible.length > 0 ? { eligible } : {}),
      reasons: { 'officer-decides': { [language]: words.officer } },
      decide: { hit: 'first', rules: [{ then: 'officer', because: 'officer-decides' }] },
    },
    delivery: {
      channels: ['web'],
      identity: 'substantial',
      'decide-within': '20 working days',
      clock: { 'pauses-while': ['waiting-on-person'] },
      messages: {
        received: { [language]: words.received },
        granted: { [language]: words.granted },
        refused: { [language]: words.refused },
      },
      'ask-afterwards': ['ease'],
    },
  }
}

/** A form may branch on a question that none of its reachable pages asks: its runner takes that for no answer, and nobody meant it. */
function refuseUnasked(
  { facts }: Read,
  { asked, conditions }: { asked: ReadonlySet<string>; conditions: readonly string[] },
): void {
  const read = new Set(conditions.flatMap(source => source.match(/\banswer\.\w+/g) ?? []))
  const unasked = [...facts.values()].find(({ name }) => read.has(name) && !asked.has(name))
  if (!unasked) return
  const label = Object.values(unasked.shape.label)[0]
  throw new ImportFault(
    `The form branches on “${label}”, and no page that can be reached asks it. Mend the way to that page, then bring it again.`,
  )
}

function nothingToAsk({ said }: Read): ImportFault {
  const lost = [...said.values()].flatMap(page => page.unsaid).filter(({ loses }) => loses === 'question')
  const [first] = lost
  if (!first) return new ImportFault('This form asks nothing, so there is nothing to import.')
  const more = lost.length > 1 ? ` and ${lost.length - 1} more` : ''
  return new ImportFault(`All that this form asks is ${first.what}${more}: ${first.why}. There is nothing to import yet.`)
}

/** A definition's name is that of the whole application; its first page says which part of it this is. */
function namesOf({ form, said, language }: Read): Pick<ServiceFile, 'name' | 'summary'> {
  const first = said.get(form.pages.find(page => page.path === form.startPage)!)!.title
  const whole = plainText(form.name ?? '')
  const name = whole && whole !== first ? `${whole}: ${first}` : first
  return { name: { [language]: name }, summary: { [language]: whole || name } }
}
