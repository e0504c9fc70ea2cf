import { isFeelFunction } from '../feel/functions.ts'
import { closest, type Entities } from '../feel/vocabulary.ts'
import type { ServiceFile } from '../schema/service-file.ts'
import { note, type Work } from './work.ts'

/**
 * A service's own list that a page calls otherwise than every rule and example does. Said once, at the page, and the file goes on as
 * the rules have it: else every rule would be told that there is no such name.
 */
export function mendRepeats(work: Work, file: ServiceFile, entities: Entities): ServiceFile {
  if (work.isPublished || file.design.pages.every(({ repeat }) => !repeat)) return file
  const isOther = (name: string) => isFeelFunction(name) || entities.byName.has(name) || entities.byList.has(name)
  const spoken = new Set([...namesSpoken(file)].filter(name => !isOther(name)))
  const pages = file.design.pages.map((page, at) => {
    const { repeat } = page
    if (!repeat || entities.byName.has(repeat.as) || spoken.has(repeat.of)) return page
    const meant = closest(repeat.of, spoken)
    if (!meant) return page
    note(work, ['design', 'pages', at, 'repeat', 'of'], {
      message: `This list is called “${repeat.of}”, and the rules speak of “${meant}”.`,
      hint: `Write of: ${meant}.`,
    })
    return { ...page, repeat: { ...repeat, of: meant } }
  })
  return { ...file, design: { ...file.design, pages } }
}

/** Names that could be a list's: those in expressions that mean nothing else, and those of examples. */
function namesSpoken({ development, facts = {} }: ServiceFile): Set<string> {
  const { decide, eligible = [], parameters = {}, examples = [] } = development
  const figures = development['work-out'] ?? {}
  const texts = [
    ...Object.values(figures).map(figure => (typeof figure === 'string' ? figure : figure.is)),
    ...eligible.map(rule => rule.if),
    ...decide.rules.flatMap(({ then: _, because: __, ...rule }) => Object.values(rule).map(String)),
  ]
  const words = texts.flatMap(text => text.replaceAll(/"[^"]*"/g, '').match(/(?<![\w.])[a-z]\w*/g) ?? [])
  const lists = examples.flatMap(({ given }) => Object.keys(given).filter(key => Array.isArray(given[key])))
  const others = new Set([
    ...Object.keys(parameters),
    ...Object.keys(figures),
    ...Object.keys(facts).map(name => name.split('.')[0]!),
  ])
  return new Set([...words, ...lists].filter(name => !others.has(name)))
}
