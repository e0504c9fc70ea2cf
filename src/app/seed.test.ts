import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { meetPerson } from '#people'
import { newId, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { readConfig } from './config.ts'
import { seedOnce } from './seed.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'portico-seed-'))
after(() => rm(dataDir, { recursive: true }))
const config = readConfig({ DATA_DIR: dataDir })
const world = await testWorld()
const seeding = () => seedOnce(world, { config, outside: {} as never, databaseUrl: 'postgres://nowhere' })
const marker = join(dataDir, 'seeding')

test('a town that was half put in is not taken for a whole one', async () => {
  await writeFile(marker, '')
  await assert.rejects(seeding(), /An earlier start ended while Fairhaven's people were being put in: remove .* or set SEED=no/)
  await rm(marker)
})

test('where somebody is known already nobody is put in', async () => {
  const introduced = { issuer: 'https://identity.example', subject: newId(), name: { givenNames: 'Bo', familyName: 'Li' } }
  await transaction(world, tx => meetPerson(tx, introduced, 'en'))
  await seeding()
  assert.ok(!existsSync(marker))
})
