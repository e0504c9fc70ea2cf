import {
  type Answers,
  type Fact,
  identifierFacts,
  masked,
  type TurnIdentifier,
  tokenFor,
  tokenId,
  turnIdentifier,
  turnIdentifiers,
} from '#catalogue'
import { type Entry, entryId, newEntry, type World } from '#platform'
import type { Definition } from './definition.ts'
import type { Draft } from './draft.ts'

const known = new WeakMap<object, readonly Fact[]>()

/** The facts of a journey that are identifiers. */
export function identifiersIn({ services }: Pick<Definition, 'services'>): readonly Fact[] {
  const facts = known.get(services) ?? identifierFacts(new Map(services.flatMap(service => [...service.facts])).values())
  known.set(services, facts)
  return facts
}

/** A draft with tokens in the place of identifiers, and what the vault is to keep of them. */
export interface Tokenised {
  readonly draft: Draft
  readonly entries: readonly Entry[]
}

/** Takes identifiers out of a draft's answers at the door, typed by the person or told by a register. */
export function tokenised(world: Pick<World, 'keys'>, definition: Definition, draft: Draft): Tokenised {
  const { answers, entries } = tokenisedAnswers(world, definition, { answers: draft.answers, about: draft.id })
  return entries.length > 0 ? { draft: { ...draft, answers }, entries } : { draft, entries }
}

/** Takes identifiers out of answers. @param about  the journey or the submission they go with */
export function tokenisedAnswers(
  world: Pick<World, 'keys'>,
  definition: Pick<Definition, 'services'>,
  { answers, about }: { answers: Answers; about: string },
): { answers: Answers; entries: readonly Entry[] } {
  const entries: Entry[] = []
  const turned = turnIdentifiers(identifiersIn(definition), answers, (value, { type: kind }) => {
    if (tokenId(value)) return value
    const token = entryId(world, { kind, value, about })
    if (!entries.some(entry => entry.token === token)) entries.push(newEntry(world, { kind, value, token }))
    return tokenFor(token, value)
  })
  return { answers: turned, entries }
}

/** One answer as it will be kept, to compare it with what is. */
export function asKept(world: Pick<World, 'keys'>, about: string, { fact, value }: { fact: Fact; value: unknown }): unknown {
  return turnIdentifier(fact, value, (one, { type: kind }) =>
    tokenId(one) ? one : tokenFor(entryId(world, { kind, value: one, about }), one),
  )
}

/** Which token each mask on a page stands for: sent back as it was shown, it is no new answer. */
export function masksIn(facts: readonly Fact[], { answers }: Pick<Draft, 'answers'>): ReadonlyMap<string, string> {
  const masks = new Map<string, string>()
  const note: TurnIdentifier = value => {
    if (tokenId(value)) masks.set(masked(value), value)
    return value
  }
  turnIdentifiers(identifierFacts(facts), answers, note)
  return masks
}
