import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { CatalogueFaults } from '../faults.ts'
import { loadCatalogue } from '../load-catalogue.ts'

const ROOT = join(import.meta.dirname, '../../..')
const folder = await mkdtemp(join(tmpdir(), 'portico-provides-'))
after(() => rm(folder, { recursive: true }))
for (const name of ['agencies.yaml', 'facts.yaml', 'registers.yaml', 'services', 'life-events'])
  await cp(join(ROOT, name), join(folder, name), { recursive: true })
const text = await readFile(join(ROOT, 'provides.yaml'), 'utf8')

async function faultsWith(provides: string): Promise<string[]> {
  await writeFile(join(folder, 'provides.yaml'), provides)
  const faults = await loadCatalogue(folder).then(
    () => [],
    error => (error as CatalogueFaults).faults,
  )
  return faults.map(({ file, message }) => `${file}: ${message}`)
}

test('a government without provides.yaml tells other members nothing', async () => {
  await rm(join(folder, 'provides.yaml'), { force: true })
  assert.equal((await loadCatalogue(folder)).provided.size, 0)
})

test('what is provided is known by its code, with who may ask and the law that lets them', async () => {
  assert.deepEqual(await faultsWith(text), [])
  const { provided } = await loadCatalogue(folder)
  const awards = provided.get('awards-v1')!
  assert.equal(awards.service, 'child-benefit')
  assert.deepEqual(
    awards.to.map(({ client, law }) => [client, law]),
    [['FH/GOV/education/school-meals', 'School Meals Act 2020 s.4']],
  )
})

for (const [what, { from, to, says }] of Object.entries({
  'a service that does not exist': { from: 'of: child-benefit', to: 'of: child-bonus', says: /no service “child-bonus”/ },
  'a fact the service does not hold': {
    from: 'child.bornOn: bornOn',
    to: 'household.income: bornOn',
    says: /no fact of child-benefit/,
  },
  'a place where the decision stands': { from: 'bornOn: bornOn', to: 'bornOn: pays.amount', says: /where the decision stands/ },
  'a path without a person': { from: '{nationalId}/awards', to: 'all/awards', says: /get” cannot be/ },
  'nobody who may ask': { from: /to:\n {6}- client[\s\S]*?s\.4\n/, to: 'to: []\n', says: /to”/ },
  'no law': { from: /\n +law: School Meals.*/, to: '', says: /lacks “law”/ },
  'a client in part': { from: 'FH/GOV/education/school-meals', to: 'FH/GOV', says: /client” cannot be/ },
})) {
  test(`nothing starts with ${what} in provides.yaml, and the fault says where`, async () => {
    const faults = await faultsWith(text.replace(from, to))
    assert.ok(faults.length > 0 && faults.every(fault => fault.startsWith('provides.yaml')), faults.join('\n'))
    assert.match(faults.join('\n'), says)
  })
}
