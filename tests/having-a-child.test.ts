import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { personKnownAs } from '#people'
import { as, one, sql } from '#platform'
import { holdToStandard, openBrowser, openReader, type Reader, signIn } from './browser.ts'
import { openTown } from './town.ts'
import { walkToReceipt } from './walk.ts'

const town = await openTown()
const browser = await openBrowser()

async function startAs(subject: string, reader: Reader): Promise<Page> {
  const page = await (await openReader(browser, reader)).newPage()
  await signIn(page, town, subject, '/life-events/having-a-child')
  await holdToStandard(page, `${subject} life event`)
  await page.locator('form[action$="/start"] button').first().click()
  return page
}

/** News travels within moments: looks again until it has. */
async function lookUntil(page: Page, path: string, selector: string): Promise<void> {
  for (let look = 0; look < 20; look++) {
    await page.goto(`${town.url}${path}`)
    if (await page.locator(selector).count()) return
    await page.waitForTimeout(250)
  }
  assert.fail(`${selector} did not appear on ${path}`)
}

test('Bo has a child: one journey, nothing asked that the state knows, four agencies act', async () => {
  const page = await startAs('bo', {})
  const met = await walkToReceipt(page, 'bo')
  assert.ok(!met.some(place => /\.(you|household|income)$/.test(place)), `what registers know is not asked: ${met.join(' ')}`)
  const reference = new URL(page.url()).pathname.split('/').at(-1)!

  await lookUntil(page, '/documents', 'main a[href^="/documents/"]')
  await holdToStandard(page, 'bo documents')
  await page.locator('main a[href^="/documents/"]').first().click()
  await holdToStandard(page, 'bo certificate')
  const code = (await page.locator('main').innerText()).match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){5}-[0-9A-Z]{2}/)?.[0]
  assert.ok(code, 'the certificate shows its code')

  await page.goto(`${town.url}/requests/${reference}`)
  await holdToStandard(page, 'bo timeline')
  assert.equal((await page.locator('a[href*="/cases/"]').count()) >= 4, true, 'four requests are followed')
  await page.goto(`${town.url}/mailbox`)
  await holdToStandard(page, 'bo mailbox')
  assert.ok((await page.locator('main a[href^="/mailbox/"]').count()) >= 5, 'confirmations and decisions are in the mailbox')
  await page.locator('main a[href^="/mailbox/"]').first().click()
  await holdToStandard(page, 'bo message')
  await page.goto(`${town.url}/account/lookups`)
  await holdToStandard(page, 'bo lookups')
  const lookups = await page.locator('main').innerText()
  for (const who of ['Population Office', 'Tax Office']) assert.ok(lookups.includes(who), `${who} is in the list of lookups`)

  const stranger = await (await openReader(browser, { width: 320 })).newPage()
  await stranger.goto(`${town.url}/verify`)
  await stranger.locator('main input[type="text"]').fill(code)
  await stranger.getByRole('button', { name: 'Check', exact: true }).click()
  await holdToStandard(stranger, 'verify by anyone 320')
  assert.match(await stranger.locator('main').innerText(), /Freja/)
  await stranger.goto(`${town.url}/requests/${reference}`)
  assert.ok(!(await stranger.content()).includes('Freja'), 'nobody else sees the request')
})

test('Bo says how it was, once', async () => {
  const page = await (await openReader(browser)).newPage()
  await signIn(page, town, 'bo', '/requests')
  await holdToStandard(page, 'bo requests')
  const bo = await personKnownAs(town.world, { issuer: town.outside.openIds[0]!.issuer.href.replace(/\/$/, ''), subject: 'bo' })
  const { id } = await one<{ id: string }>(
    as(town.world, `person ${bo}`),
    sql`select id from feedback.invitation where moment = 'sent'`,
  )
  await page.goto(`${town.url}/feedback/${id}`)
  await holdToStandard(page, 'bo feedback')
  await page.locator('[name="ease"][value="7"]').check({ force: true })
  const text = page.locator('textarea')
  if (await text.count()) await text.fill('Quicker than I feared.')
  await page.locator('main form button').first().click()
  await holdToStandard(page, 'bo feedback thanks')
  await page.goto(`${town.url}/feedback/${id}`)
  assert.equal(await page.locator('[name="ease"]').count(), 0, 'a second answer is not asked for')
  await holdToStandard(page, 'bo feedback again')
})

test('Élise was refused child benefit: the page says why from the decision itself, and the other three stand', async () => {
  const page = await (await openReader(browser, { language: 'fr' })).newPage()
  await signIn(page, town, 'elise', '/requests')
  await holdToStandard(page, 'elise requests fr')
  await page.locator('main a[href^="/requests/"]').first().click()
  await holdToStandard(page, 'elise timeline fr')
  assert.equal(await page.locator('html').getAttribute('lang'), 'fr')
  await page.locator('main a[href*="/cases/"]', { hasText: 'Allocation' }).first().click()
  await holdToStandard(page, 'elise refusal explained fr')
  assert.match(await page.locator('main').innerText(), /80[\s ]?000,00|96[\s ]?500,00/)
})

test('Dalia walks in Arabic, right to left, on a narrow phone, with script off', async () => {
  const page = await startAs('dalia', { language: 'ar', width: 320, script: false })
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
  await walkToReceipt(page, 'dalia ar 320')
})

test('Kofi’s child is in no register yet: he types what he knows, and an officer decides', async () => {
  const page = await startAs('kofi', { script: false })
  const met = await walkToReceipt(page, 'kofi')
  assert.ok(
    met.some(place => place.includes('children') || place.includes('.child')),
    'the child is asked about',
  )
})

test('Amara decides a childcare case with a reason', async () => {
  const page = await (await openReader(browser)).newPage()
  await signIn(page, town, 'amara', '/work')
  await holdToStandard(page, 'amara worklist')
  await page.goto(`${town.url}/work?service=childcare-place`)
  await page.locator('main a[href^="/work/cases/"]').first().click()
  await holdToStandard(page, 'amara case')
  await page.locator('form[action$="/decision"] button').first().click()
  await holdToStandard(page, 'amara case errors')
  assert.match(await page.title(), /Error|problem/i)
  await page.locator('[name="outcome"]').first().check({ force: true })
  await page.locator('[name="reason"]').fill('There is a place at the Harbour nursery from September.')
  await page.locator('form[action$="/decision"] button').first().click()
  await holdToStandard(page, 'amara decided')
  assert.match(await page.locator('main').innerText(), /Harbour nursery/)
})

test('anyone can browse, search, check eligibility and see how services perform, in three languages, without signing in', async () => {
  for (const language of ['en', 'fr', 'ar'] as const) {
    const page = await (await openReader(browser, { language, width: language === 'en' ? 1280 : 320 })).newPage()
    for (const path of [
      '/',
      '/services',
      '/services?q=zzzz',
      '/services/child-benefit',
      '/life-events/having-a-child',
      '/services/child-benefit/eligibility',
      '/performance',
      '/performance/resident-parking',
      '/performance/community-grant',
      '/verify',
      '/help/accessibility',
      '/nowhere',
    ]) {
      await page.goto(`${town.url}${path}`)
      await holdToStandard(page, `anyone ${language} ${path}`)
    }
  }
})
