import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { enterAs, holdToStandard, openBrowser, type Reader } from './browser.ts'
import { openTown } from './town.ts'

const town = await openTown()
const browser = await openBrowser()

const enter = (subject: string, reader: Reader, path: string) => enterAs({ browser, town }, { subject, reader, path })

const textOf = (page: Page) => page.locator('main').innerText()
const go = (page: Page, path: string) => page.goto(`${town.url}${path}`)
const button = (page: Page, action: string) => page.locator(`main form[action="${action}"] button`).last()

test('Dalia, on a telephone and without script, erases what she began and did not send, and sees what must stay and why', async () => {
  const page = await enter('dalia', { language: 'ar', width: 320, script: false }, '/services/replace-library-card')
  await page.locator('main form button').last().click()
  await go(page, '/account')
  await page.locator('main a[href="/account/erasure"]').click()
  await holdToStandard(page, 'erasure ar 320')
  await button(page, '/account/erasure').click()
  await holdToStandard(page, 'erasure nothing chosen ar 320')
  assert.match(await textOf(page), /اختر شيئًا واحدًا على الأقل لمحوه/)
  await page.locator('input[value="unsent-drafts"]').check()
  await button(page, '/account/erasure').click()
  await holdToStandard(page, 'erasure done ar 320')
  assert.match(await textOf(page), /زال هذا نهائيًا/)
  assert.match(await textOf(page), /2016\/679/)
  assert.match(await textOf(page), /بموجب القانون: /)
  assert.equal(await page.locator('input[value="unsent-drafts"]').count(), 0)
})

test('the page holds in every language and width, with script', async () => {
  for (const reader of [
    { language: 'ar', width: 320 },
    { language: 'en', width: 320 },
    { language: 'fr', width: 1280 },
    { language: 'en', width: 1280 },
  ] as const) {
    const page = await enter('elise', reader, `/services/replace-library-card?language=${reader.language}`)
    await page.locator('main form button').last().click()
    await go(page, `/account/erasure?language=${reader.language}`)
    await holdToStandard(page, `erasure ${reader.language} ${reader.width}`)
  }
  const page = await enter('elise', { language: 'fr' }, '/account/erasure?language=fr')
  await page.locator('input[value="unsent-drafts"]').check()
  await button(page, '/account/erasure').click()
  await holdToStandard(page, 'erasure done fr')
  assert.match(await textOf(page), /Ceci a disparu pour toujours/)
})

test('a privacy officer holds back what is held of Bo, who then erases nothing, and lifts it again', async () => {
  const maren = await enter('maren', {}, '/work/inquiries')
  await maren.locator('main a[href="/work/holds"]').click()
  await holdToStandard(maren, 'holds none')
  await button(maren, '/work/holds').click()
  await holdToStandard(maren, 'holds nothing said')
  await maren.locator('input[name="nationalId"]').fill('FH-840312-1047')
  await maren.locator('textarea[name="reason"]').fill('The administrative court asked for everything, order 4711 of 2026.')
  await button(maren, '/work/holds').click()
  await holdToStandard(maren, 'holds set')
  const bo = await enter('bo', { width: 320 }, '/account/erasure')
  await holdToStandard(bo, 'erasure held back 320')
  assert.match(await textOf(bo), /Nothing is erased until it ends this/)
  assert.equal(await bo.locator('main form').count(), 0)
  await button(maren, '/work/holds/lift').click()
  assert.match(await textOf(maren), /Lifted on/)
  await go(maren, '/work/holds?language=ar')
  await holdToStandard(maren, 'holds ar')
  await go(bo, '/account/erasure')
  assert.doesNotMatch(await textOf(bo), /Nothing is erased until/)
})
