import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isChecked } from '../country/check-digit.ts'
import { daysAfter } from './days.ts'
import { namedPeople } from './named-people.ts'
import { nationalIds } from './national-id.ts'
import { makePopulation } from './population.ts'

const today = '2026-11-21'
const town = makePopulation({ today })
const person = (subject: string) => town.residents.get(namedPeople.find(named => named.subject === subject)!.nationalId)!
const noticesOf = (subject: string) => town.birthNotices.filter(notice => notice.parents.includes(person(subject).nationalId))

test('Fairhaven has some ten thousand people, this year and in years to come', () => {
  for (const day of [today, '2030-06-01']) {
    const { size } = makePopulation({ today: day }).residents
    assert.ok(size > 9500 && size < 10_700, `${size} on ${day}`)
  }
})

test('a person has the same identifier, name and number whatever the day somebody asks', () => {
  const before = makePopulation({ today: '2026-03-01' })
  let same = 0
  for (const [id, { givenNames, familyName, bornOn, sex }] of before.residents) {
    const now = town.residents.get(id)
    if (!now) continue
    assert.deepEqual([now.givenNames, now.familyName, now.bornOn, now.sex], [givenNames, familyName, bornOn, sex])
    same++
  }
  assert.ok(same > before.residents.size * 0.97)
  for (const [number, id] of before.adults.entries()) if (town.residents.has(id)) assert.equal(town.adults[number], id)
})

test('every number of an adult is somebody alive and of age, and nobody has two', () => {
  assert.equal(new Set(town.adults).size, town.adults.length)
  assert.ok(town.adults.length > 6500)
  for (const id of town.adults) assert.ok(town.residents.get(id)!.bornOn <= '2008-11-21', id)
})

test('a birth taken down while the register runs gets a number that the country keeps for it, and never one twice', () => {
  const newId = nationalIds(town.residents.keys())
  const ids = Array.from({ length: 1500 }, () => newId('2026-11-02'))
  assert.equal(new Set([...ids, ...town.residents.keys()]).size, 1500 + town.residents.size)
  assert.match(ids[0]!, /^FH-261102-9/)
  for (const id of ids) assert.ok(isChecked(id.replace(/\D/g, '')))
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
  assert.ok(town.birthNotices.length > 6)
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
