import { join } from 'node:path'
import { loadCatalogue } from '#catalogue'
import { scanners } from '#documents'
import { considerHappenings, type JourneysWorld } from '#journeys'
import { meetPerson, type SignInProvider } from '#people'
import { keysFrom, migrate, openDatabase, openLog, prepareJobs, transaction } from '#platform'
import { keepHappenings } from '#registers'
import { testDatabase } from '../src/platform/postgres/testing.ts'
import { pretendExchange } from '../src/registers/adapters/pretend.ts'
import type { Extent, Figure } from './measure.ts'

const ROOT = join(import.meta.dirname, '..')
const FEW = 2_000
const MESSAGE = 500
/** 100,000 events told and dealt with between midnight and six. */
const TARGET = 100_000 / (6 * 3600)
const person = {
  ...{ givenNames: 'Odd', familyName: 'Berg', bornOn: '1961-11-20' },
  address: { line1: '4 Quay Lane', town: 'Fairhaven', postcode: 'FH1 2AB', country: 'FH' },
}
const insured = { insuredYears: 40, account: 'GB82WEST12345698765432' }

/**
 * A day on which so many people turn 65: told 500 at a time, each looked up at two registers in this process, offered, and a message in the
 * mailbox; then as many events for people whom nobody here knows. `--people 100000` for a day of the size that the target speaks of.
 */
export async function* offers({ people: wanted }: Extent): AsyncIterable<Figure> {
  const people = Number(wanted ?? FEW)
  const { appUrl, drop } = await testDatabase(prepare, 'offers')
  const world = await worldOn(appUrl)
  for (let at = 0; at < people; at++) await meet(world, at)
  const kept = await timed(() => tell(world, people, 'known'))
  yield { measure: 'offers-kept', value: people / kept, unit: 'events/s', n: people }
  const offered = await timed(() => considerAll(world))
  yield { measure: 'offers-made', value: people / offered, unit: 'events/s', n: people, target: TARGET }
  await tell(world, people, 'stranger')
  const parked = await timed(() => considerAll(world))
  yield { measure: 'offers-for-strangers', value: people / parked, unit: 'events/s', n: people }
  await world.db.close()
  await drop()
}

async function prepare(url: string): Promise<void> {
  const database = openDatabase(url)
  await migrate(database, join(ROOT, 'migrations'))
  await prepareJobs(database)
  await database.close()
}

async function worldOn(url: string) {
  const exchange = pretendExchange({
    'FH/GOV/population-office/population/person-v1': () => ({ status: 200, json: person }),
    'FH/GOV/labour/insurance/insured-v1': () => ({ status: 200, json: insured }),
  })
  const base = { db: openDatabase(url), now: () => new Date('2026-11-21T09:00:00Z'), log: openLog('error') }
  const kept = {
    keys: keysFrom('a root secret only ever used by measures'),
    catalogue: await loadCatalogue(ROOT),
    closedDays: [],
  }
  // Nothing is sent here, so nothing is signed.
  const signer = { kid: '', keys: [], sign: async () => '' }
  const rest = { identityProvider: {} as SignInProvider, scanner: scanners.none(), signer, publicUrl: 'http://127.0.0.1' }
  return { ...base, ...kept, ...rest, exchange } satisfies JourneysWorld
}

async function meet(world: JourneysWorld, at: number): Promise<void> {
  const known = { issuer: 'https://identity.example', subject: `known-${at}`, nationalId: `known-${at}` }
  const signIn = { ...world, db: world.db.as('system people.sign-in') }
  await transaction(signIn, tx => meetPerson(tx, { ...known, name: { givenNames: 'Odd', familyName: 'Berg' } }, 'en'))
}

async function tell(world: JourneysWorld, people: number, who: string): Promise<void> {
  const event = world.catalogue.events.get('person.turned-65')!
  for (let from = 0; from < people; from += MESSAGE) {
    const numbers = Array.from({ length: Math.min(MESSAGE, people - from) }, (_, at) => `${who}-${from + at}`)
    const news = numbers.map(number => ({ event, fit: { number, event: event.id, on: '2026-11-20', people: [number] } }))
    await keepHappenings(world, { client: event.client, news })
  }
}

async function considerAll(world: JourneysWorld): Promise<void> {
  while ((await considerHappenings(world)) > 0);
}

async function timed(act: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await act()
  return (performance.now() - started) / 1000
}
