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
const said = (page: Page) => page.locator('main').innerText()

async function tabOf(subject: string, path: string, reader: Reader = {}): Promise<Page> {
  const page = await (await openReader(browser, reader)).newPage()
  await signIn(page, town, subject, path)
  return page
}

async function drawnInAll(page: Page, path: string, name: string): Promise<void> {
  for (const language of ['fr', 'ar', 'en']) {
    await go(page, `${path}${path.includes('?') ? '&' : '?'}language=${language}`)
    await holdToStandard(page, `${name} ${language}`)
  }
}

const FILE = [
  'from,company.number,company.name,company.form,company.activity,company.seat.line1,company.seat.town,company.seat.postcode,director.name,director.nationalId,director.signs',
  '2026-01-01,FC-7001,Quay Chandlery,limited,Ropes,1 Quay,Fairhaven,FH1 2AB,Ada Weir,FH-700101-1111,alone',
].join('\n')
const fileOf = (text: string) => ({ name: 'companies.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

test('Rosa keeps the register: finds, reads as at another time, enters, corrects, ends, and takes in a file, without script at 320 px', async () => {
  const rosa = await tabOf('rosa', '/work', { script: false, width: 320 })
  await press(rosa, 'a[href="/work/registers"]')
  await drawnInAll(rosa, '/work/registers', 'registers list 320')
  await drawnInAll(rosa, '/work/registers/companies?q=moreau+nets', 'register found 320')
  await press(rosa, 'main table a')
  await drawnInAll(rosa, new URL(rosa.url()).pathname, 'register entry 320')
  assert.match(await said(rosa), /Chandlers’ Yard[\s\S]*The seat was moved/)
  await go(rosa, `${new URL(rosa.url()).pathname}?on=2020-01-01&language=en`)
  await holdToStandard(rosa, 'register entry as at 320')
  assert.match(await said(rosa), /Rope Walk/)

  await drawnInAll(rosa, '/work/registers/companies/enter', 'register enter 320')
  await press(rosa, 'main form button')
  await holdToStandard(rosa, 'register enter faults 320')
  const typed = {
    ...{
      'company.number': 'FC-6001',
      'company.name': 'Tide Tailors',
      'company.activity': 'Sails',
      'company.seat.line1': '1 Quay',
    },
    ...{ 'company.seat.town': 'Fairhaven', 'company.seat.postcode': 'FH1 2AB', from: '2026-01-01' },
    ...{ 'director.name:0': 'Bo Lindgren', 'director.nationalId:0': 'FH-840312-1047' },
  }
  for (const [name, value] of Object.entries(typed)) await rosa.locator(`[name="${name}"]`).fill(value)
  await rosa.locator('[name="company.form"]').selectOption('limited')
  await rosa.locator('[name="director.signs:0"]').selectOption('alone')
  await press(rosa, 'main form button')
  assert.match(await said(rosa), /Tide Tailors[\s\S]*Bo Lindgren/)
  const entry = new URL(rosa.url()).pathname
  await drawnInAll(rosa, `${entry}/correct`, 'register correct 320')
  await rosa.locator('[name="company.name"]').fill('Tide & Co')
  await rosa.locator('[name="reason"]').fill('It was renamed.')
  await press(rosa, 'main form button')
  assert.match(await said(rosa), /Tide & Co[\s\S]*It was renamed/)
  await drawnInAll(rosa, `${entry}/end`, 'register end 320')
  await rosa.locator('[name="reason"]').fill('Wound up.')
  await press(rosa, 'main form button')
  await holdToStandard(rosa, 'register entry ended 320')
  assert.match(await said(rosa), /There was no such entry on that day/)

  await drawnInAll(rosa, '/work/registers/companies/import', 'register import 320')
  await rosa.locator('[name="file"]').setInputFiles(fileOf(FILE.replace('alone', 'secretly').replace('FC-7001', '7001')))
  await press(rosa, 'main form button')
  await holdToStandard(rosa, 'register import faults 320')
  assert.match(await said(rosa), /2 things are wrong/)
  await rosa.locator('[name="file"]').setInputFiles(fileOf(FILE))
  await rosa.locator('[name="how"][value="enter"]').check({ force: true })
  await press(rosa, 'main form button')
  await holdToStandard(rosa, 'register import done 320')
  assert.match(await said(rosa), /1 entered/)
})

test('Kofi acts for the bakery he directs: the register fills in the company, he sends, and loses it when the register says so', async () => {
  const kofi = await tabOf('kofi', '/account/mandates')
  await press(kofi, 'a[href="/account/organisations"]')
  await drawnInAll(kofi, '/account/organisations', 'organisations')
  assert.match(await said(kofi), /Harbour Bakery/)
  await press(kofi, 'form[action$="/act"] button')
  await go(kofi, '/services/pavement-seating')
  await press(kofi, 'form[action$="/start"] button')
  const soon = new Date(Date.now() + 90 * 86_400_000)
  const typed = {
    ...{ 'seating.place': '12 Quay Lane', 'seating.seats': '16', 'seating.startsOn-day': String(soon.getUTCDate()) },
    ...{ 'seating.startsOn-month': String(soon.getUTCMonth() + 1), 'seating.startsOn-year': String(soon.getUTCFullYear()) },
  }
  const met: string[] = []
  while (!kofi.url().includes('/receipts/')) {
    for (const [field, value] of Object.entries(typed))
      if (await kofi.locator(`[name="${field}"]`).count()) await kofi.locator(`[name="${field}"]`).fill(value)
    if (await kofi.locator('[name="seating.leavesPath"]').count())
      await kofi.locator('[name="seating.leavesPath"][value="yes"]').check({ force: true })
    if (kofi.url().endsWith('/known')) assert.match(await said(kofi), /Harbour Bakery/)
    met.push((await Promise.all([kofi.waitForEvent('load'), answerPage(kofi, 'organisation')]))[1])
    assert.ok(met.length < 12, met.join(' > '))
  }
  assert.ok(!met.some(place => place.includes('company')), `the company is not asked of a person: ${met.join(' > ')}`)
  await go(kofi, '/requests')
  assert.match(await said(kofi), /Seats on the pavement/)

  const rosa = await tabOf('rosa', '/work/registers/companies?q=FC-1001')
  await press(rosa, 'main table a')
  const entry = new URL(rosa.url()).pathname
  await go(rosa, `${entry}/correct`)
  await rosa.locator('[name="director.signs:0"]').selectOption('jointly')
  await rosa.locator('[name="reason"]').fill('He signs with Dalia now.')
  await press(rosa, 'main form button')
  let lost = ''
  for (let tries = 0; tries < 50 && !/no longer|any more|ended/i.test(lost); tries++) {
    await go(kofi, '/requests')
    lost = await said(kofi)
    await kofi.waitForTimeout(200)
  }
  await holdToStandard(kofi, 'organisation lost')
  assert.match(lost, /Harbour Bakery/)
  await go(kofi, '/account/organisations')
  assert.match(await said(kofi), /you may act for no organisation alone/)
  await go(kofi, '/account/lookups')
  await holdToStandard(kofi, 'organisation looks')
  assert.match(await said(kofi), /Company Registry/)
})
