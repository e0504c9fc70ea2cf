import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { checkServiceText, loadCatalogue } from '../load-catalogue.ts'
import { buildActs } from './build-acts.ts'
import { buildEvents } from './build-events.ts'
import { readSource } from './source-file.ts'

const root = new URL('../../../', import.meta.url)
const fairhaven = await loadCatalogue(root.pathname)
const text = (file: string) => readFile(new URL(file, root), 'utf8')
const [cover, birth] = [await text('services/child-health-cover.yaml'), await text('services/register-birth.yaml')]

function said(file: string, before: string, from: string, to: string): string[] {
  assert.ok(before.includes(from), from)
  const { faults } = checkServiceText(fairhaven, { file: `services/${file}.yaml`, text: before.replace(from, to) })
  return faults.map(({ message }) => message)
}

test('a service is not granted without being asked for unless its file names the law', () => {
  const found = said('child-health-cover', cover, ', because: health-cover-act-s2 }', ' }')
  assert.deepEqual(found, ['A service is granted without being asked for only where a law says so.'])
})

test('an event that no register tells of, and a law that the service does not stand on, are faults', () => {
  const event = said('child-health-cover', cover, 'event: birth.registered', 'event: birth.dreamt')
  assert.deepEqual(event, ['There is no event “birth.dreamt”.'])
  const law = said('child-health-cover', cover, 'grant, because: health-cover-act-s2', 'grant, because: other-act')
  assert.deepEqual(law, ['There is no law “other-act”.'])
})

test('an act that no register takes, and a fact that is none, are faults', () => {
  const act = said('register-birth', birth, 'register: population.register-birth', 'register: population.bury')
  assert.deepEqual(act, ['There is no act “population.bury”.'])
  const fact = said('register-birth', birth, 'granted-once: child.noticeId', 'granted-once: child.shoeSize')
  assert.deepEqual(fact, ['There is no fact “child.shoeSize”.'])
})

test('events and acts of registers.yaml are held to the registers, queries and facts there are', () => {
  const faults: { message: string }[] = []
  const work = { source: readSource('registers.yaml', ''), faults: faults as never[], languages: ['en'] }
  const event = { name: { en: 'A birth' }, register: 'nowhere', from: 'FH/GOV/a/b', law: 'An Act', with: 'nowhere.births' }
  buildEvents(work, { registers: {}, events: { 'birth.told': event } }, new Map())
  const act = { name: { en: 'A birth' }, register: 'nowhere', service: 'FH/GOV/a/b/c', post: '/x', person: 'parent' }
  const takes = { 'child.bornOn': 'bornOn', 'child.none': 'none' }
  buildActs(work, { registers: {}, acts: { 'birth.tell': { ...act, takes } } }, fairhaven.facts)
  assert.deepEqual(
    faults.map(({ message }) => message),
    [
      'There is no register “nowhere”.',
      'There is no query “nowhere.births”.',
      'There is no register “nowhere”.',
      '“child.bornOn” is not of one of the request itself.',
      'There is no fact “child.none”.',
    ],
  )
})
