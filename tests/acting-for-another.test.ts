import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { holdToStandard, openBrowser, openReader, type Reader, signIn } from './browser.ts'
import { openTown } from './town.ts'
import { answerPage } from './walk.ts'

const town = await openTown()
const browser = await openBrowser()
const go = (page: Page, path: string) => page.goto(`${town.url}${path}`)
const press = (page: Page, selector: string) => Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()])

async function tabOf(subject: string, reader: Reader = {}): Promise<Page> {
  const page = await (await openReader(browser, reader)).newPage()
  await signIn(page, town, subject, '/account/mandates')
  return page
}

async function drawnInAll(page: Page, path: string, name: string): Promise<void> {
  for (const language of ['fr', 'ar', 'en']) {
    await go(page, `${path}?language=${language}`)
    await holdToStandard(page, `${name} ${language}`)
  }
}

/** From the first page to the receipt, in somebody else's name. */
async function walkParking(page: Page): Promise<void> {
  const soon = new Date(Date.now() + 30 * 86_400_000)
  const typed = {
    ...{ 'vehicle.plate': 'DA 11 MND', 'permit.startsOn-day': String(soon.getUTCDate()) },
    ...{ 'permit.startsOn-month': String(soon.getUTCMonth() + 1), 'permit.startsOn-year': String(soon.getUTCFullYear()) },
  }
  for (let pages = 0; !page.url().includes('/receipts/'); pages++) {
    assert.ok(pages < 12, `the walk ends: ${page.url()}`)
    for (const [field, value] of Object.entries(typed))
      if (await page.locator(`[name="${field}"]`).count()) await page.locator(`[name="${field}"]`).fill(value)
    for (const choice of ['vehicle.keeper', 'permit.zone'])
      if (await page.locator(`[name="${choice}"]`).count())
        await page.locator(`[name="${choice}"]`).first().check({ force: true })
    await Promise.all([page.waitForEvent('load'), answerPage(page, 'acting')])
  }
  await holdToStandard(page, 'acting receipt')
}

test('Dalia lets Kofi act for her at a distance, he sends for her, she sees it and takes it back', async () => {
  const dalia = await tabOf('dalia', { script: false, width: 320 })
  await drawnInAll(dalia, '/account/mandates', 'mandates none 320')
  await drawnInAll(dalia, '/account/mandates/give', 'mandate give 320')
  await press(dalia, 'main form button')
  await holdToStandard(dalia, 'mandate give faults 320')
  for (const choice of ['[name="relation"][value="relative"]', '[name="may"][value="send"]', '[name="which"][value="some"]'])
    await dalia.locator(choice).check({ force: true })
  await dalia.locator('[name="services[]"][value="resident-parking"]').check({ force: true })
  await dalia.locator('[name="days"][value="30"]').check({ force: true })
  await press(dalia, 'main form button')
  await holdToStandard(dalia, 'mandate code 320')
  const code = /[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}/.exec(await dalia.locator('main').innerText())![0]

  const kofi = await tabOf('kofi')
  await drawnInAll(kofi, '/account/mandates/accept', 'mandate accept')
  await kofi.locator('[name="code"]').fill('BCDF-BCDF-BCDF')
  await press(kofi, 'main form button')
  await holdToStandard(kofi, 'mandate accept wrong')
  await kofi.locator('[name="code"]').fill(code)
  await press(kofi, 'main form button')
  await holdToStandard(kofi, 'mandate offer')
  await press(kofi, 'main form button')
  await drawnInAll(kofi, '/account/mandates', 'mandates held')
  await press(kofi, 'form[action$="/start"] button')
  await holdToStandard(kofi, 'acting front')
  await go(kofi, '/mailbox')
  await holdToStandard(kofi, 'acting not yours')
  await go(kofi, '/services/street-party-permit')
  await press(kofi, 'form[action$="/start"] button')
  await holdToStandard(kofi, 'acting too narrow')
  await go(kofi, '/services/resident-parking')
  await press(kofi, 'form[action$="/start"] button')
  await walkParking(kofi)
  await kofi.setViewportSize({ width: 320, height: 900 })
  for (const language of ['ar', 'fr', 'en']) {
    await go(kofi, `/requests?language=${language}`)
    await holdToStandard(kofi, `acting requests ${language} 320`)
  }
  assert.match(await kofi.locator('main').innerText(), /[Pp]arking/)

  await go(dalia, '/account/mandates?language=en')
  await holdToStandard(dalia, 'mandates given 320')
  await press(dalia, 'main a[href^="/account/mandates/"]:not([href$="give"]):not([href$="accept"])')
  for (const language of ['ar', 'fr', 'en']) {
    await go(dalia, `${new URL(dalia.url()).pathname}?language=${language}`)
    await holdToStandard(dalia, `mandate deeds ${language} 320`)
  }
  assert.match(await dalia.locator('main').innerText(), /They sent/)
  await go(dalia, '/account/mandates')
  await press(dalia, 'form[action$="/end"] button')

  await go(kofi, '/requests')
  await holdToStandard(kofi, 'mandate ended 320')
  assert.match(await kofi.locator('main').innerText(), /may no longer act for/)
  await go(kofi, '/requests')
  assert.doesNotMatch(await kofi.locator('main').innerText(), /[Pp]arking/)
})
