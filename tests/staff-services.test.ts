import { test } from 'node:test'
import { holdToStandard, openBrowser, openReader, signIn } from './browser.ts'
import { openTown } from './town.ts'

const town = await openTown()
const browser = await openBrowser()

for (const language of ['en', 'fr', 'ar'] as const)
  test(`an officer reads every kind of service as a picture, a table and a list, in ${language}`, async () => {
    const context = await openReader(browser, { language })
    const page = await context.newPage()
    await signIn(page, town, 'amara')
    await page.goto(`${town.url}/work/services?language=${language}`)
    await holdToStandard(page, `staff services ${language}`)
    for (const service of ['child-benefit', 'street-party-permit', 'child-health-cover']) {
      await page.goto(`${town.url}/work/services/${service}`)
      await holdToStandard(page, `staff ${service} ${language}`)
    }
    await context.close()
  })

test('on a narrow screen the picture scrolls by itself, and the page does not', async () => {
  const context = await openReader(browser, { width: 320 })
  const page = await context.newPage()
  await signIn(page, town, 'amara')
  await page.goto(`${town.url}/work/services/child-benefit`)
  await holdToStandard(page, 'staff child-benefit narrow')
  await context.close()
})
