import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { enterAs, holdToStandard, openBrowser, openReader, type Reader } from './browser.ts'
import { openTown } from './town.ts'

const town = await openTown()
const browser = await openBrowser()

const enter = (subject: string, reader: Reader, path: string) => enterAs({ browser, town }, { subject, reader, path })

const textOf = (page: Page) => page.locator('main').innerText()
const go = (page: Page, path: string) => page.goto(`${town.url}${path}`)
const follow = (page: Page, href: string) => page.locator(`main a[href^="${href}"]`).first().click()

test('Dalia, on a telephone, in Arabic and without script, has a value corrected; an officer accepts, and she sees who is told', async () => {
  const page = await enter('dalia', { language: 'ar', width: 320, script: false }, '/account/corrections')
  await holdToStandard(page, 'dalia corrections ar 320')
  await follow(page, '/account/corrections/choose')
  await page.locator('main details summary').last().click()
  await holdToStandard(page, 'dalia corrections choose ar 320')
  const href = await page.locator('main a[href*="fact=household.incomeLastYear"]').first().getAttribute('href')
  await go(page, href!)
  await holdToStandard(page, 'dalia correction ask ar 320')
  await page.locator('main form button').click()
  await holdToStandard(page, 'dalia correction ask wrong ar 320')
  await page.locator('input[name="household.incomeLastYear"]').fill('30100')
  await page.locator('textarea[name="why"]').fill('الإشعار الضريبي الأخير يذكر مبلغًا آخر.')
  await page.locator('main form button').click()
  await holdToStandard(page, 'dalia correction asked ar 320')
  const correction = new URL(page.url()).pathname

  const farid = await enter('farid', {}, '/work/corrections')
  await holdToStandard(farid, 'farid corrections ar')
  await follow(farid, '/work/corrections/')
  await holdToStandard(farid, 'farid correction ar')
  await farid.locator('main form button').click()
  await holdToStandard(farid, 'farid correction nothing ar')
  await farid.locator('input[value="accepted"]').check()
  await farid.locator('textarea[name="text"]').fill('L’avis d’imposition le confirme.')
  await farid.locator('main form button').click()
  await holdToStandard(farid, 'farid correction answered ar')
  await go(farid, '/work')
  await holdToStandard(farid, 'farid worklist recheck ar')
  await farid.locator('[aria-labelledby="rechecks"] a').first().click()
  await holdToStandard(farid, 'farid case recheck ar')
  assert.match(await textOf(farid), /صحّحه/)

  await go(page, correction)
  await holdToStandard(page, 'dalia correction accepted ar 320')
  assert.match(await textOf(page), /من أُخبر بذلك/)
  assert.match(await textOf(page), /مصلحة الضرائب/)
})

test('Yusuf finds an emergency and looks to review, and writes down what she found', async () => {
  const officer = await enter('amara', {}, '/work/emergency')
  await officer.locator('input[name="nationalId"]').fill('FH-840312-1047')
  await officer.locator('input[name="register"]').first().check()
  await officer
    .locator('textarea[name="reason"]')
    .fill('A child was found alone at the harbour tonight and the parents must be reached.')
  await officer.locator('main form button').click()
  const yusuf = await enter('yusuf', {}, '/work/emergencies')
  await holdToStandard(yusuf, 'yusuf emergencies')
  await follow(yusuf, '/work/emergencies/')
  await holdToStandard(yusuf, 'yusuf emergency ar')
  await yusuf.locator('main form button').click()
  await holdToStandard(yusuf, 'yusuf emergency nothing ar')
  await yusuf.locator('input[value="in-order"]').check()
  await yusuf.locator('textarea[name="text"]').fill('تم الوصول إلى الوالدين في الليلة نفسها.')
  await yusuf.locator('main form button').click()
  await holdToStandard(yusuf, 'yusuf emergency reviewed ar')
  await go(yusuf, '/work/looks')
  await holdToStandard(yusuf, 'yusuf looks')
  await go(yusuf, '/work/inquiries')
  await holdToStandard(yusuf, 'yusuf inquiries with her other work')
})

test('Élise keeps the signed receipt of what she sent, and anybody checks it on the public page', async () => {
  const elise = await enter('elise', { language: 'fr' }, '/requests')
  const reference = /\/requests\/([0-9A-Z-]+)/.exec(
    (await elise.locator('main a[href^="/requests/"]').first().getAttribute('href')) ?? '',
  )?.[1]
  await go(elise, `/receipts/${reference}`)
  await holdToStandard(elise, 'elise receipt signed fr')
  const [kept] = await Promise.all([elise.waitForEvent('download'), elise.locator('main a[download]').click()])
  const file = await readFile(await kept.path(), 'utf8')
  const anyone = await (await openReader(browser, { language: 'ar', width: 320, script: false })).newPage()
  await go(anyone, '/verify')
  await holdToStandard(anyone, 'anyone verify ar 320')
  await anyone.locator('textarea[name="receipt"]').fill(file)
  await anyone.locator('form[action="/verify/receipt"] button').click()
  await holdToStandard(anyone, 'anyone receipt valid ar 320')
  assert.match(await textOf(anyone), /نحن وقّعنا هذا الإيصال/)
  await go(anyone, '/verify')
  await anyone.locator('textarea[name="receipt"]').fill(file.replace(/"jws": "(.)/, '"jws": "x'))
  await anyone.locator('form[action="/verify/receipt"] button').click()
  await holdToStandard(anyone, 'anyone receipt forged ar 320')
})
