import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { holdToStandard, openBrowser, openReader, type Reader, signIn } from './browser.ts'
import { openTown } from './town.ts'

const town = await openTown({ SEED: 'no' })
const browser = await openBrowser()
const wayOf = ({ script, width, language = 'en' }: Reader) =>
  [language, width && `${width} px wide`, script === false && 'without script'].filter(Boolean).join(', ')
const budget = (text: string) => ({ name: 'budget.pdf', mimeType: 'application/pdf', buffer: Buffer.from(text) })

/** At the page of a community grant that asks for the money and a budget. */
async function atTheMoney(reader: Reader): Promise<{ page: Page; next: () => Promise<void> }> {
  const page = await (await openReader(browser, reader)).newPage()
  await signIn(page, town, 'bo', '/services/community-grant')
  await page.locator('form[action$="/start"] button').first().click()
  const { pathname } = new URL(page.url())
  await page.goto(
    `${town.url}/journeys/${pathname.split('/')[2]}/pages/community-grant.money?language=${reader.language ?? 'en'}`,
  )
  return { page, next: () => page.locator('main form button.govuk-button:not(.govuk-button--secondary)').last().click() }
}

for (const reader of [{}, { script: false, width: 320 }, { language: 'ar', width: 320 }] satisfies Reader[])
  test(`a budget is handed in, refused, replaced and saved again, in ${wayOf(reader)}`, async () => {
    const { page, next } = await atTheMoney(reader)
    const name = `hand in ${wayOf(reader)}`
    await holdToStandard(page, name)
    await page.locator('input[name="project.amount"]').fill('not money')
    await page.locator('input[type="file"]').setInputFiles(budget('MZ\0 a program'))
    await next()
    assert.equal(await page.locator('.govuk-error-summary li').count(), 2)
    await holdToStandard(page, `${name} refused`)
    await page.locator('input[type="file"]').setInputFiles(budget('%PDF-1.7 so much for paint'))
    await next()
    assert.equal(await page.locator('.govuk-error-summary li').count(), 1)
    await holdToStandard(page, `${name} kept`)
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('a[href^="/files/"]').click()])
    assert.equal(saved.suggestedFilename(), 'budget.pdf')
    await page.locator('input[name="project.amount"]').fill('900')
    await next()
    await page.goto(page.url().replace(/\/pages\/.*/, '/pages/community-grant.money'))
    assert.match(await page.locator('main').innerText(), /budget\.pdf/)
  })
