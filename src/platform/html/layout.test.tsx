import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Button, Layout, renderPage } from './index.ts'
import { type Element, elementsOf, parse } from './testing/markup.ts'

const arabic = renderPage(
  <Layout language="ar" direction="rtl" title="مولود جديد" skipLinkText="انتقل إلى المحتوى" header="بورتيكو" footer="فيرهيفن">
    <Button text="متابعة" />
  </Layout>,
)
const page = elementsOf(parse(arabic.replace('<!doctype html>', '')))

test('a page is an HTML document that says its language and direction', () => {
  assert.ok(arabic.startsWith('<!doctype html><html '))
  assert.deepEqual(named('html')[0]?.attributes, { lang: 'ar', dir: 'rtl', class: 'govuk-template' })
})

test('a page has one main part, and the first link leads to it', () => {
  assert.deepEqual(
    named('main').map(main => main.attributes.id),
    ['main-content'],
  )
  assert.equal(named('a')[0]?.attributes.href, '#main-content')
})

test('a page carries no script or style of its own, so a strict content-security policy holds', () => {
  assert.deepEqual(
    named('script').map(script => [script.attributes.src, script.children.length]),
    [
      ['/assets/enhanced.js', 0],
      ['/assets/start.js', 0],
    ],
  )
  assert.deepEqual(named('style'), [])
  for (const { attributes } of page) assert.ok(!Object.keys(attributes).some(name => name === 'style' || name.startsWith('on')))
})

function named(name: string): Element[] {
  return page.filter(element => element.name === name)
}
