import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { holdToStandard } from './browser.ts'

/** What a parent types wherever it is asked, by field. */
const typed: Readonly<Record<string, string>> = {
  'applicant.givenNames': 'Kofi',
  'applicant.familyName': 'Mensah',
  'applicant.bornOn-day': '18',
  'applicant.bornOn-month': '1',
  'applicant.bornOn-year': '1979',
  'applicant.residence-line1': '4 Harbour Lane',
  'applicant.residence-town': 'Fairhaven',
  'applicant.residence-postcode': 'FH1 2AB',
  'applicant.telephone': '+33 1 23 45 67 89',
  'applicant.bankAccount': 'DE89 3704 0044 0532 0130 00',
  'child.givenNames': 'Freja',
  'child.familyName': 'Mensah',
  'child.bornOn-day': '2',
  'child.bornOn-month': '11',
  'child.bornOn-year': '2026',
  'child.bornAt': 'Fairhaven Infirmary',
  'child.otherParentGivenNames': 'Abena',
  'child.otherParentFamilyName': 'Mensah',
  'household.partnerGivenNames': 'Abena',
  'household.partnerFamilyName': 'Mensah',
  'household.incomeLastYear': '41000',
  'childcare.startsOn-day': '1',
  'childcare.startsOn-month': '9',
  'childcare.startsOn-year': String(new Date().getFullYear() + 1),
  'childcare.daysPerWeek': '4',
  'childcare.needs': 'Allergic to nuts',
}

/** What is ticked or chosen wherever it is offered. */
const chosen = [
  'consent[]',
  'child.sex',
  'child.hasOtherParent',
  'household.livesWithPartner',
  'childcare.kind[]',
  'childcare.hasNeeds',
  'declared',
]

/** Answers whatever this page of a journey asks, and goes on. @returns the page's place in the journey, `pages/child-benefit.account` */
export async function answerPage(page: Page, name: string): Promise<string> {
  const place = new URL(page.url()).pathname.split('/').slice(3).join('/')
  await holdToStandard(page, `${name} ${place}`)
  for (const [field, value] of Object.entries(typed)) {
    const input = page.locator(`[name="${field}"]`)
    if ((await input.count()) && !(await input.inputValue())) await input.fill(value)
  }
  for (const choice of chosen) {
    const box = page.locator(`[name="${choice}"]`)
    if (await box.count()) await box.first().check({ force: true })
  }
  await page.locator('main form button:not([name])').last().click()
  return place
}

/** Goes on page by page until the receipt. @returns the places met, in order */
export async function walkToReceipt(page: Page, name: string): Promise<string[]> {
  const met: string[] = []
  while (!new URL(page.url()).pathname.startsWith('/receipts/')) {
    met.push(await answerPage(page, name))
    assert.ok(met.length < 30, `the walk of ${name} ends: ${met.join(' > ')}`)
  }
  await holdToStandard(page, `${name} receipt`)
  return met
}
