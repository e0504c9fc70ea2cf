import type { Fact, Lookup, Service } from '#catalogue'
import { deliver } from '#mailbox'
import { type Officer, peopleWithNationalId, personOf, type StaffMember, staffOf } from '#people'
import { as, type Language, newId, Refusal, record, say, type Tx, transaction } from '#platform'
import { type LookUpResult, lookUp } from '#registers'
import { factsOf } from './ask-for-case.ts'
import { askWords } from './ask-words.ts'
import { insertEmergency } from './emergency-store.ts'
import { inEach } from './letter.ts'
import type { PrivacyWorld } from './world.ts'

/** Characters an officer needs at least to say why there was no time for a case. */
export const REASON_MIN = 40
export const REASON_MAX = 2_000
const COLLEAGUES = 2

/** A register that may be asked in an emergency: one that a service of the agency asks by law. */
export interface EmergencyRegister {
  readonly service: Service
  readonly lookup: Lookup
  readonly law: string
}

/** What an officer's agency may ask in an emergency: what its services ask by law, and nothing that rests on consent. */
export function emergencyRegisters({ catalogue }: Pick<PrivacyWorld, 'catalogue'>, agency: string): EmergencyRegister[] {
  const all = [...catalogue.services.values()]
    .filter(({ owner }) => owner === agency)
    .flatMap(service =>
      service.know
        .filter(({ consent }) => consent === 'not-needed')
        .map(lookup => ({ service, lookup, law: service.law.find(({ id }) => id === lookup.because)?.cite ?? lookup.because })),
    )
  return all.filter((one, index) => all.findIndex(other => other.lookup.from === one.lookup.from) === index)
}

interface Stated {
  readonly nationalId: string
  readonly register: EmergencyRegister
  /** At least `REASON_MIN` characters. */
  readonly reason: string
}

/**
 * Asks a register about somebody of whom there is no case, because the officer states an emergency. Before anything is asked it is
 * written down, two colleagues are told, and so is the person.
 * @returns undefined when nobody here has this identifier: then nothing is asked
 * @throws {Refusal} EMERGENCY_IS_YOUR_OWN, EMERGENCY_NEEDS_COLLEAGUES
 */
export async function lookInEmergency(
  world: PrivacyWorld,
  { nationalId, register, reason }: Stated,
  by: Officer,
): Promise<{ readonly facts: readonly Fact[]; readonly result: LookUpResult } | undefined> {
  const staff = await staffOf(world, by.agency)
  // Whoever the database does not take for that agency finds no colleagues there, and comes no further.
  if (staff.length < COLLEAGUES) throw refusal('EMERGENCY_NEEDS_COLLEAGUES', 409)
  const asking = as(world, 'system privacy.emergency')
  const [person] = await peopleWithNationalId(asking, nationalId)
  if (!person) return undefined
  if ([by.personId, ...by.actsFor].includes(person)) throw refusal('EMERGENCY_IS_YOUR_OWN', 403)
  const { service, lookup, law } = register
  const colleagues = colleaguesOf(staff, by, person)
  if (colleagues.length < COLLEAGUES) throw refusal('EMERGENCY_NEEDS_COLLEAGUES', 409)
  const stated = { person, query: lookup.from, law, reason, service: service.id, colleagues }
  const emergency = await transaction(asking, tx => state(tx, stated, by))
  const facts = factsOf(world, service, lookup)
  const query = world.catalogue.registers.get(lookup.from)!
  const about = { person, nationalId, query, facts, service: service.id }
  return { facts, result: await lookUp(asking, { ...about, ground: { law }, by: by.id, need: { emergency }, about: emergency }) }
}

interface Emergency {
  readonly person: string
  readonly query: string
  readonly law: string
  readonly reason: string
  readonly service: string
  readonly colleagues: readonly StaffMember[]
}

async function state(tx: Tx<PrivacyWorld>, stated: Emergency, by: Officer): Promise<string> {
  const { person, query, law, reason, service, colleagues } = stated
  const id = newId()
  await insertEmergency(tx, { id, person, query, law, reason, by, colleagues: colleagues.map(one => one.id) })
  const { agency } = by
  await record(tx, {
    kind: 'emergency.stated',
    about: id,
    person,
    by: by.id,
    facts: { agency, query, law, service, told: colleagues.length },
  })
  const name = (language: Language) => say(tx.catalogue.agencies.get(agency)?.name ?? {}, language) || agency
  const register = (language: Language) => say(tx.catalogue.registers.get(query)?.name ?? {}, language)
  const letter = { about: id, from: agency, service, kind: 'notice' } as const
  for (const { personId, language } of colleagues)
    await deliver(tx, {
      ...{ ...letter, person: personId, language },
      subject: inEach(language => askWords(language)('alert-subject')),
      text: inEach(language => askWords(language)('alert-text', { officer: by.name, register: register(language), reason, id })),
    })
  await deliver(tx, {
    ...{ ...letter, person, language: (await personOf(tx, person))?.language ?? 'en' },
    subject: inEach(language => askWords(language)('told-subject')),
    text: inEach(language =>
      askWords(language)('told-text', { agency: name(language), register: register(language), reason, law }),
    ),
  })
  return id
}

const ORDER = ['privacy-officer', 'service-owner', 'officer', 'customer-experience'] as const

/** Whoever answers for data first; never the officer, nor the person looked at. */
function colleaguesOf(staff: readonly StaffMember[], by: Officer, person: string): StaffMember[] {
  const others = staff.filter(one => one.id !== by.id && one.personId !== person)
  return others.sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role)).slice(0, COLLEAGUES)
}

function refusal(code: 'EMERGENCY_IS_YOUR_OWN' | 'EMERGENCY_NEEDS_COLLEAGUES', status: number): Refusal {
  return new Refusal(code, status, language => askWords(language)(code))
}
