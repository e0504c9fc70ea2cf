import type { FactName } from './fact.ts'
import type { Words } from './words.ts'

export interface Agency {
  readonly id: string
  readonly name: Words
  readonly url?: string
  /** How people reach it. */
  readonly contact?: { readonly telephone?: string; readonly email?: string; readonly opens?: Words }
}

/** One question a register answers, reached over the exchange. */
export interface RegisterQuery {
  /** `register.query`: `population.birth-notices`. */
  readonly id: string
  readonly register: string
  readonly agency: string
  readonly name: Words
  /** Why it is asked, as the person will read it in the list of lookups. */
  readonly purpose: Words
  /** X-Road service identifier, `FH/GOV/population-office/population/person-v1`. */
  readonly serviceId: string
  /** Path and query with `{nationalId}` to fill in, `/persons/{nationalId}/birth-notices`. */
  readonly path: string
  readonly timeLimitMs: number
  /** The answer is a list: each entry becomes one entry of this collection in the answers. */
  readonly list?: { readonly as: string; readonly of: string }
  /** Where each fact stands in the answer (in one entry of it, for a list): `{ 'child.bornOn': 'bornOn' }`. Dots go deeper. */
  readonly gives: ReadonlyMap<FactName, string>
}

/** Something that a register tells us of by itself, and the law that lets it. */
export interface RegisterEvent {
  /** `birth.registered` */
  readonly id: string
  readonly register: string
  readonly agency: string
  /** What happened, as the person reads it: “A birth was registered”. */
  readonly name: Words
  /** Who may tell it, `FH/GOV/population-office/population`. */
  readonly client: string
  /** As it is cited. */
  readonly law: string
  /** In which part people are named whom it is for: the `parent` of a birth, and not the child. `self` when nobody else is in it. */
  readonly concerns: string
  /** The query in whose answer's shape the event brings its details along; that query is not asked again. */
  readonly with?: string
}

/** Something that a register takes from us once it is decided, such as a birth. */
export interface RegisterAct {
  /** `population.register-birth` */
  readonly id: string
  readonly register: string
  readonly agency: string
  readonly name: Words
  /** X-Road service identifier. */
  readonly serviceId: string
  /** Where it is posted, `/births`. */
  readonly path: string
  /** One message for each entry of this list; one for the request when absent. */
  readonly each?: string
  /** Where the national identifier of the person who asked stands in a message. */
  readonly person: string
  /** Where each fact stands in a message. */
  readonly takes: ReadonlyMap<FactName, string>
}

/** What we tell other members of the exchange about a person: what was granted, to those whom a law lets ask. */
export interface Provided {
  /** The service's code on the exchange, `awards-v1`. */
  readonly id: string
  readonly name: Words
  /** Why it is asked, as the person will read it in the list of looks. */
  readonly purpose: Words
  /** Of which service the granted requests are told. */
  readonly service: string
  /** With `{nationalId}` as one part, `/persons/{nationalId}/awards`. */
  readonly path: string
  /** Where each fact stands in an entry of the answer; those of a list stand in a list of its name. */
  readonly gives: ReadonlyMap<FactName, string>
  readonly to: readonly ProvidedTo[]
}

/** A member that may ask, and the law that lets it. */
export interface ProvidedTo {
  /** `FH/GOV/education/school-meals`, each part percent-encoded. */
  readonly client: string
  readonly name: Words
  /** As it is cited. */
  readonly law: string
}

/** A register asked before the person is: which facts, of whom, and on which ground. */
export interface Lookup {
  /** The facts wanted; `children` stands for every fact the query gives of one child. */
  readonly facts: readonly FactName[]
  /** Name of a `RegisterQuery`. */
  readonly from: string
  /** Id of one of the service's laws, or `consent`. */
  readonly because: string
  readonly consent: 'not-needed' | 'asked'
  /** What this service wants it for, as the person reads it; the register's own words when absent. */
  readonly purpose?: Words
}

/** What a register is asked for, as the person reads it: in the service's own words, or the register's where it has none. */
export function purposeOf(
  { registers }: { readonly registers: ReadonlyMap<string, RegisterQuery> },
  { from, purpose }: Pick<Lookup, 'from' | 'purpose'>,
): Words {
  return purpose ?? registers.get(from)?.purpose ?? {}
}
