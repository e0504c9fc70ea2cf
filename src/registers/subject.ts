import type { RegisterQuery } from '#catalogue'
import { nationalIdOf, organisationNumberOf } from '#people'
import type { World } from '#platform'

type Query = Pick<RegisterQuery, 'path'>

/** By what a query asks: a person's national identifier, or the number of an organisation. */
export function subjectOf({ path }: Query): 'nationalId' | 'organisationNumber' {
  return path.includes('{organisationNumber}') ? 'organisationNumber' : 'nationalId'
}

/** By what somebody is asked for in a query; undefined when they have none of that kind. */
export function subjectFor(world: World, person: string, query: Query): Promise<string | undefined> {
  return (subjectOf(query) === 'nationalId' ? nationalIdOf : organisationNumberOf)(world, person)
}

/** The same for several queries at once, each kind read once. */
export async function subjectsFor(
  world: World,
  person: string,
  queries: readonly Query[],
): Promise<(query: Query) => string | undefined> {
  const kinds = new Map(queries.map(query => [subjectOf(query), query]))
  const found = new Map(
    await Promise.all([...kinds].map(async ([kind, query]) => [kind, await subjectFor(world, person, query)] as const)),
  )
  return query => found.get(subjectOf(query))
}
