import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { enterAs, holdToStandard, openBrowser, type Reader } from './browser.ts'
import { openTown } from './town.ts'

const town = await openTown()
const browser = await openBrowser()

const enter = (subject: string, reader: Reader, path: string) => enterAs({ browser, town }, { subject, reader, path })

const textOf = (page: Page) => page.locator('main').innerText()
const go = (page: Page, path: string) => page.goto(`${town.url}${path}`)

test('Élise sees who looked, questions a look, the privacy officer answers, and the answer is with her question', async () => {
  const page = await enter('elise', { language: 'fr' }, '/account/lookups')
  await holdToStandard(page, 'elise looks fr')
  assert.match(await textOf(page), /Agence de la famille/)
  await page.locator('details summary').first().click()
  await page.locator('select[name="agency"]').selectOption('family-agency')
  await page.locator('.portico-filter button').click()
  await holdToStandard(page, 'elise looks narrowed fr')
  await page.locator('a[href$="/question"]').first().click()
  await holdToStandard(page, 'elise questions fr')
  await page.locator('main form button').click()
  await holdToStandard(page, 'elise questions nothing fr')
  await page.locator('textarea[name="question"]').fill('Pourquoi avez-vous consulté mon foyer ?')
  await page.locator('main form button').click()
  await holdToStandard(page, 'elise inquiry fr')
  const inquiry = new URL(page.url()).pathname
  await go(page, '/account/inquiries')
  await holdToStandard(page, 'elise inquiries fr')

  const maren = await enter('maren', {}, '/work')
  assert.equal(new URL(maren.url()).pathname, '/work/inquiries')
  await holdToStandard(maren, 'maren inquiries')
  await maren.locator('main a[href^="/work/inquiries/"]').first().click()
  await holdToStandard(maren, 'maren inquiry')
  await maren.locator('main form button').click()
  await holdToStandard(maren, 'maren answers nothing')
  await maren.locator('input[value="in-order"]').check()
  await maren.locator('textarea[name="text"]').fill('The household decides whose income counts. Nobody else saw it.')
  await maren.locator('main form button').click()
  await holdToStandard(maren, 'maren answered')

  await go(page, inquiry)
  await holdToStandard(page, 'elise answered fr')
  assert.match(await textOf(page), /La consultation était régulière/)
  await go(page, '/mailbox')
  assert.match(await textOf(page), /La réponse à votre question/)
})

test('Dalia, on a telephone, in Arabic and without script, keeps her receipt, takes her consent back and takes her data with her', async () => {
  const page = await enter('dalia', { language: 'ar', width: 320, script: false }, '/account')
  for (const path of ['/account', '/account/lookups', '/account/inquiries', '/account/consents', '/account/data']) {
    await go(page, path)
    await holdToStandard(page, `dalia ${path.slice(1).replace('/', ' ')} ar 320`)
  }
  await go(page, '/account/consents')
  await page.locator('main a[href^="/account/consents/"]').first().click()
  await holdToStandard(page, 'dalia consent ar 320')
  const [receipt] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').click()])
  const { receipt: kept, jws } = JSON.parse(await readFile(await receipt.path(), 'utf8'))
  assert.equal(kept.purposes[0].lawful_basis, 'dpv:Consent')
  assert.equal(jws.split('.').length, 3)
  await page.locator('main form button').last().click()
  await holdToStandard(page, 'dalia consent taken back ar 320')
  assert.match(await textOf(page), /سحبتها في/)
  await go(page, '/account/data')
  const [readable] = await Promise.all([page.waitForEvent('download'), page.locator('a[href$="/readable"]').click()])
  assert.match(await readFile(await readable.path(), 'utf8'), /هذه هي النهاية: الملف كامل/)
})

test('the same pages hold in every language and width, with script', async () => {
  for (const reader of [
    { language: 'ar', width: 320 },
    { language: 'en', width: 320 },
    { language: 'fr', width: 1280 },
  ] as const) {
    const page = await enter('dalia', reader, `/account/lookups?language=${reader.language}`)
    const name = `${reader.language} ${reader.width}`
    await holdToStandard(page, `looks ${name}`)
    for (const part of ['consents', 'data', 'inquiries']) {
      await go(page, `/account/${part}`)
      await holdToStandard(page, `${part} ${name}`)
    }
    await go(page, '/account/consents')
    await page.locator('main a[href^="/account/consents/"]').first().click()
    await holdToStandard(page, `consent ${name}`)
  }
})

test('an officer asks a register for a case that needs it, and the person sees it; an emergency is stated with a reason', async () => {
  const page = await enter('amara', {}, '/work')
  await page.locator('main a[href^="/work/cases/"]').first().click()
  await page.locator('main a[href$="/registers"]').click()
  await holdToStandard(page, 'amara registers')
  await page.locator('main form button').first().click()
  await holdToStandard(page, 'amara register answer')
  await go(page, '/work/emergency')
  await holdToStandard(page, 'amara emergency')
  await page.locator('main form button').click()
  await holdToStandard(page, 'amara emergency nothing')
  await page.locator('input[name="nationalId"]').fill('FH-840312-1047')
  await page.locator('input[name="register"]').first().check()
  await page
    .locator('textarea[name="reason"]')
    .fill('A child was found alone at the harbour and we must reach the parents tonight.')
  await page.locator('main form button').click()
  await holdToStandard(page, 'amara emergency answer')
  const bo = await enter('bo', { width: 320 }, '/account/lookups')
  await bo.locator('details summary').first().click()
  await holdToStandard(bo, 'bo emergency look 320')
  assert.match(await textOf(bo), /An emergency the officer stated/)
})
