import { answerTo, type Fact, type FactName, filesOf, type RawAnswer, type RawParts } from '#catalogue'
import { filesAbout } from '#documents'
import type { Raw } from './answer-page.ts'
import { type Definition, definitionOf } from './definition.ts'
import type { Draft } from './draft.ts'
import { besideEachOther } from './questions/raw-answers.ts'
import type { Step } from './steps.ts'
import type { JourneysWorld } from './world.ts'

/** A file as `readAnswer` takes it. */
export function fileParts({ id, name, size, type }: { id: string; name: string; size: number; type: string }): RawParts {
  return { id, name, size: String(size), type }
}

type Kept = ReadonlyMap<string, RawParts>

/** The files handed in for a journey, by id; none are looked for where it asks for none. */
export async function keptFiles(world: JourneysWorld, draft: Draft): Promise<Kept> {
  if (draft.sentAt || !mayHoldFiles(definitionOf(world.catalogue, draft))) return new Map()
  const files = await filesAbout(world, draft.personId, draft.id)
  return new Map(files.map(file => [file.id, fileParts(file)]))
}

/** Whether a journey asks for files anywhere. */
export function mayHoldFiles({ pages }: Pick<Definition, 'pages'>): boolean {
  return pages.some(({ facts }) => facts.some(asksForFile))
}

/** What was typed, with the file itself in the place of each id; an id of a file of another person, or journey, stands for none. */
export function withKeptFiles(asks: readonly Fact[], raw: Raw, kept: Kept): Raw {
  if (!asks.some(asksForFile)) return raw
  return { ...raw, ...Object.fromEntries(asks.map(fact => [fact.name, resolved(fact, raw[fact.name] ?? '', kept)])) }
}

/** Whether a question takes a file, or its rows do. */
export function asksForFile({ type, item = [] }: Fact): boolean {
  return type === 'file' || item.some(asksForFile)
}

function resolved(fact: Fact, raw: RawAnswer, kept: Kept): RawAnswer {
  if (fact.type === 'file') return fileFor(raw, kept)
  const items = (fact.item ?? []).filter(({ type }) => type === 'file')
  if (items.length === 0 || !Array.isArray(raw)) return raw
  return (raw as RawParts[]).map(row => items.reduce((so, item) => rowFile(item, so, kept), row))
}

function rowFile(item: Fact, row: RawParts, kept: Kept): RawParts {
  const { [item.field]: plain, [`${item.field}-id`]: id = plain, [`${item.field}-refused`]: refused, ...others } = row
  const raw = fileFor({ ...(id && { id }), ...(refused && { refused }) }, kept)
  return Object.keys(raw).length > 0 ? { ...others, ...besideEachOther(item, raw) } : row
}

/** What was refused just now stays so, beside the file that was handed in before. */
function fileFor(raw: RawAnswer, kept: Kept): RawAnswer {
  const { id, refused } = typeof raw === 'string' ? { id: raw, refused: undefined } : (raw as RawParts)
  if (!id) return raw
  const file = kept.get(String(id))
  return refused ? { ...file, refused } : (file ?? { refused: 'file-lost' })
}

/** Files that a page's answers held, and its new ones hold no longer. */
export function replacedFiles({ asks, index }: Step, before: Draft, given: ReadonlyMap<FactName, unknown>): string[] {
  return asks
    .filter(fact => given.has(fact.name))
    .flatMap(fact => {
      const now = filesOf(fact, given.get(fact.name)).map(({ id }) => id)
      return filesOf(fact, answerTo(fact, before.answers, index)).flatMap(({ id }) => (now.includes(id) ? [] : [id]))
    })
}
