import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysAfter } from './days.ts'
import { namedPeople } from './named-people.ts'
import { makePopulation } from './population.ts'

const today = '2026-11-21'
const town = makePopulation({ today })
const person = (subject: string) => town.residents.get(namedPeople.find(named => named.subject === subject)!.nationalId)!
const noticesOf = (subject: string) => town.birthNotices.filter(notice => notice.parents.includes(person(subject).nationalId))

test('Fairhaven has ten thousand people', () => {
  const again = makePopulation({ today, people: 10_000 })
  assert.ok(again.residents.size >= 10_000 && again.residents.size < 10_010)
})

test('the same seed makes the same town, another seed another', () => {
  assert.deepEqual(makePopulation({ today }), town)
  assert.notDeepEqual(
    [...makePopulation({ today, seed: 2 }).residents.values()].slice(20, 30),
    [...town.residents.values()].slice(20, 30),
  )
})

test('Bo has one newborn daughter without a given name, a partner called Sam and an income of 52,000.00', () => {
  const [notice, ...more] = noticesOf('bo')
  assert.equal(more.length, 0)
  assert.equal(notice!.sex, 'female')
  assert.equal(notice!.givenNames, undefined)
  assert.equal(town.residents.get(person('bo').partner!)!.givenNames, 'Sam')
  assert.equal(person('bo').incomeMinor, 5_200_000)
})

test('Élise has newborn twins and an income of 96,500.00', () => {
  assert.equal(noticesOf('elise').length, 2)
  assert.equal(person('elise').incomeMinor, 9_650_000)
})

test('Dalia lives alone with a newborn son and has an income of 31,000.00', () => {
  assert.deepEqual(
    noticesOf('dalia').map(notice => notice.sex),
    ['male'],
  )
  assert.equal(person('dalia').partner, undefined)
  assert.equal(person('dalia').incomeMinor, 3_100_000)
})

test('no birth has been notified for Kofi or for anyone on the staff', () => {
  for (const named of namedPeople.filter(({ subject }) => !['bo', 'elise', 'dalia'].includes(subject)))
    assert.deepEqual(noticesOf(named.subject), [])
})

test('every notified birth is of the last 30 days and belongs to residents', () => {
  assert.ok(town.birthNotices.length > 10)
  for (const { bornOn, parents } of town.birthNotices) {
    assert.ok(bornOn <= today && bornOn > daysAfter(today, -30))
    assert.ok(parents.every(id => town.residents.has(id)))
  }
})

test('partners name each other, and a household shares one property reference that nobody else has', () => {
  const homes = new Map<string, Set<string>>()
  for (const resident of town.residents.values()) {
    if (resident.partner) assert.equal(town.residents.get(resident.partner)!.partner, resident.nationalId)
    const { propertyRef } = resident.address
    homes.set(propertyRef, (homes.get(propertyRef) ?? new Set()).add(`${resident.address.line1} ${resident.address.postcode}`))
  }
  assert.ok([...homes.values()].every(addresses => addresses.size === 1))
})

test('names come in Latin and in Arabic script', () => {
  const names = [...town.residents.values()].map(resident => resident.givenNames)
  assert.ok(names.some(name => /^\p{Script=Arabic}+$/u.test(name)) && names.some(name => /^\p{Script=Latin}+$/u.test(name)))
})

test('nobody is born in the future, and children are younger than eighteen', () => {
  for (const resident of town.residents.values()) {
    assert.ok(resident.bornOn <= today)
    for (const child of resident.children) assert.ok(town.residents.get(child)!.bornOn > daysAfter(today, -19 * 366))
  }
})
