import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { CatalogueFaults, loadCatalogue } from '#catalogue'
import { type Log, newId, openLog } from '#platform'
import { testWorld } from '#platform/testing'
import { startOldScreen } from '../../../dev/registers/old-screen.ts'
import { startRegisters } from '../../../dev/registers/registers.ts'
import { namedPeople } from '../../../dev/town/named-people.ts'
import { makePopulation } from '../../../dev/town/population.ts'
import type { Exchange } from '../adapters/exchange.ts'
import { xRoadExchange } from '../adapters/x-road.ts'
import { lookUp } from '../look-up.ts'
import { loadAccess, loadOldRegisters, type OldRegister } from './load-old-registers.ts'
import { exchangeWithOld } from './old-exchange.ts'

const TODAY = '2026-11-21'
const ROOT = join(import.meta.dirname, '../../..')
const EXAMPLE = join(ROOT, 'dev/registers')
const catalogue = await loadCatalogue(ROOT)
const [example] = (await loadOldRegisters(EXAMPLE, catalogue.registers)) as [OldRegister]
const population = makePopulation({ today: TODAY })
const [registers, oldScreen] = await Promise.all([startRegisters({ today: TODAY }), startOldScreen(population)])
after(() => Promise.all([registers.close(), oldScreen.close()]))
const base = await testWorld()
const folder = mkdtempSync(join(tmpdir(), 'portico-old-'))
after(() => rmSync(folder, { recursive: true }))

const xRoad = () => xRoadExchange({ securityServer: registers.url, client: 'FH/GOV/portico/portico' })
const access = { tax: { address: oldScreen.url.href, user: 'portico', password: 'a long pass phrase' } }
const quiet = openLog('silent')
const withOld = (asked: OldRegister['asked'], log: Log = quiet) =>
  exchangeWithOld(xRoad(), { old: [{ ...example, asked }], access, log, now: base.now })

/** Everything the child benefit's file asks the tax register, by whatever way the exchange goes. */
function incomeOf(subject: string, exchange: Exchange) {
  const query = catalogue.registers.get('tax.assessed-income')!
  const facts = [...query.gives.keys()].map(name => catalogue.facts.get(name)!)
  const { nationalId } = namedPeople.find(one => one.subject === subject)!
  const wanted = { person: newId(), nationalId, query, facts, ground: { law: 'a law' }, by: 'system', service: 'child-benefit' }
  return lookUp({ ...base, exchange }, wanted)
}

test('the same service file is answered by an old screen and then by X-Road, and the service does not notice', async () => {
  const byScreen = await incomeOf('bo', withOld('instead'))
  assert.deepEqual(byScreen, await incomeOf('bo', xRoad()))
  assert.deepEqual(byScreen.status === 'found' && byScreen.answers, { household: { incomeLastYear: 5_200_000 } })
})

test('a session on an old screen is kept between questions, and begun again when it has ended', async () => {
  const exchange = withOld('instead')
  const before = oldScreen.seen.signIns
  for (const subject of ['bo', 'kofi', 'bo']) await incomeOf(subject, exchange)
  assert.equal(oldScreen.seen.signIns - before, 1)
  oldScreen.endSessions()
  assert.equal((await incomeOf('bo', exchange)).status, 'found')
  assert.equal(oldScreen.seen.signIns - before, 2)
})

test('many questions at once are put to an old screen one after another, and each gets its own answer', async () => {
  const exchange = withOld('instead')
  const subjects = namedPeople.slice(0, 5).map(({ subject }) => subject)
  const together = await Promise.all(subjects.map(one => incomeOf(one, exchange)))
  const byXRoad = await Promise.all(subjects.map(one => incomeOf(one, xRoad())))
  assert.deepEqual(together, byXRoad)
})

test('a page that shows somebody else than was asked for is not believed', async () => {
  const exchange = withOld('instead')
  await incomeOf('bo', exchange)
  oldScreen.make('mixed')
  const other = await incomeOf('kofi', exchange)
  oldScreen.make('none')
  assert.ok(other.status === 'unavailable' && other.reason === 'nonsense', JSON.stringify(other))
})

/** Logs into a list, to see what would stand in the log. */
function listening(): { log: Log; lines: string[] } {
  const lines: string[] = []
  return { log: openLog('info', { write: line => lines.push(line) }), lines }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !isSo(); turn++) await new Promise(resolve => setTimeout(resolve, 10))
}

test('while both are asked X-Road answers, and what differs is logged by its place, never by its value', async () => {
  const bo = namedPeople.find(one => one.subject === 'bo')!
  const { log, lines } = listening()
  const exchange = withOld('beside', log)
  const same = await incomeOf('bo', exchange)
  assert.equal(same.status, 'found')
  await until(() => lines.length > 0)
  // X-Road tells the currency, which the screen does not.
  assert.match(lines[0]!, /"code":"COMPARED_DIFFERS".*differ in currency"/)
  const resident = population.residents.get(bo.nationalId) as { incomeMinor: number }
  const before = resident.incomeMinor
  resident.incomeMinor = 4_199_900
  const other = await incomeOf('bo', exchange)
  await until(() => lines.length > 1)
  resident.incomeMinor = before
  assert.deepEqual(other, same)
  assert.match(lines[1]!, /differ in assessedIncomeMinor, currency"/)
  assert.ok(!/FH-840312|5200000|4199900|41\.999|Lindgren/.test(lines.join()), lines.join())
})

test('an old register that is down takes nothing from the new one, and nobody waits for it', async () => {
  const { log, lines } = listening()
  const exchange = withOld('beside', log)
  oldScreen.make('hung')
  assert.equal((await incomeOf('bo', exchange)).status, 'found')
  assert.deepEqual(lines, [], 'the old one has not been heard yet')
  oldScreen.make('none')
  await until(() => lines.length > 0)
  assert.match(lines[0]!, /COMPARED_UNANSWERED/)
})

test('nothing starts while nobody has said where an old register is', () => {
  const ways = { old: [example], access: {}, log: quiet, now: base.now }
  assert.throws(() => exchangeWithOld(xRoad(), ways), { name: 'StartFault', message: /needs an address: write “tax” into/ })
})

const text = readFileSync(join(EXAMPLE, 'old-registers/tax.yaml'), 'utf8')
for (const [what, { from, to, says }] of Object.entries({
  'a service nobody asks': { from: 'assessments-v1', to: 'assessments-v9', says: /No query of registers\.yaml asks/ },
  'a query it does not answer': { from: '{nationalId}/assessed-income', to: '{nationalId}/income', says: /Nothing answers/ },
  'neither a file nor a screen': { from: /screen:[\s\S]*/, to: '', says: /by a file or by a screen/ },
  'a step nobody can take': { from: 'follow: Find a person', to: 'click: Find', says: /written in another way/ },
  'a page that need not name who was asked for': { from: / +must-show.*\n/, to: '', says: /lacks “must-show”/ },
  'no word on how it is asked': { from: /asked: instead\n/, to: '', says: /lacks “asked”/ },
})) {
  test(`nothing starts with ${what} in old-registers/, and the fault says where`, async () => {
    mkdirSync(join(folder, 'old-registers'), { recursive: true })
    writeFileSync(join(folder, 'old-registers/tax.yaml'), text.replace(from, to))
    await assert.rejects(loadOldRegisters(folder, catalogue.registers), error => {
      assert.ok(error instanceof CatalogueFaults)
      assert.match(error.message, says)
      return /^old-registers\/tax\.yaml:\d+:\d+ /.test(error.message)
    })
  })
}

test('a government without old registers has none, and an operator is told of an access file that is not there', async () => {
  assert.deepEqual(await loadOldRegisters(tmpdir(), catalogue.registers), [])
  assert.deepEqual(await loadAccess(undefined), {})
  await assert.rejects(loadAccess(join(folder, 'none.yaml')), /The file cannot be read/)
})
