import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { CatalogueFaults, loadCatalogue } from '#catalogue'
import { loadOwnRegisters } from './load-own-registers.ts'

const ROOT = join(import.meta.dirname, '../../..')
const catalogue = await loadCatalogue(ROOT)
const text = readFileSync(join(ROOT, 'own-registers/companies.yaml'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'portico-own-'))
after(() => rmSync(folder, { recursive: true }))
mkdirSync(join(folder, 'own-registers'))

function load(changed: string) {
  writeFileSync(join(folder, 'own-registers/companies.yaml'), changed)
  return loadOwnRegisters(folder, catalogue)
}

test('a register is known by its file, with its fields from the government’s facts, who keeps it and who may ask', async () => {
  const companies = (await load(text)).get('companies')!
  assert.equal(companies.agency, 'company-registry')
  assert.equal(companies.key.name, 'company.number')
  assert.deepEqual(companies.actsFor?.when?.is, ['alone'])
  assert.deepEqual([...companies.tells.keys()], ['companies-v1', 'directors-v1'])
})

test('a government without own registers has none', async () => {
  assert.equal((await loadOwnRegisters(tmpdir(), catalogue)).size, 0)
})

for (const [what, { from, to, says }] of Object.entries({
  'an agency nobody knows': { from: 'agency: company-registry', to: 'agency: nobody', says: /no agency “nobody”/ },
  'a field that is no fact': { from: '- company.form', to: '- company.shape', says: /no fact “company\.shape”/ },
  'a key in a list': { from: 'key: company.number', to: 'key: director.name', says: /stands in a list/ },
  'a key that is no field': { from: 'key: company.number', to: 'key: applicant.email', says: /none of the register’s fields/ },
  'a way of signing that does not exist': { from: 'is: [alone]', to: 'is: [lonely]', says: /is never “lonely”/ },
  'somebody who acts and has no national identifier': {
    from: 'person: director.nationalId',
    to: 'person: director.name',
    says: /no national identifier in a list/,
  },
  'a fact told that it does not hold': {
    from: 'company.seat: seat',
    to: 'child.sex: seat',
    says: /none of the register’s fields/,
  },
  'a service by the person': { from: '/companies/{organisationNumber}\n', to: '/companies/{nationalId}\n', says: /asked for by/ },
  'nobody who may ask': { from: /to:\n {6}- client[\s\S]*?s\.12\n/, to: 'to: []\n', says: /to”/ },
  'a code that something else is told under': { from: '  directors-v1:', to: '  births-v1:', says: /Another service is called/ },
  'no law': { from: /law: Companies Act 2019 s\.3\n/, to: '', says: /lacks “law”/ },
  'a language missing': { from: ', ar: سجل الشركات }', to: ' }', says: /no words in ar/ },
})) {
  test(`nothing starts with ${what} in own-registers/, and the fault says where`, async () => {
    await assert.rejects(load(text.replace(from, to)), error => {
      assert.ok(error instanceof CatalogueFaults)
      assert.match(error.message, says)
      return error.faults.every(({ file, line, column }) => file === 'own-registers/companies.yaml' && line > 0 && column > 0)
    })
  })
}

test('everything wrong in a file is told at once', async () => {
  const wrong = text.replace('agency: company-registry', 'agency: nobody').replace('- company.form', '- company.shape')
  await assert.rejects(load(wrong), error => error instanceof CatalogueFaults && error.faults.length >= 2)
})
