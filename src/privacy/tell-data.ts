import { Readable } from 'node:stream'
import { type HeldTable, heldRows, type Language, record, transaction } from '#platform'
import { dataWords } from './data-words.ts'
import { allHeld } from './held.ts'
import { readableEnd, readableHead, readablePart, readableRow } from './readable-data.tsx'
import type { PrivacyWorld } from './world.ts'

export type DataForm = 'json' | 'html'

interface Telling {
  readonly person: string
  readonly language: Language
}

/**
 * Everything held of a person in one file, written as it is read. A file that was cut short does not pass for a whole one: it ends
 * with `complete`, or the words that say so. That it was told is recorded before the first letter leaves.
 */
export async function tellData(world: PrivacyWorld, told: Telling, form: DataForm): Promise<Readable> {
  const { person } = told
  await transaction(world, tx => record(tx, { kind: 'data.exported', about: person, person, by: person, facts: { form } }))
  return Readable.from(inParcels(form === 'json' ? asJson(world, told) : asPage(world, told)))
}

const PARCEL_CHARACTERS = 64 * 1024

/** A letter at a time is slow: parts are gathered until they are worth sending. */
async function* inParcels(parts: AsyncIterable<string>): AsyncGenerator<string> {
  let parcel = ''
  for await (const part of parts) {
    parcel += part
    if (parcel.length < PARCEL_CHARACTERS) continue
    yield parcel
    parcel = ''
  }
  if (parcel) yield parcel
}

async function* asJson(world: PrivacyWorld, { person, language }: Telling): AsyncGenerator<string> {
  const { country, name } = world.catalogue.government
  const head = { schema: `${world.publicUrl}/my-data.schema.json`, government: { country, name }, person, madeAt: world.now() }
  yield `${JSON.stringify(head, null, 1).slice(0, -2)},\n "parts": [`
  for (const [index, held] of allHeld.entries()) {
    const { table, leftOut = {} } = held
    const title = dataWords(language)(titleOf(held))
    yield `${index > 0 ? ',' : ''}\n  {"table": ${JSON.stringify(table)}, "title": ${JSON.stringify(title)}, "leftOut": ${JSON.stringify(leftOut)}, "rows": [`
    let isFirst = true
    for await (const row of heldRows(world, held, person)) {
      yield `${isFirst ? '' : ','}\n   ${JSON.stringify(row)}`
      isFirst = false
    }
    yield ']}'
  }
  yield '\n ],\n "complete": true\n}\n'
}

async function* asPage(world: PrivacyWorld, { person, language }: Telling): AsyncGenerator<string> {
  const reading = { catalogue: world.catalogue, language }
  yield readableHead(reading, world.now())
  for (const held of allHeld) {
    let count = 0
    for await (const row of heldRows(world, held, person)) {
      if (count === 0) yield readablePart(dataWords(language)(titleOf(held)))
      count += 1
      yield readableRow(row, count, reading)
    }
  }
  yield readableEnd(reading)
}

type TitleKey = Parameters<ReturnType<typeof dataWords>>[0]

/** The words for a table; those that have none of their own are told under what they are. */
export function titleOf({ table }: HeldTable): TitleKey {
  return dataWords.has(table) ? (table as TitleKey) : 'other'
}
