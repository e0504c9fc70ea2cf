import type { Fact, FactName, ProvidedTo } from '#catalogue'
import type { Actor, Words } from '#platform'

/** A register that an agency keeps in Portico. */
export interface OwnRegister {
  /** Its file's name: `companies`. */
  readonly id: string
  readonly name: Words
  /** Why it is kept, as people read it in the list of looks. */
  readonly purpose: Words
  readonly agency: string
  /** By which it is kept, as it is cited. */
  readonly law: string
  readonly about: 'person' | 'organisation'
  /** What tells one entry from all others, and stays as it was entered. */
  readonly key: Fact
  /** What an entry is called. */
  readonly title: Fact
  /** Whose words an entry is found by. */
  readonly findBy: readonly Fact[]
  readonly fields: readonly Fact[]
  readonly actsFor?: ActsFor
  /** What is told of an entry, by the service's code on the exchange. */
  readonly tells: ReadonlyMap<string, Told>
}

/** Who may act for the organisation of an entry. */
export interface ActsFor {
  /** A national identifier: `director.nationalId`. */
  readonly person: Fact
  /** Only those of whom this fact is one of these. */
  readonly when?: { readonly fact: Fact; readonly is: readonly string[] }
}

/** What is told of one entry, of which facts, to whom. */
export interface Told {
  /** The service's code, `companies-v1`. */
  readonly id: string
  readonly name: Words
  readonly purpose: Words
  /** With one part in braces, which is the entry's key. */
  readonly path: string
  readonly gives: ReadonlyMap<FactName, string>
  readonly to: readonly ProvidedTo[]
}

/** In whose name what reaches across persons is read and written down, beside the agency that keeps a register. */
export const OWN: Actor = 'system registers.own'

export type OwnRegisters = ReadonlyMap<string, OwnRegister>

/** As a register's query is named, in the record of looks: `own.companies`. */
export function queryOfOwn({ id }: Pick<OwnRegister, 'id'>): string {
  return `own.${id}`
}

/** Whose look it was when the agency that keeps a register looked into it: `company-registry/companies`, where others name a service. */
export function keeperOf({ agency, id }: Pick<OwnRegister, 'agency' | 'id'>): string {
  return `${agency}/${id}`
}
