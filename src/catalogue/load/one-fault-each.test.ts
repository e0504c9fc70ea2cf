import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { checkServiceText, loadCatalogue } from '../load-catalogue.ts'

const root = new URL('../../../', import.meta.url)
const fairhaven = await loadCatalogue(root.pathname)
const benefit = await readFile(new URL('services/child-benefit.yaml', root), 'utf8')

function said(file: string, text: string): string[] {
  const { faults } = checkServiceText(fairhaven, { file, text })
  return faults.map(({ line, message, hint }) => `${line} ${message} ${hint}`)
}

test('an amount that cannot be read is one fault, not also an amount that is missing', () => {
  const weekly = /weekly: weekly\w*/.exec(benefit)?.[0] ?? /weekly: [^\n}]*/.exec(benefit)![0]
  const text = benefit.replace(weekly, 'weekly: nosuchrate * 2')
  const found = said('services/child-benefit.yaml', text)
  assert.ok(found.length > 0)
  assert.doesNotMatch(found.join('\n'), /A rule that grants does not say/)
})

const rooms = `service: rooms
version: 1
languages: [en]
name: { en: Rooms }
summary: { en: Rooms to let }
facts:
  room.size: { type: number, label: { en: How large? } }
direction: { owner: municipality, for: person }
design: { pages: [{ page: rooms, title: { en: Room }, repeat: { as: room, of: OF, min: 1, max: 5, words: { en: Room } }, facts: [room.size] }] }
development:
  eligible: [{ id: some, if: count(rooms) > 1, else: { en: Two at least. } }]
  decide: { hit: first, rules: [{ if: sum(rooms.size) > 20, then: officer }, { then: grant }] }
  examples: [{ on: 2026-01-01, given: { rooms: [{ size: 9 }, { size: 8 }] }, ends: grant }]
delivery: { channels: [web], identity: low, decide-within: 5 working days, clock: { pauses-while: [] } }
`

test('a list that a page misspells is one fault, at the page', () => {
  assert.deepEqual(said('services/rooms.yaml', rooms.replace('OF', 'rooms')), [])
  assert.deepEqual(said('services/rooms.yaml', rooms.replace('OF', 'roms')), [
    '9 This list is called “roms”, and the rules speak of “rooms”. Write of: rooms.',
  ])
})
