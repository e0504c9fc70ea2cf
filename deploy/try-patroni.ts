import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { keysFrom, openDatabase, openLog, type World } from '#platform'
import { registerDepartment } from '../dev/department/register.ts'
import { checkJournal } from '../dev/receipts/check-journal.ts'
import { DATABASE_MACHINES, type DatabaseMachine, openDatabaseMachines } from './database-machines.ts'
import { openSteadyDepartment } from './steady-department.ts'
import { openTrial, startPortico, until } from './trial.ts'

// Tries the back of the recipe on one machine, as root: three machines with etcd, Patroni and PostgreSQL, and one with Portico. While a
// department's system sends, machines die, come back and change places; at the end each receipt is held to the database. It takes all down.

const LIMIT_MS = 300_000
const SECRET = 'a secret of this trial that is long enough'
const SERVES_WITHIN_MS = 5_000
const SETTLES_MS = 6_000
const ALONE_MS = 15_000
// Longer than a round of Patroni, which says in each how far the primary has written.
const HELD_MS = 7_000
const PATIENCE = { withinMs: 60_000 }

const trial = await openTrial({ number: 78, machines: [...DATABASE_MACHINES, 'web'] as const, limitMs: LIMIT_MS })
const [password, ownerPassword, appPassword] = [newPassword(), newPassword(), newPassword()]
const databases = openDatabaseMachines(trial, password)
const site = `http://${trial.addressOf('web')}:3000`
const journal = join(trial.folder, 'journal')
const WAYS: readonly [string, RegExp][] = [
  ['copied anew', /replica has been created/],
  ['wound back to where the others went on', /running pg_rewind/],
  ['as it was', /./],
]
const WAITING = `select count(*) from pg_stat_activity where wait_event = 'SyncRep'`

await bringUp()
await makeDatabase()
const portico = { DATABASE_URL: urlOf('portico_app', appPassword), DATABASE_OWNER_URL: urlOf('portico', ownerPassword) }
await startPortico(trial, 'web', { env: { ...settings(), ...portico }, words: [] })
const db = openDatabase(urlOf('portico', ownerPassword, trial.addressOf), { size: 2, actor: 'system upkeep' })
const world: World = { db, now: () => new Date(), log: openLog('silent'), keys: keysFrom(SECRET) }
const token = await (await registerDepartment(world, { site, name: 'Tried department' }))()
const department = openSteadyDepartment({ site, token, file: journal })
await department.receiptAfter(performance.now())

await comesBack(await primaryDies('the primary’s machine died'))
await switchedOver()
await postmasterDies()
await standbysDie()
await twoMachinesDie()
await comesBack(await primaryDies('the primary’s machine died, with what it had told nobody', { holdsMs: HELD_MS }))
await holdsToReceipts()
await trial.finish()

async function holdsToReceipts(): Promise<void> {
  const odd = await department.stop()
  trial.told(['every answer was a receipt or "come back later"', ...odd.slice(0, 3)].join('\n  '), odd.length === 0)
  const { receipts, submissions, faults } = await checkJournal(world, journal)
  const words = `${receipts} receipts shown, ${submissions} submissions kept, each receipt there once and whole`
  trial.told([words, ...faults.slice(0, 5)].join('\n  '), faults.length === 0 && receipts > 0 && receipts === submissions)
}

function newPassword(): string {
  return randomBytes(12).toString('hex')
}

function urlOf(role: string, secret: string, nameOf: (machine: DatabaseMachine) => string = machine => machine): string {
  return `postgres://${role}:${secret}@${DATABASE_MACHINES.map(nameOf).join(',')}/portico`
}

function settings(): Readonly<Record<string, string>> {
  return {
    ...{ HOST: '0.0.0.0', PORT: '3000', PUBLIC_URL: site, DATA_DIR: join(trial.folder, 'data'), PORTICO_SECRET: SECRET },
    ...{ SERVICES_DIR: join(import.meta.dirname, '../bench/government'), SEED: 'no', LOG_LEVEL: 'silent' },
    ...{ OIDC_ISSUER: 'https://identity.example', OIDC_CLIENT_ID: 'portico' },
    ...{ XROAD_SECURITY_SERVER: `http://${trial.home}:9`, XROAD_CLIENT: 'FH/GOV/portico/portico' },
  }
}

async function bringUp(): Promise<void> {
  const began = performance.now()
  for (const machine of DATABASE_MACHINES) databases.startEtcd(machine)
  databases.startPatroni('db1')
  await databases.whoLeads(['db1'])
  for (const machine of ['db2', 'db3'] as const) databases.startPatroni(machine)
  await databases.allInPlace()
  const took = seconds(performance.now() - began)
  console.log(`etcd, Patroni and PostgreSQL on three machines, one of them synchronous: up after ${took}`)
}

/** As docs/CONFIGURATION.md tells an administrator to. */
async function makeDatabase(): Promise<void> {
  const told = await readFile(join(import.meta.dirname, '../docs/CONFIGURATION.md'), 'utf8')
  const statements = /## A database of your own[\s\S]*?```sql\n([\s\S]*?)```/.exec(told)![1]!
  const file = join(trial.folder, 'database.sql')
  await writeFile(file, statements.replace('…', ownerPassword).replace('…', appPassword))
  const administrator = `${urlOf('postgres', password).replace(/portico$/, 'postgres')}?target_session_attrs=read-write`
  await trial.command('web', ['psql', '-q', '-v', 'ON_ERROR_STOP=1', '-d', administrator, '-f', file])
}

async function isServed(): Promise<boolean> {
  return fetch(`${site}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    answer => answer.status === 200,
    () => false,
  )
}

/** Does something to the primary, and measures how long until another one, the program and receipts are there. */
async function measured(what: string, among: readonly DatabaseMachine[], act: () => unknown): Promise<void> {
  const began = performance.now()
  await act()
  const leader = await databases.whoLeads(among)
  const ledAt = performance.now()
  const servedMs = await until('the program served', isServed, { ...PATIENCE, everyMs: 30 })
  await department.receiptAfter(ledAt)
  const waited = `${leader} leads after ${seconds(ledAt - began)}, the program serves ${seconds(servedMs)} later`
  trial.told(`${what}: ${waited}; no receipt for ${seconds(department.silenceSince(began))} in all`, servedMs < SERVES_WITHIN_MS)
}

function others(...these: DatabaseMachine[]): DatabaseMachine[] {
  return DATABASE_MACHINES.filter(machine => !these.includes(machine))
}

/** @param holdsMs  how long before it sends nobody what it writes, so that it has commits that no other has */
async function primaryDies(what: string, { holdsMs = 0 } = {}): Promise<DatabaseMachine> {
  const dead = await databases.whoIs('leader')
  if (holdsMs > 0) await databases.holdStream(dead)
  await pause(holdsMs)
  await measured(`${what} (${dead})`, others(dead), () => trial.powerOff(dead))
  return dead
}

function plugIn(machine: DatabaseMachine): void {
  trial.plugIn(machine)
  databases.startEtcd(machine)
  databases.startPatroni(machine)
}

async function comesBack(machine: DatabaseMachine): Promise<void> {
  const [heard, began] = [databases.log(machine).length, performance.now()]
  plugIn(machine)
  await databases.allInPlace()
  const said = databases.log(machine).slice(heard)
  const way = WAYS.find(([, words]) => words.test(said))![0]
  console.log(`${machine} came back: ${way}; all three in place after ${seconds(performance.now() - began)}`)
}

async function switchedOver(): Promise<void> {
  const [from, to] = [await databases.whoIs('leader'), await databases.whoIs('sync_standby')]
  const words = `switchover --leader ${from} --candidate ${to} --force portico`
  const command = ['patronictl', '-c', databases.config(from), ...words.split(' ')]
  const ask = () => void trial.command(from, command).catch(trial.finish)
  await measured(`a switchover from ${from} to ${to} was asked for`, [to], ask)
  await databases.allInPlace()
}

async function postmasterDies(): Promise<void> {
  const leader = await databases.whoIs('leader')
  await measured(`the postmaster of ${leader} was killed`, DATABASE_MACHINES, () => databases.killPostmaster(leader))
  await databases.allInPlace()
}

/** First the machine whose commits are waited for, then the database of the other one; then the first comes back. */
async function standbysDie(): Promise<void> {
  const [leader, first] = [await databases.whoIs('leader'), await databases.whoIs('sync_standby')]
  const second = others(leader, first)[0]!
  const diedAt = performance.now()
  await trial.powerOff(first)
  await until('the other one was synchronous', async () => (await databases.whoIs('sync_standby')) === second, PATIENCE)
  await department.receiptAfter(performance.now())
  const silence = seconds(department.silenceSince(diedAt))
  console.log(`the synchronous standby’s machine died (${first}), ${second} took its part: no receipt for ${silence} in all`)

  // Who was told to come back has their receipt before the rest goes.
  await pause(SETTLES_MS)
  databases.killDatabase(second)
  await pause(SETTLES_MS)
  const alone = department.shown()
  await pause(ALONE_MS)
  const shown = department.shown() - alone
  const [waiting] = await databases.ask<{ count: string }>(leader, WAITING)
  const isRead = await isServed()
  const words = `no standby left: ${shown} receipts in ${seconds(ALONE_MS)}, ${waiting!.count} commits wait, what only reads is ${isRead ? '' : 'not '}served`
  trial.told(words, shown === 0 && isRead)

  const backAt = performance.now()
  plugIn(first)
  await department.receiptAfter(backAt)
  console.log(`${first} came back: receipts again after ${seconds(performance.now() - backAt)}`)
  databases.startPatroni(second)
  await databases.allInPlace()
}

/** With two of three, etcd's majority goes as well: nobody can be sure to lead. */
async function twoMachinesDie(): Promise<void> {
  const gone = others(await databases.whoIs('leader'))
  await Promise.all(gone.map(trial.powerOff))
  const servedFor = await until('nothing was served', async () => !(await isServed()), PATIENCE)
  console.log(`two machines died (${gone.join(', ')}): the third steps down, and from ${seconds(servedFor)} on nothing is served`)

  const backAt = performance.now()
  plugIn(gone[0]!)
  await department.receiptAfter(backAt)
  console.log(`${gone[0]} came back: receipts again after ${seconds(performance.now() - backAt)}`)
  plugIn(gone[1]!)
  await databases.allInPlace()
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
