import type { FactShape } from '../schema/facts-file.ts'
import { type Block, blocksOf, guidanceOf, plainText } from './clean-text.ts'
import type { Unsaid } from './import-fault.ts'
import { isRequired, kindOf, listName, longHint, sayQuestion } from './say-question.ts'
import { WORDS } from './words.ts'
import type { XgovComponent, XgovList, XgovPage } from './xgov-form.ts'

/** What a page of the form comes to: its title, its words above the questions, and the questions. */
export interface SaidPage {
  readonly title: string
  readonly guidance: string
  readonly questions: readonly { readonly component: XgovComponent; readonly shape: FactShape }[]
  readonly unsaid: readonly Unsaid[]
}

interface How {
  readonly language: 'en' | 'cy'
  readonly lists: ReadonlyMap<string, XgovList>
}

export function sayPage(page: XgovPage, { language, lists }: How): SaidPage {
  const components = page.components ?? []
  const title = plainText(page.title) || plainText(components.find(part => part.title)?.title ?? '') || WORDS[language].questions
  const unsaid: Unsaid[] = []
  const questions: { component: XgovComponent; shape: FactShape }[] = []
  const blocks: Block[] = []
  const several = components.filter(part => kindOf(part) === 'question').length > 1
  for (const component of components) {
    const name = plainText(component.title ?? '') || title
    const add = (what: string, why: string, loses: Unsaid['loses'] = 'detail') =>
      unsaid.push({ where: page.path, what, why, loses })
    const kind = kindOf(component)
    if (kind === 'question') ask(component, { name, add })
    else if (kind === 'words') tell(component, add)
    else add(`“${name}”, a ${component.type}`, 'there is no such question here', isRequired(component) ? 'question' : 'detail')
  }
  return { title, guidance: guidanceOf(blocks), questions, unsaid }

  function ask(component: XgovComponent, { name, add }: Named): void {
    const note = (what: string, why: string) => add(`${what} at “${name}”`, why)
    const shape = sayQuestion(component, { language, lists, note, pageTitle: title })
    if (shape) questions.push({ component, shape })
    else
      add(
        `“${name}”, a ${component.type}`,
        'it has nothing to choose from or to fill',
        isRequired(component) ? 'question' : 'detail',
      )
    const hint = longHint(component)
    if (several && hint.length > 0) blocks.push({ kind: 'heading', text: name })
    blocks.push(...hint)
  }

  function tell(component: XgovComponent, add: Add): void {
    const said = saidWords(component, lists)
    if (said.length > 0 && questions.length > 0)
      add(`words between questions: “${said[0]!.text.slice(0, 60)}”`, 'they stand above the questions')
    blocks.push(...said)
  }
}

type Add = (what: string, why: string, loses?: Unsaid['loses']) => void
interface Named {
  readonly name: string
  readonly add: Add
}

function saidWords(component: XgovComponent, lists: ReadonlyMap<string, XgovList>): Block[] {
  const heading = plainText(component.title ?? '')
  const items = (lists.get(listName(component))?.items ?? []).map(({ text = '', description = '' }): Block => {
    return { kind: 'item', text: [plainText(text), plainText(description)].filter(Boolean).join(': ') }
  })
  const said = [...blocksOf(component.content ?? ''), ...(['List', 'FlashCard'].includes(component.type) ? items : [])]
  return heading && component.type === 'Details' && said.length > 0 ? [{ kind: 'heading', text: heading }, ...said] : said
}
