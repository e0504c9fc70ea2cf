import type { Fact } from '../fact.ts'
import type { Vocabulary } from '../feel/vocabulary.ts'
import type { PageShape, ServiceFile } from '../schema/service-file.ts'
import type { Page, Repeat } from '../service.ts'
import type { Path } from './source-file.ts'
import { eachOnce, expression, inEveryLanguage, maybe, note, referred, type Work } from './work.ts'

/** The pages of a service, in order. A condition may look back, never at its own page or further on. */
export function buildPages(work: Work, file: ServiceFile, words: Vocabulary): Page[] {
  const shapes = file.design.pages
  eachOnce(
    work,
    shapes.map(({ page }, at) => ({ path: ['design', 'pages', at, 'page'], value: page })),
    'page',
  )
  checkAskedOnce(work, shapes)
  return shapes.map((shape, at) => buildPage(work, { shape, at, service: file.service, later: laterFacts(shapes, at) }, words))
}

interface PageAt {
  shape: PageShape
  at: number
  service: string
  /** Facts first asked on this page or after it. */
  later: ReadonlySet<string>
}

function buildPage(work: Work, { shape, at, service, later }: PageAt, words: Vocabulary): Page {
  const path: Path = ['design', 'pages', at]
  const repeat = shape.repeat && buildRepeat(work, [...path, 'repeat'], shape.repeat, words)
  const inside = repeat ? { ...words, at: repeat.as } : words
  const when = shape.when === undefined ? undefined : expression(work, [...path, 'when'], { source: shape.when, words: inside })
  const ahead = when?.facts.filter(fact => later.has(fact)) ?? []
  if (ahead.length > 0)
    note(work, [...path, 'when'], {
      message: `This page's condition looks at ${ahead.map(fact => `“${fact}”`).join(', ')}, asked here or later.`,
      hint: 'Move the question before this page.',
    })
  return {
    id: shape.page,
    service,
    title: inEveryLanguage(work, [...path, 'title'], shape.title),
    facts: (shape.facts ?? []).flatMap((name, index) => pageFact(work, [...path, 'facts', index], { name, repeat, words })),
    ...maybe('when', when),
    ...maybe('repeat', repeat),
    ...maybe('guidance', shape.guidance && inEveryLanguage(work, [...path, 'guidance'], shape.guidance)),
  }
}

function buildRepeat(work: Work, path: Path, shape: Repeat, { entities }: Vocabulary): Repeat {
  inEveryLanguage(work, [...path, 'words'], shape.words)
  const of = entities.byName.get(shape.as)?.of
  if (!of)
    note(work, [...path, 'as'], {
      message: `There are not several of “${shape.as}”.`,
      hint: 'Declare it in facts.yaml under “entities”, or facts of it in this file.',
    })
  else if (of !== shape.of)
    note(work, [...path, 'of'], { message: `The list of ${shape.as} is called “${of}”.`, hint: `Write of: ${of}.` })
  if (shape.min > shape.max)
    note(work, [...path, 'min'], { message: 'The least is more than the most.', hint: `Write a min up to ${shape.max}.` })
  return shape
}

function pageFact(
  work: Work,
  path: Path,
  { name, repeat, words }: { name: string; repeat: Repeat | undefined; words: Vocabulary },
): Fact[] {
  const fact = referred(work, path, { kind: 'fact', name, among: words.facts })
  if (!fact) return []
  checkSpoken(work, path, fact)
  if (fact.of && repeat?.as !== fact.entity)
    note(work, path, {
      message: `“${name}” is asked of each ${fact.entity}, and this page is not repeated.`,
      hint: `Add repeat: { as: ${fact.entity}, of: ${fact.of}, min: 1, max: … , words: { … } }.`,
    })
  if (!fact.of && repeat)
    note(work, path, { message: `“${name}” is not asked of each ${repeat.as}.`, hint: 'Ask it on a page that is not repeated.' })
  return [fact]
}

/** A fact of the whole government may lack a language that this service is offered in. */
function checkSpoken({ languages, ...work }: Work, path: Path, fact: Fact): void {
  if (fact.only) return
  const labels = [fact.label, ...(fact.options ?? []).map(option => option.label), ...(fact.item ?? []).map(item => item.label)]
  const missing = languages.filter(language => labels.some(label => !label[language]))
  if (missing.length > 0)
    note({ ...work, languages }, path, {
      message: `“${fact.name}” has no words in ${missing.join(', ')}, which this service is offered in.`,
      hint: 'Add them in facts.yaml.',
    })
}

function checkAskedOnce(work: Work, shapes: readonly PageShape[]): void {
  const unconditional = shapes.flatMap(({ when, facts = [] }, at) =>
    when === undefined ? facts.map((value, index) => ({ path: ['design', 'pages', at, 'facts', index], value })) : [],
  )
  eachOnce(work, unconditional, 'question')
}

function laterFacts(shapes: readonly PageShape[], at: number): Set<string> {
  const before = new Set(shapes.slice(0, at).flatMap(({ facts = [] }) => facts))
  return new Set(
    shapes
      .slice(at)
      .flatMap(({ facts = [] }) => facts)
      .filter(fact => !before.has(fact)),
  )
}
