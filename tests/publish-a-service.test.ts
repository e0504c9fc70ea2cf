import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mock, test } from 'node:test'
import type { Page } from 'playwright-core'
import { readConfig } from '#app'
import { appointOfficer, personKnownAs } from '#people'
import { servicesCommand } from '../src/app/commands/services-command.ts'
import { holdToStandard, openBrowser, openReader, type Reader, signIn } from './browser.ts'
import { openTown } from './town.ts'

const town = await openTown({ SEED: 'no' })
const browser = await openBrowser()
const guide = await readFile(new URL('../docs/SERVICE-FILE.md', import.meta.url), 'utf8')
const shelter = /```yaml\n(.*?)```/s.exec(guide)![1]!

/** A page on which Greta is signed in, who answers for Fairhaven City's services. */
async function asGreta(reader: Reader = {}): Promise<Page> {
  const page = await (await openReader(browser, reader)).newPage()
  await signIn(page, town, 'greta')
  const person = await personKnownAs(town.world, {
    issuer: town.outside.openIds[0]!.issuer.href.replace(/\/$/, ''),
    subject: 'greta',
  })
  await appointOfficer(town.world, { person: person!, agency: 'municipality', role: 'service-owner', by: 'test' })
  return page
}

/** Gives the command that an operator would type beside the program. @returns what it printed */
async function portico(...rest: string[]): Promise<string> {
  const said: string[] = []
  const printers = [mock.method(console, 'log', keep), mock.method(console, 'error', keep)]
  await servicesCommand(rest, () => readConfig({ DATA_DIR: town.dataDir }))
  for (const printer of printers) printer.mock.restore()
  return said.join('\n')

  function keep(text: unknown) {
    said.push(String(text))
  }
}

/** A rule that forgets those whose card is broken. */
function withGap(card: string): string {
  return card.replace('{ then: grant,', '{ if: libraryCard.what != "broken", then: grant,')
}

async function putIn(page: Page, text: string, language?: string): Promise<void> {
  await page.goto(`${town.url}/work/publish${language ? `?language=${language}` : ''}`)
  await page.locator('textarea[name="text"]').fill(text)
  await page.locator('button[value="check"]').click()
}

test('a service goes from the guide’s file to live on a running system, and is walked, sent and decided', async () => {
  const greta = await asGreta()
  await greta.goto(`${town.url}/work`)
  await holdToStandard(greta, 'staff services')
  await greta.goto(`${town.url}/work/publish`)
  await holdToStandard(greta, 'publish')
  await putIn(greta, shelter.replace('owner: municipality', 'owner: municipallity'))
  await holdToStandard(greta, 'publish with a fault')
  assert.match(await greta.locator('.govuk-error-summary').innerText(), /Line \d+.*municipality/)
  await putIn(greta, shelter)
  await holdToStandard(greta, 'publish a new service')
  await greta.locator('button[value="publish"]').click()
  await holdToStandard(greta, 'versions after publishing')
  const bo = await (await openReader(browser)).newPage()
  await signIn(bo, town, 'bo', '/services/bicycle-shelter')
  await holdToStandard(bo, 'a service just published')
  assert.match(await bo.locator('h1').innerText(), /bicycle/i)
})

test('what is worth a look is shown before publishing, in English and in Arabic, on a narrow screen', async () => {
  const card = withGap(await readFile(new URL('../services/replace-library-card.yaml', import.meta.url), 'utf8'))
  for (const reader of [{}, { width: 320 }, { language: 'ar' }, { language: 'ar', width: 320, script: false }] as const) {
    const greta = await asGreta(reader)
    const { language, width } = { language: 'en', width: 1280, ...reader }
    await putIn(greta, card.replace('version: 1', 'version: 2'), language)
    assert.match(await greta.locator('section[aria-labelledby="warnings"]').innerText(), /No rule speaks of these answers/)
    await holdToStandard(greta, `publish with a warning ${language} ${width}`)
  }
})

test('a version for a share is rehearsed, published, seen and taken back, in Arabic, on a narrow screen, without script', async () => {
  const greta = await asGreta({ language: 'ar', width: 320, script: false })
  const card = await readFile(new URL('../services/replace-library-card.yaml', import.meta.url), 'utf8')
  await putIn(greta, card.replace('version: 1', 'version: 2').replace('1 working day', '3 working days'), 'ar')
  await holdToStandard(greta, 'rehearsed in ar 320')
  await greta.locator('input[name="share"][value="10"]').check({ force: true })
  await greta.locator('button[value="publish"]').click()
  await holdToStandard(greta, 'on trial in ar 320')
  await greta.locator('form[action$="/take-back"] button').click()
  await holdToStandard(greta, 'taken back in ar 320')
  assert.equal(await greta.locator('.govuk-tag--blue').count(), 0)
})

test('from the command line: rehearsed, published to a share, released to all, taken back, each live within seconds', async () => {
  const file = join(town.dataDir, 'street-party-permit.yaml')
  const party = await readFile(new URL('../services/street-party-permit.yaml', import.meta.url), 'utf8')
  const next = party.replace(/^version: \d+/m, 'version: 20').replace(/decide-within: \d+/, 'decide-within: 44')
  await writeFile(file, next)
  const gapped = join(town.dataDir, 'replace-library-card.yaml')
  const card = await readFile(new URL('../services/replace-library-card.yaml', import.meta.url), 'utf8')
  await writeFile(gapped, withGap(card).replace('version: 1', 'version: 30'))
  assert.match(await portico('rehearse', gapped), /card\.yaml:\d+:\d+ warning: No rule speaks of .*\n.*past requests?/)
  assert.match(await portico('publish', gapped, '--share', '10'), /warning: No rule speaks of .*\nVersion 30 .* is published/)
  assert.match(await portico('rehearse', file), /generated journeys.*\n.*within 44 working days/)
  assert.match(await portico('publish', file, '--share', '10'), /Version 20 .* 10 % of new starts/)
  assert.match(await portico('release', 'street-party-permit', '20'), /released to everybody/)
  const days = () => town.world.catalogue.services.get('street-party-permit')!.decideWithin.days
  for (const end = Date.now() + 60_000; days() !== 44 && Date.now() < end; )
    await new Promise(resolve => setTimeout(resolve, 100))
  assert.equal(days(), 44)
  assert.match(await portico('take-back', 'street-party-permit'), /Version 20 .* is taken back/)
  assert.match(await portico('take-back', 'street-party-permit'), /the only version that is given out/)
  assert.match(await portico('versions', 'street-party-permit'), /20 {2}published .* by operator, not given out\n.*live/)
  await writeFile(file, next.replace('owner: municipality', 'owner: nobody').replace('version: 20', 'version: 21'))
  assert.match(await portico('publish', file), /There is no agency “nobody”.*\nNothing was published/s)
})
