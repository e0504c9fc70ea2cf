import { type Answers, answerTo, entriesOf, type Fact, type Gives, masked, showAnswer } from '#catalogue'
import { issueDocument, type NewDocument } from '#documents'
import { dayOf, type Language, type Tx } from '#platform'
import type { Case, CaseDocument } from './case.ts'
import { serviceOf } from './names.ts'
import { factsOf } from './store.ts'
import { validUntil } from './valid-until.ts'
import type { CasesWorld } from './world.ts'

/** Issues what a granted case gives: one document, or one for each entry when it shows a list's facts: one for each twin. */
export async function issueDocuments(tx: Tx<CasesWorld>, current: Case): Promise<CaseDocument[]> {
  const gives = serviceOf(tx, current)?.gives
  if (!gives) return []
  const { answers } = await factsOf(tx, current)
  const issued: CaseDocument[] = []
  for (let index = 0; index < howMany(gives, answers); index += 1) {
    const paper = await issueDocument(tx, documentFor(tx, { current, gives, answers, index }))
    issued.push({ ...paper, name: gives.name })
  }
  return issued
}

function howMany({ shows }: Gives, answers: Answers): number {
  const list = shows.find(fact => fact.of)?.of
  return list ? Math.max(entriesOf(list, answers).length, 1) : 1
}

interface Paper {
  readonly current: Case
  readonly gives: Gives
  readonly answers: Answers
  readonly index: number
}

function documentFor(tx: CasesWorld, { current, gives, answers, index }: Paper): NewDocument {
  const on = dayOf(tx.now())
  return {
    ...{ person: current.person, about: current.id, issuer: current.agency, language: current.language, on },
    ...{ document: gives.document, name: gives.name },
    shows: gives.shows.map(fact => shownOn(fact, answerTo(fact, answers, fact.of ? index : 0), current.language)),
    ...(gives.validFor && { validUntil: validUntil(on, gives.validFor) }),
  }
}

/** A choice is shown by the words of its option: whoever verifies the document has no list of codes. */
function shownOn(fact: Fact, value: unknown, language: Language): NewDocument['shows'][number] {
  const isCoded = fact.type === 'one-of' || fact.type === 'many-of' || fact.type === 'list'
  if (isCoded) return { label: fact.label, value: showAnswer(fact, value, language).join(', '), type: 'text' }
  return {
    label: fact.label,
    // A document is shown and signed in the clear, so it carries no more of an identifier than its end.
    value: typeof value === 'string' ? masked(value) : (value ?? null),
    type: fact.type,
    ...(fact.rules.currency && { currency: fact.rules.currency }),
  }
}
