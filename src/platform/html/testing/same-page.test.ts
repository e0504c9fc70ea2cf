import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from './markup.ts'
import { oneWay } from './same-page.ts'

const same: [string, string, string][] = [
  ['attributes in another order', '<p id="a" class="b">x</p>', '<p class="b" id="a">x</p>'],
  ['another way of escaping', '<p title="&quot;">it&#39;s &gt; 1</p>', `<p title='"'>it's > 1</p>`],
  ['boolean attributes, void elements and comments', '<input disabled><!-- x -->', '<input disabled=""/>'],
  ['white space at the edge of a box', '<div>\n  <p>\n one\n two </p>\n</div>', '<div><p>one two</p></div>'],
  ['a space at the end of an inline element', '<p><b>one </b><i>two</i></p>', '<p><b>one</b> <i>two</i></p>'],
]

const different: [string, string, string][] = [
  ['a missing space between words', '<p>one <b>two</b></p>', '<p>one<b>two</b></p>'],
  ['a missing space between inline elements', '<p><b>one</b> <i>two</i></p>', '<p><b>one</b><i>two</i></p>'],
  ['a missing attribute', '<p id="a">x</p>', '<p>x</p>'],
  ['another value', '<a href="/a">x</a>', '<a href="/b">x</a>'],
  ['an empty attribute and none', '<input value="">', '<input>'],
  ['classes in another order', '<p class="a b">x</p>', '<p class="b a">x</p>'],
  ['elements in another order', '<b>x</b><i>y</i>', '<i>y</i><b>x</b>'],
  ['other nesting', '<b><i>x</i></b>', '<i><b>x</b></i>'],
  ['markup and its escaped text', '<p><b>x</b></p>', '<p>&lt;b>x&lt;/b></p>'],
  ['lines in a text area', '<textarea>a\nb</textarea>', '<textarea>a b</textarea>'],
]

for (const [what, one, other] of same) test(`${what} make no other page`, () => assert.equal(oneWay(one), oneWay(other)))
for (const [what, one, other] of different) test(`${what}: another page`, () => assert.notEqual(oneWay(one), oneWay(other)))

test('HTML that would have to be guessed about is refused', () => {
  for (const html of ['<p>', '<b><i></b></i>', '</p>', '<p id="a" id="b">x</p>', '<p id=a>x</p>', '&unheard;', '<div/>']) {
    assert.throws(() => parse(html), html)
  }
})
