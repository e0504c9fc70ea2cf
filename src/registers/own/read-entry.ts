import { type Answers, answerTo, type Fact } from '#catalogue'
import { nationalIdOf, type Officer } from '#people'
import { as, dayOf, isId, type World } from '#platform'
import { type Entry, type EntryId, findEntry } from './entry-store.ts'
import { namedIn } from './entry-values.ts'
import type { OwnRegister, OwnRegisters } from './own-register.ts'
import { recordKeepersLook } from './record-look.ts'
import { entryNotThere, ownEntry } from './refusals.ts'
import { type AsAt, type Period, periods, type Statement, standing } from './statement.ts'

/** A world in which registers are kept. */
export type KeepingWorld = World & { readonly ownRegisters: OwnRegisters }

/** Who keeps a register: an officer of its agency. */
export type Keeper = Pick<Officer, 'id' | 'personId' | 'agency'>

/** The register of this name, if the officer's agency keeps it. @throws Refusal NOT_THERE */
export function keptBy({ ownRegisters }: KeepingWorld, keeper: Pick<Keeper, 'agency'>, id: string | undefined): OwnRegister {
  const register = ownRegisters.get(id ?? '')
  if (!register || register.agency !== keeper.agency) throw entryNotThere()
  return register
}

/** An entry as a keeper reads it. */
export interface Reading {
  readonly id: EntryId
  readonly asAt: AsAt
  /** What counted then; null when there was nothing, or nothing any more. */
  readonly values: Answers | null
  readonly statement: Statement | undefined
  /** What was stated by then, the latest last. */
  readonly known: readonly Statement[]
  readonly periods: readonly Period<Statement>[]
}

/** Reads an entry as it was on a day, as far as it was known at an instant; the look is recorded before anything is told. */
export async function readEntry(
  world: World,
  register: OwnRegister,
  { entry, asAt, by }: { entry: EntryId; asAt: AsAt; by: Keeper },
): Promise<Reading> {
  const found = await entryOf(world, register, entry)
  const reading = readingOf(found, asAt)
  const shown = reading.values ?? lastValues(found)
  await recordKeepersLook(world, register, { entry: found.id, values: shown, by: by.id })
  return reading
}

/** As `readEntry`, for somebody who is about to change it. @throws Refusal when the entry names the officer themself */
export async function readToChange(
  world: World,
  register: OwnRegister,
  { entry, by }: { entry: EntryId; by: Keeper },
): Promise<Reading> {
  const reading = await readEntry(world, register, { entry, by, asAt: { on: dayOf(world.now()), knownAt: world.now() } })
  const own = await nationalIdOf(as(world, `person ${by.personId}`), by.personId)
  if (own && reading.known.some(({ values }) => values && namedIn(register, values).includes(own))) throw ownEntry()
  return reading
}

async function entryOf(world: World, register: OwnRegister, id: EntryId): Promise<Entry> {
  const found = isId(id) ? await findEntry(world, register, id) : undefined
  if (!found) throw entryNotThere()
  return found
}

/** Reads statements as at a day and an instant. Pure. */
export function readingOf({ id, statements }: Entry, asAt: AsAt): Reading {
  const statement = standing(statements, asAt)
  return {
    ...{ id, asAt, statement, values: statement?.values ?? null },
    known: statements.filter(({ recordedAt }) => recordedAt <= asAt.knownAt),
    periods: periods(statements, asAt.knownAt),
  }
}

/** What was last stated of an entry before it ended: what it is called by still. */
export function lastValues({ statements }: Pick<Entry, 'statements'>): Answers {
  return statements.findLast(({ values }) => values)?.values ?? {}
}

/** What an entry is called, as a text. */
export function titleOf({ title }: { title: Fact }, values: Answers): string {
  return String(answerTo(title, values) ?? '')
}
