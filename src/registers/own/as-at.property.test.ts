import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Answers, answerTo } from '#catalogue'
import { newId } from '#platform'
import { testWorld } from '#platform/testing'
import { enterEntry } from './enter-entry.ts'
import { findEntry } from './entry-store.ts'
import { readingOf } from './read-entry.ts'
import { correctEntry, endEntry } from './state-of-entry.ts'
import { bakery, fairhavensCompanies } from './testing/companies.ts'

const { companies } = await fairhavensCompanies()
const world = await testWorld()
const SEED = 20_261_122
const DAYS = 24
const START = Date.parse('2026-11-01T00:00:00Z')
const DAY_MS = 86_400_000

const day = (at: number) => new Date(START + at * DAY_MS).toISOString().slice(0, 10)
const instant = (at: number) => new Date(START + at * 3_600_000)

/** What the officer does, an hour after what they did before. */
interface Deed {
  readonly kind: 'correct' | 'end'
  readonly from: number
  readonly lasts: number | null
}

const deed = fc.record({
  kind: fc.constantFrom('correct' as const, 'end' as const),
  from: fc.nat(DAYS - 1),
  lasts: fc.option(fc.integer({ min: 1, max: 8 })),
})

/** A register as anybody would keep it in a list: for each day what it is called, and a copy of the whole list after every deed. */
function listModel(entered: number, deeds: readonly Deed[]): (string | null)[][] {
  const days: (string | null)[] = Array.from({ length: DAYS }, (_, at) => (at >= entered ? 'name 0' : null))
  const copies = [[...days]]
  for (const [number, { kind, from, lasts }] of deeds.entries()) {
    const until = kind === 'end' || lasts === null ? DAYS : Math.min(DAYS, from + lasts)
    days.fill(kind === 'end' ? null : `name ${number + 1}`, from, until)
    copies.push([...days])
  }
  return copies
}

const nameIn = (values: Answers | null) => (values ? answerTo(companies.title, values) : null)
let number = 1000

async function keep(entered: number, deeds: readonly Deed[]): Promise<string> {
  const key = `FC-${++number}`
  const named = (name: string) => bakery({ number: key, name })
  world.setNow(instant(0).toISOString())
  const { id } = await enterEntry(world, companies, { values: named('name 0'), from: day(entered), by: 'test' })
  for (const [at, { kind, from, lasts }] of deeds.entries()) {
    world.setNow(instant(at + 1).toISOString())
    const stated = { entry: id, from: day(from), reason: 'so it is', by: newId() }
    if (kind === 'end') await endEntry(world, companies, stated)
    else {
      const until = lasts === null ? null : day(from + lasts)
      await correctEntry(world, companies, { ...stated, values: named(`name ${at + 1}`), until })
    }
  }
  return id
}

test('as at any day and any instant a register says what a list kept by hand says, whatever was entered, corrected and ended', async () => {
  const history = fc.tuple(fc.nat(DAYS - 1), fc.array(deed, { maxLength: 7 }))
  const run = fc.asyncProperty(history, async ([entered, deeds]) => {
    const entry = (await findEntry(world, companies, await keep(entered, deeds)))!
    for (const [known, days] of listModel(entered, deeds).entries())
      for (const [at, name] of days.entries()) {
        const reading = readingOf(entry, { on: day(at), knownAt: instant(known + 0.5) })
        assert.equal(nameIn(reading.values), name, `day ${at} as known after deed ${known}`)
      }
    assert.equal(readingOf(entry, { on: day(DAYS - 1), knownAt: instant(-1) }).values, null, 'before it was entered')
  })
  await fc.assert(run, { seed: SEED, numRuns: 60 })
})

test('the periods of an entry cover each day at most once, and say what is read on that day', async () => {
  const history = fc.tuple(fc.nat(DAYS - 1), fc.array(deed, { maxLength: 7 }))
  const run = fc.asyncProperty(history, async ([entered, deeds]) => {
    const entry = (await findEntry(world, companies, await keep(entered, deeds)))!
    const knownAt = instant(deeds.length + 1)
    for (let at = 0; at < DAYS; at++) {
      const reading = readingOf(entry, { on: day(at), knownAt })
      const covering = reading.periods.filter(({ from, until }) => from <= day(at) && (until === null || day(at) < until))
      assert.ok(covering.length <= 1)
      assert.equal(covering[0]?.statement, reading.statement)
    }
  })
  await fc.assert(run, { seed: SEED, numRuns: 30 })
})
