import type { Language } from '#platform'
import type { AssuranceLevel } from './adapters/sign-in.ts'
import type { Acting } from './mandate.ts'

export type PersonId = string
export type SessionId = string
export type OfficerId = string

/** Who is signed in in this browser. */
export interface Person {
  readonly id: PersonId
  readonly givenNames: string
  readonly familyName: string
  readonly language: Language
  /** How sure the identity provider was of them in this session. */
  readonly level: AssuranceLevel
  readonly session: SessionId
  /** Set while they act for somebody else. Behind a gate that lets them do so, `id` is the other's. */
  readonly actingFor?: Acting
}

export const roles = ['officer', 'service-owner', 'customer-experience', 'privacy-officer'] as const
export type Role = (typeof roles)[number]

/** Somebody at work for an agency. */
export interface Officer {
  readonly id: OfficerId
  readonly personId: PersonId
  readonly agency: string
  readonly role: Role
  readonly name: string
  /** Everybody by whose mandate they may act: whose matters are as little theirs to judge as their own. */
  readonly actsFor: readonly PersonId[]
}

/** Whoever looks at a page: perhaps nobody we know, perhaps a person, perhaps one at work. */
export interface Visitor {
  readonly person?: Person
  readonly officer?: Officer
  /** Set while the database cannot say who it is. */
  readonly isUnknown?: true
}

/** Both names in the order they are written; some people have one name only. */
export function nameOf({ givenNames, familyName }: Pick<Person, 'givenNames' | 'familyName'>): string {
  return [givenNames, familyName].filter(Boolean).join(' ')
}
