import { ageOn } from './calendar.ts'
import { type Circle, type Household, happened, isAlive, type Person, type Property, partnerOf } from './circle.ts'
import { makeAddress } from './places.ts'

const TRIES = 500

/** Persons move together: into somebody's household, or into a home of their own. */
export function moveTo(circle: Circle, persons: readonly Person[], into?: Household): void {
  const { today } = circle
  const household = into ?? newHousehold(circle)
  const left = new Set(persons.map(person => leaveHome(circle, person)))
  for (const person of persons) enter(person, household, today)
  happened(circle, 'move', { persons: persons.map(({ id }) => id), to: household.home.address.propertyRef })
  for (const old of left) if (old && old !== household) settleWhoIsLeft(circle, old)
}

/** A whole household moves, and keeps being one. */
export function moveHousehold(circle: Circle, household: Household): void {
  const { today } = circle
  const members = [...household.members]
  const old = household.home
  household.home = findHome(circle)
  household.home.household = household
  for (const { homes } of members) {
    homes.at(-1)!.to = today
    homes.push({ property: household.home, from: today })
  }
  vacate(circle, old)
  happened(circle, 'move', { persons: members.map(({ id }) => id), to: household.home.address.propertyRef })
}

/** Takes a person out of their home; what becomes of the others is for `settleWhoIsLeft`. */
export function leaveHome({ today }: Circle, person: Person): Household | undefined {
  const { household } = person
  household?.members.delete(person)
  person.homes.at(-1)!.to = today
  person.household = undefined
  return household
}

/** Ends a household that is empty; children left without an adult go to a parent elsewhere, a grandparent or a foster couple. */
export function settleWhoIsLeft(circle: Circle, household: Household): void {
  const { today } = circle
  if (household.ended !== undefined) return
  if (household.members.size === 0) {
    household.ended = today
    vacate(circle, household.home)
  } else if (![...household.members].some(({ born }) => ageOn(today, born) >= 18)) {
    const children = [...household.members]
    moveTo(circle, children, guardianOf(circle, children[0]!).household)
  }
}

/** A household in a home that nobody lives in, and nobody in it yet. @param formed earlier than today when the record begins */
export function newHousehold(circle: Circle, formed = circle.today): Household {
  const home = findHome(circle)
  const household: Household = { id: circle.identifiers.household(), formed, home, members: new Set() }
  home.household = household
  circle.households.push(household)
  return household
}

export function enter(person: Person, household: Household, from: number): void {
  household.members.add(person)
  person.household = household
  person.homes.push({ property: household.home, from })
}

/** Whether somebody lives on their own feet: with none of their parents. */
export function keepsHouse({ household, parents }: Person): boolean {
  return !parents.some(parent => parent.household === household)
}

/** A property of the circle's own, anywhere in the country. */
export function newProperty(circle: Circle, kind: Property['kind']): Property {
  const propertyRef = circle.identifiers.property()
  const property: Property = { address: makeAddress(circle.chance, { propertyRef, inCity: false }), kind }
  circle.properties.push(property)
  return property
}

function findHome(circle: Circle): Property {
  const { vacant, chance } = circle
  if (vacant.length === 0) return newProperty(circle, 'home')
  const at = chance.between(0, vacant.length - 1)
  const home = vacant[at]!
  vacant[at] = vacant.at(-1)!
  vacant.pop()
  return home
}

function vacate({ vacant }: Circle, home: Property): void {
  home.household = undefined
  vacant.push(home)
}

function guardianOf({ persons, chance, today }: Circle, child: Person): Person {
  const kin = [...child.parents, ...child.parents.flatMap(({ parents }) => parents)].find(isAlive)
  if (kin) return kin
  const keeps = (one: Person) => isAlive(one) && ageOn(today, one.born) >= 30 && keepsHouse(one)
  for (let tries = 0; tries < TRIES; tries++) {
    const one = chance.pick(persons)
    if (keeps(one) && ageOn(today, one.born) < 65 && partnerOf(one)) return one
  }
  return persons.find(keeps)!
}
