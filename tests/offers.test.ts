import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { holdToStandard, openBrowser, openReader, type Reader, signIn } from './browser.ts'
import { openTown } from './town.ts'

const town = await openTown()
const browser = await openBrowser()

async function readerAs(subject: string, reader: Reader, path = '/'): Promise<Page> {
  const page = await (await openReader(browser, reader)).newPage()
  await signIn(page, town, subject, path)
  return page
}

test('Ingrid turned 65: what is offered is on her front page, is accepted in one tap, and she gets her pension', async () => {
  const page = await readerAs('ingrid', {})
  await holdToStandard(page, 'offers ingrid front')
  await page.locator('section[aria-labelledby="offered"] a[href^="/offers/"]').first().click()
  await holdToStandard(page, 'offers ingrid offer')
  const shown = await page.locator('main').innerText()
  for (const said of ['You turned 65', 'Pensions Act 2014 s.3', 'Your insured years', 'You can accept in one step'])
    assert.ok(shown.includes(said), said)
  await page.locator('form[action$="/accept"] button').click()
  await page.waitForURL(/\/receipts\//)
  await holdToStandard(page, 'offers ingrid receipt')
  const reference = new URL(page.url()).pathname.split('/').at(-1)!
  await page.goto(`${town.url}/requests/${reference}`)
  for (let look = 0; look < 20 && !(await page.locator('main').innerText()).includes('granted'); look++) {
    await page.waitForTimeout(250)
    await page.reload()
  }
  await holdToStandard(page, 'offers ingrid timeline')
  await page.goto(`${town.url}/offers`)
  await holdToStandard(page, 'offers ingrid list')
  assert.match(await page.locator('main').innerText(), /You accepted it/)
  await page.goto(`${town.url}/account/lookups`)
  assert.match(await page.locator('main').innerText(), /Labour Agency/, 'the looks that the offer took are on her list')
})

test('Leïla reads Arabic: cover came by itself, benefit is offered, and the journey opens with what is known', async () => {
  const page = await readerAs('leila', { language: 'ar' }, '/offers')
  await holdToStandard(page, 'offers leila list')
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
  await page.goto(`${town.url}/mailbox`)
  await holdToStandard(page, 'offers leila mailbox')
  await page.locator('main a[href^="/mailbox/"]', { hasText: 'عرض' }).first().click()
  await holdToStandard(page, 'offers leila message')
  await page.locator('a[role="button"][href^="/offers/"]').click()
  await holdToStandard(page, 'offers leila offer')
  assert.match(await page.locator('main').innerText(), /نور/)
  await page.locator('main a[role="button"][href^="/journeys/"]').click()
  assert.match(page.url(), /\/registers$/, 'only what needs her consent is left to ask')
  await holdToStandard(page, 'offers leila journey')
})

test('without script, on a narrow screen, Rachid puts an offer off, switches offers of it off, and on again', async () => {
  const page = await readerAs('rachid', { language: 'fr', script: false, width: 320 }, '/offers')
  await holdToStandard(page, 'offers rachid list 320')
  const open = () => page.locator('main a[href^="/offers/"]').first().click()
  await open()
  await holdToStandard(page, 'offers rachid offer 320')
  await page.locator('form[action$="/not-now"] button').click()
  assert.match(await page.locator('main').innerText(), /Vous l’avez remise/)
  await open()
  await page.locator('form[action$="/never"] button').click()
  await holdToStandard(page, 'offers rachid stopped 320')
  assert.match(await page.locator('main').innerText(), /Vous avez dit non/)
  await page.locator('form[action="/offers/choices"]').first().locator('button').click()
  assert.doesNotMatch(await page.locator('main').innerText(), /Nous ne vous proposons plus/)
  await page.locator('form[action="/offers/choices"] button').click()
  assert.match(await page.locator('main').innerText(), /Vous ne recevez aucune proposition/)
})

test('staff see what came of offers, and no number that would speak of somebody', async () => {
  const page = await readerAs('amara', {}, '/work/offers')
  await holdToStandard(page, 'offers staff')
  assert.match(await page.locator('main').innerText(), /Old-age pension[\s\S]*Not shown/)
  const narrow = await readerAs('greta', { width: 320 }, '/work/services')
  await narrow.locator('a[href="/work/offers"]').click()
  await holdToStandard(narrow, 'offers staff 320')
})
