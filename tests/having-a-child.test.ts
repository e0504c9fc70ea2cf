import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { holdToStandard, openBrowser, openReader, type Reader, signIn } from './browser.ts'
import { openTown } from './town.ts'

const town = await openTown()
const browser = await openBrowser()

/** Fills whatever this page asks and goes on; says what the page was. */
async function answerPage(page: Page, name: string): Promise<string> {
  const path = new URL(page.url()).pathname.split('/').slice(3).join('/')
  await holdToStandard(page, `${name} ${path}`)
  const typed: Readonly<Record<string, string>> = {
    'child.givenNames': 'Freja',
    'applicant.bankAccount': 'DE89370400440532013000',
    'childcare.startsOn-day': '1',
    'childcare.startsOn-month': '9',
    'childcare.startsOn-year': '2027',
    'childcare.daysPerWeek': '4',
    'applicant.telephone': '+33 1 23 45 67 89',
    'child.familyName': 'Mensah',
    'child.bornOn-day': '2',
    'child.bornOn-month': '11',
    'child.bornOn-year': '2026',
    'child.bornAt': 'Fairhaven',
  }
  for (const [field, value] of Object.entries(typed)) {
    const input = page.locator(`[name="${field}"]`)
    if (await input.count()) await input.fill(value)
  }
  for (const choice of ['childcare.kind[]', 'childcare.hasNeeds', 'child.sex', 'consent[]', 'declared']) {
    const box = page.locator(`[name="${choice}"]`)
    if (await box.count()) await box.last().check({ force: true })
  }
  await page.locator('main form button').filter({ hasNotText: /add another|autre|آخر/i }).first().click()
  return path
}

async function walk(page: Page, name: string): Promise<string[]> {
  const visited: string[] = []
  while (!new URL(page.url()).pathname.startsWith('/receipts/')) {
    visited.push(await answerPage(page, name))
    assert.ok(visited.length < 30, `the walk of ${name} ends: ${visited.join(' > ')}`)
  }
  return visited
}

async function startAs(subject: string, reader: Reader): Promise<Page> {
  const page = await (await openReader(browser, reader)).newPage()
  await signIn(page, town, subject, '/life-events/having-a-child')
  await holdToStandard(page, `${subject} life event`)
  await page.locator('main form button').first().click()
  return page
}

test('Bo has a child: one journey, nothing asked that the state knows, four agencies act', async () => {
  const page = await startAs('bo', {})
  const visited = await walk(page, 'bo')
  await holdToStandard(page, 'bo receipt')
  assert.ok(!visited.some(path => path.includes('.you')), 'her name and address were known')
  assert.equal(await page.locator('.portico-promises > li').count(), 4)
})
