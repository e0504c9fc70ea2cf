import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startIdentityProvider } from '../dev/identity-provider/server.ts'
import { freePort } from '../dev/visitor/program.ts'
import { holdToStandard, openBrowser, openReader } from './browser.ts'
import { openTown } from './town.ts'
import { answerPage } from './walk.ts'

const loa = (level: string) => `http://eidas.europa.eu/LoA/${level}`
const PORT = await freePort()
const URL_HERE = `http://127.0.0.1:${PORT}`

/** Two providers: one sure at every level and believed about the registers, one never sure enough for what matters most. */
const [eid, bank] = await Promise.all(['eid', 'bank'].map(providerFor))
const town = await openTown({
  ...{ PORT: String(PORT), OIDC_PROVIDERS: 'eid bank', SEED: 'no' },
  ...{ OIDC_EID_ISSUER: eid!.issuer.href, OIDC_EID_CLIENT_ID: 'portico', OIDC_EID_NATIONAL_ID: 'believed' },
  ...{ OIDC_EID_NAME: 'Fairhaven ID', OIDC_EID_NAME_FR: 'Identité de Fairhaven', OIDC_EID_NAME_AR: 'هوية فيرهيفن' },
  ...{ OIDC_EID_ACR_LOW: loa('low'), OIDC_EID_ACR_SUBSTANTIAL: loa('substantial'), OIDC_EID_ACR_HIGH: loa('high') },
  ...{ OIDC_BANK_ISSUER: bank!.issuer.href, OIDC_BANK_CLIENT_ID: 'portico' },
  ...{ OIDC_BANK_NAME: 'Harbour Bank', OIDC_BANK_NAME_FR: 'Banque du Port', OIDC_BANK_NAME_AR: 'بنك الميناء' },
  ...{ OIDC_BANK_ACR_LOW: loa('low'), OIDC_BANK_ACR_SUBSTANTIAL: loa('substantial') },
})
const browser = await openBrowser()

async function providerFor(id: string) {
  const provider = await startIdentityProvider({
    ...{ port: 0, clientId: 'portico', redirectUris: [`${URL_HERE}/sign-in/callback/${id}`] },
    ...{ postLogoutRedirectUris: [`${URL_HERE}/signed-out`], backchannelLogoutUri: `${URL_HERE}/sign-in/backchannel-logout` },
  })
  after(() => provider.stop())
  return provider
}

/** Says who one is at the provider's page, and how surely. */
async function beAt(page: Page, subject: string, level?: string): Promise<void> {
  if (level) {
    await page.locator('summary').first().click()
    await page.locator(`input[name="level"][value="${level}"]`).first().check()
  }
  await page.locator(`button[value="${subject}"]`).first().click()
  await page.waitForURL(url => url.href.startsWith(town.url))
}

test('where several providers are sure enough a person chooses, in their language, on any screen', async () => {
  for (const reader of [{}, { language: 'fr', width: 320 }, { language: 'ar', width: 320 }] as const) {
    const page = await (await openReader(browser, reader)).newPage()
    await page.goto(`${town.url}/sign-in?then=/account`)
    await holdToStandard(page, `choose provider ${Object.values(reader).join(' ')}`)
    await page.locator('main a[href*="with=bank"]').click()
    assert.equal(new URL(page.url()).origin, bank!.issuer.origin)
    await beAt(page, 'bo')
    assert.equal(new URL(page.url()).pathname, '/account')
  }
})

test('Kofi signed in too simply for the service he wants: he is told why, signs in more surely, and is where he was', async () => {
  const page = await (await openReader(browser)).newPage()
  await page.goto(`${town.url}/sign-in?then=/services/resident-parking&with=bank`)
  await beAt(page, 'kofi', 'low')
  await page.locator('form[action$="/start"] button').first().click()
  await holdToStandard(page, 'step up before a journey')
  await page.locator('main a[href*="with=eid"]').click()
  await beAt(page, 'kofi')
  assert.equal(new URL(page.url()).pathname, '/services/resident-parking')
})

test('Bo is signed in surely enough, types, is not any more, and loses nothing', async () => {
  const context = await openReader(browser)
  const page = await context.newPage()
  await page.goto(`${town.url}/sign-in?then=/services/resident-parking&level=substantial&with=eid`)
  await beAt(page, 'bo')
  await page.locator('form[action$="/start"] button').first().click()
  while (!(await page.locator('[name="vehicle.plate"]').count())) await answerPage(page, 'parking')
  const address = page.url()
  await page.locator('[name="vehicle.plate"]').fill('BO 55 LOW')

  const other = await context.newPage()
  await other.goto(`${town.url}/account`)
  await other.locator('form[action="/sign-out"] button').first().click()
  await other.waitForURL(/signed-out/)
  await holdToStandard(other, 'signed out')
  await other.goto(`${town.url}/sign-in?then=/account&with=eid`)
  await beAt(other, 'bo', 'low')
  assert.equal(new URL(other.url()).pathname, '/account')

  const send = () => Promise.all([page.waitForEvent('load'), page.locator('main form button:not([name])').last().click()])
  await send()
  // The browser's secret changed with the session: the form is asked for once more, with all that was typed.
  await send()
  await holdToStandard(page, 'kept until surer')
  const [tab] = await Promise.all([context.waitForEvent('page'), page.locator('main a[href*="/sign-in"]').click()])
  await tab.waitForLoadState()
  await holdToStandard(tab, 'step up')
  await tab.locator('main a[href*="with=eid"]').click()
  if (!tab.url().startsWith(town.url)) await beAt(tab, 'bo')
  await send()
  await send()
  assert.equal(page.url(), address)
  assert.equal(
    (await page.locator('[name="vehicle.keeper"]').count()) > 0,
    true,
    'the page is back, with what is still to be answered',
  )
  assert.equal(await page.locator('[name="vehicle.plate"]').inputValue(), 'BO 55 LOW')
})

test('a person sees where they are signed in, on any screen and in every language, and ends all others', async () => {
  const context = await openReader(browser, { width: 320, language: 'ar' })
  const page = await context.newPage()
  await page.goto(`${town.url}/sign-in?then=/account/sessions&level=substantial&with=eid`)
  await beAt(page, 'elise')
  for (const language of ['en', 'fr', 'ar']) {
    await page.goto(`${town.url}/account/sessions?language=${language}`)
    await holdToStandard(page, `sessions ${language} 320`)
  }
  const elsewhere = await (await openReader(browser)).newPage()
  await elsewhere.goto(`${town.url}/sign-in?then=/account/sessions&level=substantial&with=eid`)
  await beAt(elsewhere, 'elise')
  await holdToStandard(elsewhere, 'sessions two')
  await page.goto(`${town.url}/account/sessions`)
  await holdToStandard(page, 'sessions two ar 320')
  await page.locator('form[action$="/end-others"] button').click()
  await elsewhere.goto(`${town.url}/account`)
  assert.equal(new URL(elsewhere.url()).pathname, '/sign-in')
})
