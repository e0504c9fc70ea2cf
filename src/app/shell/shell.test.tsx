import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page, type Visit } from '#platform'
import { renderPage } from '#platform/html'
import { readAssets, shellOf } from './index.ts'

const assets = readAssets()
const shell = shellOf({ assets, government: { name: { en: 'Fairhaven', ar: 'فيرهيفن' }, isFictional: true } })
const services = page(<h1>Services</h1>, { title: 'Services' })
const visit: Visit = {
  method: 'GET',
  path: '/services',
  url: '/services?q=child',
  query: { q: 'child' },
  language: 'en',
  secret: 'secret',
  cookies: {},
  authorization: '',
  formToken: 'token-of-this-browser',
}

test('every page names itself first and the government after it', () => {
  assert.match(drawn(services, visit), /<title>Services – Fairhaven<\/title>/)
})

test('a visitor may sign in and comes back to the same page', () => {
  const html = drawn(services, visit, {})
  assert.match(html, /href="\/sign-in\?then=%2Fservices%3Fq%3Dchild"/)
  assert.doesNotMatch(html, /href="\/mailbox"/)
})

test('a person sees their own parts and leaves by a form that carries its token', () => {
  const html = drawn(services, visit, { person: { givenNames: 'Amara', familyName: 'Okafor' } })
  for (const path of ['/requests', '/mailbox', '/documents', '/account']) assert.ok(html.includes(`href="${path}"`), path)
  assert.match(html, /action="\/sign-out"/)
  assert.match(html, /value="token-of-this-browser"/)
  assert.doesNotMatch(html, /href="\/work"/)
})

test('the page of a failure, where nobody looked who it is, does not offer to sign in', () => {
  assert.doesNotMatch(drawn(services, visit), /sign-in|sign-out/)
})

test('an officer also sees their work, whichever gate let them in', () => {
  const officer = { id: 'o', agency: 'municipality', role: 'officer', name: 'Bo Li' }
  assert.match(drawn(services, visit, officer), /href="\/work"/)
  assert.match(drawn(services, visit, { person: { givenNames: 'Bo', familyName: 'Li' }, officer }), /href="\/work"/)
})

test('the page is one step away in every language, keeping what was asked', () => {
  assert.match(
    drawn(services, visit),
    /href="\/services\?q=child&amp;language=ar" rel="alternate" lang="ar" hreflang="ar" dir="rtl"/,
  )
})

test('the answer to a form leads to its address in another language, not to the form sent again', () => {
  assert.match(drawn(services, { ...visit, method: 'POST' }), /href="\/services\?language=fr"/)
})

test('a page in Arabic is written from right to left and fetches the Arabic typeface first', () => {
  const html = drawn(services, { ...visit, language: 'ar' })
  assert.match(html, /<html lang="ar" dir="rtl"/)
  assert.ok(html.includes(`<link rel="preload" href="${assets.fonts.arabic}"`))
})

test('a step of a journey has no menu that leads away', () => {
  assert.doesNotMatch(drawn(page(<h1>Income</h1>, { title: 'Income', focused: true }), visit), /govuk-service-navigation/)
})

function drawn(reply: Parameters<typeof shell>[0], to: Visit, caller?: unknown): string {
  return renderPage(shell(reply, to, caller))
}
