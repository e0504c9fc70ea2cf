import { ageOn, yearOf } from './calendar.ts'
import { type Circle, happened, type Person, partnerOf, schedule, type Union } from './circle.ts'
import { enter, keepsHouse, leaveHome, moveTo, settleWhoIsLeft } from './homes.ts'
import { chances } from './likelihoods.ts'
import { addPerson, anySex } from './settle.ts'
import { assess, endJob, leaveCompanies } from './work.ts'

const BETWEEN_BIRTHS = 300

export function die(circle: Circle, person: Person): void {
  const { today } = circle
  person.died = today
  happened(circle, 'death', { person: person.id })
  if (person.union) end(circle, person.union, 'death')
  endJob(circle, person)
  assess(circle, person, yearOf(today))
  leaveCompanies(circle, person)
  const household = leaveHome(circle, person)
  if (household) settleWhoIsLeft(circle, household)
}

/** A birth, or twins; it waits a day where the numbers of this day of birth are used up. */
export function giveBirth(circle: Circle, mother: Person): void {
  const { today, chance } = circle
  const last = mother.children.at(-1)
  const count = chance.happens(chances.twins) ? 2 : 1
  if (mother.died !== undefined || (last && today - last.born < BETWEEN_BIRTHS)) return
  const ids = Array.from({ length: count }, () => circle.identifiers.person(today))
  if (ids.includes(undefined)) {
    schedule(circle, today + 1, () => giveBirth(circle, mother))
    return
  }
  const partner = partnerOf(mother)
  for (const id of ids) bear(circle, id!, partner ? [mother, partner] : [mother])
}

function bear(circle: Circle, id: string, parents: readonly Person[]): void {
  const { today, chance } = circle
  const { script, children } = parents[0]!
  const { familyName } = children.at(-1) ?? chance.pick(parents)
  const child = addPerson(circle, { id, familyName, script, sex: anySex(circle), born: today, parents })
  enter(child, parents[0]!.household!, today)
  happened(circle, 'birth', { person: child.id, parents: parents.map(one => one.id) })
}

/** Two people begin to live as a couple: with one of them, or in a home of their own. */
export function live(circle: Circle, one: Person, other: Person): void {
  if (one.union || other.union) return
  const union: Union = { between: [one, other], from: circle.today }
  for (const person of union.between) {
    person.union = union
    person.unions.push(union)
  }
  happened(circle, 'moved-in-together', { persons: [one.id, other.id] })
  const [host, guest] = keepsHouse(one) ? [one, other] : [other, one]
  if (host.household === guest.household) return
  if (keepsHouse(host)) moveTo(circle, [guest, ...childrenWith(circle, guest)], host.household)
  else moveTo(circle, [host, ...childrenWith(circle, host), guest, ...childrenWith(circle, guest)])
}

export function marry(circle: Circle, union: Union): void {
  if (union.to !== undefined || union.married !== undefined) return
  union.married = circle.today
  happened(circle, 'marriage', { persons: union.between.map(({ id }) => id) })
}

/** A couple parts: one of them moves out, and children stay in their home. */
export function separate(circle: Circle, union: Union): void {
  const goes = union.between[circle.chance.happens(0.5) ? 0 : 1]!
  if (union.to !== undefined) return
  end(circle, union, 'separation')
  happened(circle, 'separation', { persons: union.between.map(({ id }) => id) })
  moveTo(circle, [goes])
}

function end({ today }: Circle, union: Union, ended: 'separation' | 'death'): void {
  union.to = today
  union.ended = ended
  for (const person of union.between) person.union = undefined
}

function childrenWith({ today }: Circle, { children, household }: Person): Person[] {
  return children.filter(child => child.household === household && ageOn(today, child.born) < 18)
}
