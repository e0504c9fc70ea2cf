import { join } from 'node:path'
import { nationalIdOf, peopleWithNationalId, signIn } from '#people'
import {
  as,
  type Database,
  type KeyRing,
  keyEncryptions,
  keyJobs,
  listKeys,
  migrate,
  newEntry,
  newId,
  openDatabase,
  openKeyRing,
  openLog,
  pause,
  prepareJobs,
  rotateKeys,
  run,
  sql,
  type World,
  workJobs,
} from '#platform'
import { testDatabase } from '../src/platform/postgres/testing.ts'
import { type Extent, type Figure, quantile } from './measure.ts'

const FIELDS = 1_000_000
const WRITTEN_AT_ONCE = 5_000
const READERS = 4
const WRITERS = 2
const PAUSE_MS = 2
const MIGRATIONS = join(import.meta.dirname, '../migrations')
const NEVER = new AbortController().signal

type RotationWorld = World & { readonly db: Database; readonly keys: KeyRing }

/** National identifiers of so many people, sealed anew under a new key while others sign in, are looked up and read. */
export async function* rotation({ fields: wanted }: Extent): AsyncIterable<Figure> {
  const fields = Number(wanted ?? FIELDS)
  const { url, appUrl, drop } = await testDatabase(async to => {
    const database = openDatabase(to)
    await migrate(database, MIGRATIONS)
    await prepareJobs(database)
    await database.close()
  }, 'rotation')
  const encryption = keyEncryptions.rootSecret({ secret: 'a root secret only ever used for measuring' })
  const [db, upkeep] = [openDatabase(appUrl), openDatabase(url, { actor: 'system upkeep' })]
  const world = { db, now: () => new Date(), log: openLog('error'), keys: await openKeyRing(db, encryption) }
  const people = await fill({ ...world, db: upkeep }, fields)
  const keptUp = world.keys.keepUp(world.log)
  const quiet = await underLoad(world, people, () => pause(5_000, NEVER))
  yield { measure: 'rotation-read-p99-without', value: quantile(quiet.reads, 0.99), unit: 'ms', n: quiet.reads.length }
  const working = await workJobs(world, keyJobs)
  const from = performance.now()
  const busy = await underLoad(world, people, () => rotateAll(world, encryption))
  yield { measure: 'rotation', value: (performance.now() - from) / 1000, unit: 's', n: await resealedIn(world) }
  yield {
    measure: 'rotation-errors',
    value: busy.errors.length,
    unit: 'errors',
    n: busy.reads.length + busy.writes.length,
    target: 0,
  }
  yield { measure: 'rotation-read-p99', value: quantile(busy.reads, 0.99), unit: 'ms', n: busy.reads.length }
  yield { measure: 'rotation-sign-in-p99', value: quantile(busy.writes, 0.99), unit: 'ms', n: busy.writes.length }
  for (const error of busy.errors.slice(0, 3)) console.error(error)
  await Promise.all([working.stop(), keptUp.stop()])
  await Promise.all([db.close(), upkeep.close()])
  await drop()
}

interface Known {
  readonly person: string
  readonly value: string
}

async function fill(world: RotationWorld, fields: number): Promise<Known[]> {
  const people: Known[] = []
  while (people.length < fields) {
    const some = Array.from({ length: Math.min(WRITTEN_AT_ONCE, fields - people.length) }, (_, at) => ({
      person: newId(),
      value: `FH-${people.length + at}`,
    }))
    const rows = some.map(({ person, value }) => ({ person, ...newEntry(world, { kind: 'national-id', value }) }))
    await run(
      world,
      sql`with given as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            as g(person uuid, token uuid, kind text, "sealedValue" text, "valueIndex" text)),
          met as (insert into people.person (person_id, issuer, subject, given_names, family_name, language, national_id_token, met_at)
                  select person, 'provider', person::text, 'N', 'N', 'en', token, now() from given)
          insert into vault.entry (person_id, token, kind, sealed_value, value_index, kept_at)
          select person, token, kind, "sealedValue", "valueIndex", now() from given`,
    )
    people.push(...some)
  }
  return people
}

/** Readers and people who sign in, for as long as something takes; each takes milliseconds. */
async function underLoad(world: RotationWorld, people: readonly Known[], meanwhile: () => Promise<void>) {
  const seen = { reads: [] as number[], writes: [] as number[], errors: [] as unknown[] }
  const state = { isOn: true }
  const loops = [
    ...Array.from({ length: READERS }, () => again(state, seen.errors, seen.reads, () => lookAt(world, any(people)))),
    ...Array.from({ length: WRITERS }, () => again(state, seen.errors, seen.writes, () => comeBack(world, any(people)))),
  ]
  await meanwhile()
  state.isOn = false
  await Promise.all(loops)
  return seen
}

async function again(state: { isOn: boolean }, errors: unknown[], took: number[], act: () => Promise<void>): Promise<void> {
  while (state.isOn) {
    const from = performance.now()
    await act().catch(error => errors.push(error))
    took.push(performance.now() - from)
    await pause(PAUSE_MS, NEVER)
  }
}

async function lookAt(world: RotationWorld, { person, value }: Known): Promise<void> {
  if ((await nationalIdOf(as(world, `person ${person}`), person)) !== value) throw new Error(`${person} was not read`)
  if (!(await peopleWithNationalId(as(world, 'system privacy.hold'), value)).includes(person))
    throw new Error(`${value} was not found`)
}

async function comeBack(world: RotationWorld, { person, value }: Known): Promise<void> {
  const signedIn = {
    ...{
      issuer: 'provider',
      subject: person,
      nationalId: value,
      level: 'high' as const,
      name: { givenNames: 'N', familyName: 'N' },
    },
    idToken: 'token',
  }
  const begun = await signIn(world, { signedIn, attempt: newId(), before: '', language: 'en' })
  if (begun.person !== person) throw new Error(`${person} was met as somebody else`)
}

async function rotateAll(world: RotationWorld, encryption: Parameters<typeof rotateKeys>[1]): Promise<void> {
  const made = await rotateKeys(world, encryption)
  if ('why' in made) throw new Error(made.why)
  while ((await listKeys(world))[0]!.progress.some(({ doneAt }) => !doneAt)) await pause(500, NEVER)
}

async function resealedIn(world: RotationWorld): Promise<number> {
  return (await listKeys(world))[0]!.progress.reduce((sum, { resealed }) => sum + resealed, 0)
}

function any(people: readonly Known[]): Known {
  return people[Math.floor(Math.random() * people.length)]!
}
