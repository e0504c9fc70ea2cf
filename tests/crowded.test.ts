import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { appointOfficer, personKnownAs } from '#people'
import { holdToStandard, openBrowser, openReader, type Reader, signIn } from './browser.ts'
import { openTown } from './town.ts'

const town = await openTown({ SEED: 'no' })
const browser = await openBrowser()
const READERS: readonly (readonly [string, Reader])[] = [
  ['', {}],
  [' in French, narrow', { language: 'fr', width: 320 }],
  [' in Arabic', { language: 'ar' }],
  [' in Arabic, narrow, without script', { language: 'ar', width: 320, script: false }],
]

async function pageOf(reader: Reader): Promise<Page> {
  return (await openReader(browser, reader)).newPage()
}

async function asGreta(reader: Reader = {}): Promise<Page> {
  const page = await pageOf(reader)
  await signIn(page, town, 'greta')
  const issuer = town.outside.openIds[0]!.issuer.href.replace(/\/$/, '')
  const person = await personKnownAs(town.world, { issuer, subject: 'greta' })
  await appointOfficer(town.world, { person: person!, agency: 'municipality', role: 'service-owner', by: 'test' })
  return page
}

/** So many take a number at once, and leave again. */
async function queueOf(people: number): Promise<void> {
  await Promise.all(Array.from({ length: people }, () => town.crowd.room.draw()))
}

test('somebody at work announces what is planned, everybody reads it, and it is taken back', async () => {
  const greta = await asGreta()
  await greta.goto(`${town.url}/work/running`)
  await greta.waitForTimeout(12_000)
  await holdToStandard(greta, 'how it runs')
  await greta.locator('a[href="/work/running/plan"]').click()
  await holdToStandard(greta, 'announce work')
  await greta.locator('#begins').fill('soon')
  await greta.locator('main button').last().click()
  await holdToStandard(greta, 'announce work with faults')
  const said = await greta.locator('.govuk-error-summary li').allInnerTexts()
  assert.deepEqual([said.length, new Set(said).size], [5, 5], 'each names its field')
  const year = new Date().getFullYear() + 1
  await greta.locator('#part').selectOption('saving')
  await greta.locator('#en').fill('The database gets new disks. You can read, but not save.')
  await greta.locator('#fr').fill('La base de données reçoit de nouveaux disques. Vous pouvez lire, mais pas enregistrer.')
  await greta.locator('#ar').fill('تحصل قاعدة البيانات على أقراص جديدة. يمكنك القراءة دون الحفظ.')
  await greta.locator('#begins').fill(`${year}-01-10 22:00`)
  await greta.locator('#ends').fill(`${year}-01-11 02:00`)
  await greta.locator('main button').last().click()
  await holdToStandard(greta, 'how it runs, with planned work')
  for (const [name, reader] of READERS) {
    const page = await pageOf(reader)
    await page.goto(`${town.url}/status`)
    await holdToStandard(page, `what works${name}`)
    assert.equal(await page.locator('.govuk-inset-text').count(), 1, name)
    if (reader.script !== false)
      assert.equal(await page.locator('.day-bars').count(), await page.locator('.status-list__part').count())
  }
  await greta.locator('form[action="/work/running/withdraw"] button').click()
  const page = await pageOf({})
  await page.goto(`${town.url}/status`)
  assert.equal(await page.locator('.govuk-inset-text').count(), 0)
  const arabic = await asGreta({ width: 320 })
  await arabic.goto(`${town.url}/work/running?language=ar`)
  await holdToStandard(arabic, 'how it runs in Arabic, narrow')
  await arabic.goto(`${town.url}/work/running/plan`)
  await arabic.locator('main button').last().click()
  await arabic.locator('.govuk-error-summary').waitFor()
  await holdToStandard(arabic, 'announce work with faults in Arabic, narrow')
})

test('whoever comes while many wait gets a place and a time, and is taken in without doing anything', async () => {
  for (const [name, reader] of READERS) {
    await queueOf(4_000)
    const page = await pageOf(reader)
    await page.goto(`${town.url}/sign-in?then=%2Fservices`)
    assert.equal(new URL(page.url()).pathname, '/sign-in', name)
    await holdToStandard(page, `in the queue${name}`)
    assert.equal(await page.locator('#place').count(), 1)
    // The choice of people at the identity provider: past the queue.
    await page.waitForURL(url => url.pathname !== '/sign-in', { timeout: 60_000 })
  }
})

test('whoever cannot be served now reads when to come back, and that their draft is safe', async () => {
  for (const [name, reader] of READERS) {
    const page = await pageOf(reader)
    Object.defineProperty(town.crowd.gauge, 'pressure', { get: () => pressure, configurable: true })
    let pressure = 5
    const answer = await page.goto(`${town.url}/services`)
    pressure = 0
    assert.deepEqual([answer?.status(), Number(answer?.headers()['retry-after']) > 0], [503, true], name)
    await holdToStandard(page, `too many${name}`)
    await page.locator('a.govuk-button').click()
    await page.waitForLoadState()
    assert.equal(new URL(page.url()).pathname, '/services')
    assert.equal(await page.locator('#place').count(), 0)
  }
})
