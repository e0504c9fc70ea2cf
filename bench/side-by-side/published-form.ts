import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Typed } from '../../dev/visitor/fill-form.ts'

/** Where the form stands below the outside data: 11 pages with conditions, of the UK's Community Ownership Fund (communitiesuk, MIT). */
const FORM = 'forms-uk-grants/cof/eoi/en/about-your-asset.json'

/** What it is called in the addresses of both. */
export const NAME = 'about-your-asset'

/** The published definition, as text. */
export function publishedForm(dataDir: string): string {
  return readFileSync(join(dataDir, FORM), 'utf8')
}

/** Everything that is answered on the longest way through it: by the name of our field, by that of theirs, and what. */
const answered: readonly { ours: string; theirs: string; value: string | boolean | readonly string[] }[] = [
  { ours: 'answer.doesYourOrganisationPlanBothToReceiveThe', theirs: 'eEaDGz', value: true },
  { ours: 'answer.typeOfAsset', theirs: 'Ihjjyi', value: 'Cinema' },
  { ours: 'answer.isTheAssetBasedInTheUk', theirs: 'zurxox', value: true },
  { ours: 'answer.nameOfTheAsset', theirs: 'xYnVof', value: 'The Quay Picture House' },
  { ours: 'answer.addressOfTheAsset-line1', theirs: 'dnqIdW__addressLine1', value: '4 Harbour Street' },
  { ours: 'answer.addressOfTheAsset-line2', theirs: 'dnqIdW__addressLine2', value: 'Old Harbour' },
  { ours: 'answer.addressOfTheAsset-town', theirs: 'dnqIdW__town', value: 'Fairhaven' },
  { ours: 'answer.addressOfTheAsset-postcode', theirs: 'dnqIdW__postcode', value: 'SW1A 1AA' },
  { ours: 'answer.isTheAssetAtRisk', theirs: 'lLQmNb', value: true },
  { ours: 'answer.whatIsTheRiskToTheAsset[]', theirs: 'ilMbMH', value: ['Sale', 'Neglect or dereliction'] },
  { ours: 'answer.hasTheAssetEverBeenUsedByOrHad', theirs: 'fBhSNc', value: true },
  { ours: 'answer.doYouAlreadyOwnTheAsset', theirs: 'cPcZos', value: false },
  { ours: 'answer.doesTheAssetBelongToAPublicAuthority', theirs: 'XuAyrs', value: 'Yes, another type of public authority' },
  { ours: 'answer.selectTheOptionWhichBestRepresentsThe', theirs: 'oDhZlw', value: 'Early stage negotiations' },
]

export const ourAnswers: Typed = typed('ours', ['yes', 'no'])
export const theirAnswers: Typed = typed('theirs', ['true', 'false'])

function typed(whose: 'ours' | 'theirs', [yes, no]: [string, string]): Typed {
  return Object.fromEntries(
    answered.map(({ [whose]: name, value }) => [name, typeof value === 'boolean' ? (value ? yes : no) : value]),
  )
}

interface Component {
  readonly type: string
  readonly [detail: string]: unknown
}

interface Page {
  readonly controller?: string
  readonly components?: readonly Component[]
  readonly next?: readonly { path: string; condition?: string }[]
  readonly [detail: string]: unknown
}

const CONTROLLERS: Readonly<Record<string, string>> = {
  './pages/start.js': 'StartPageController',
  './pages/summary.js': 'SummaryPageController',
}
const COMPONENT_KEYS = ['type', 'name', 'title', 'options', 'hint', 'list', 'content']

/** The same form as the engine's first schema has it: other names for the page controllers, paragraphs as HTML, no keys it does not know. */
export function asEngineDefinition(published: string): object {
  const { name, startPage, pages, lists, sections, conditions } = JSON.parse(published)
  return { engine: 'V1', name, startPage, lists, sections, conditions, pages: pages.map(enginePage) }
}

function enginePage({ controller, components = [], next = [], ...page }: Page): object {
  return {
    ...page,
    ...(controller ? { controller: CONTROLLERS[controller] } : {}),
    components: components.map(component => ({
      ...Object.fromEntries(Object.entries(component).filter(([key]) => COMPONENT_KEYS.includes(key))),
      type: component.type === 'Para' ? 'Html' : component.type,
      schema: component.schema ?? {},
    })),
    next: next.map(({ path, condition }) => (condition ? { path, condition } : { path })),
  }
}
