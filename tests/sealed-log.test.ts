import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import pg from 'pg'
import { as } from '#platform'
import { addressIn } from '#platform/postgres'
import { act } from '../src/platform/sealed-log/testing/sealed-log.ts'
import { holdToStandard, openBrowser, openReader } from './browser.ts'
import { openTown } from './town.ts'

const town = await openTown({ SEED: 'no' })
const database = await addressIn(town.dataDir)
const told = as(town.world, 'system cases.decide-by-rule')
const VERIFIER = join(import.meta.dirname, '../bin/verify-log.mjs')

/** Runs the verifier as a program of its own, against the witness's file. */
async function verify(): Promise<{ code: number; said: string }> {
  const args = [VERIFIER, 'verify', '--database', database, '--witness', join(town.dataDir, 'witness/heads.jsonl')]
  return promisify(execFile)(process.execPath, args).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }) => ({ code, said: `${stdout}${stderr}` }),
  )
}

async function sealedSize(): Promise<number> {
  const answer = await fetch(`${town.url}/log/checkpoint`)
  return answer.ok ? Number((await answer.text()).split('\n')[1]) : 0
}

/** Waits until the program that runs has sealed so many entries and given the head to its witness. */
async function sealed(entries: number): Promise<void> {
  for (const end = Date.now() + 20_000; (await sealedSize()) < entries; await new Promise(resolve => setTimeout(resolve, 100)))
    if (Date.now() > end) throw new Error(`${entries} entries were not sealed within 20 s`)
}

test('the program that runs seals what is written; the verifier finds it whole, and what a superuser edits afterwards', async () => {
  await act(told, 300)
  await sealed(300)
  await act(told, 20)
  await sealed(320)
  const whole = await verify()
  assert.equal(whole.code, 0, whole.said)
  const superuser = new pg.Client(await addressIn(town.dataDir, 'owner'))
  await superuser.connect()
  await superuser.query(`set portico.actor = 'system upkeep'`)
  await superuser.query(
    `alter table platform.event disable trigger user; update platform.event set by = 'nobody' where seq = 42; alter table platform.event enable trigger user`,
  )
  await superuser.end()
  const edited = await verify()
  assert.equal(edited.code, 1)
  assert.match(edited.said, /^THE LOG IS NOT AS IT WAS SEALED.*\n- Entry 42 is not the one that was sealed\./)
})

test('the page about the log keeps to the standard in every language and on a small screen', async () => {
  const browser = await openBrowser()
  for (const language of ['en', 'fr', 'ar'] as const)
    for (const width of [1280, 320]) {
      const context = await openReader(browser, { language, width })
      const page = await context.newPage()
      await page.goto(`${town.url}/log`)
      await page.locator('summary').first().click()
      await holdToStandard(page, `log-${language}-${width}`)
      await context.close()
    }
})
