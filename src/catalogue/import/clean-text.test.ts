import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { blocksOf, guidanceOf, plainText } from './clean-text.ts'

const cleaned: readonly [what: string, html: string, guidance: string][] = [
  ['paragraphs', '<p class="govuk-body">One.</p>\n<p>Two.</p>', 'One.\n\nTwo.'],
  ['plain text', 'One\n  line &amp; more &pound;5&#8230;', 'One line & more £5…'],
  [
    'headings and lists',
    '<h2>You need</h2><ul><li>a plan</li><li>a <b>budget</b></li></ul>',
    '## You need\n\n- a plan\n- a budget',
  ],
  ['a list right after words', 'We ask about:<ul><li>money</li></ul>thanks', 'We ask about:\n\n- money\n\nthanks'],
  ['a paragraph inside an entry', '<ul><li><p>one</p></li><li><p>two</p></li></ul>', '- one\n- two'],
  [
    'a web link',
    'Read <a href="https://example.org/a_(b)" target="_blank">this</a>.',
    'Read [this](https://example.org/a_%28b%29).',
  ],
  ['a link to write to', '<a href="mailto:a@example.org">a@example.org</a>', 'a@example.org'],
  ['a link that runs code', '<a href="javascript:alert(1)">here</a>', 'here'],
  ['a link that runs code in disguise', '<a href=" java&#10;script:alert(1)">here</a>', 'here'],
  ['a link with a password in it', '<a href="https://bank@evil.example">here</a>', 'here'],
  ['a script', 'a<script>alert("<p>x</p>")</script>b', 'ab'],
  ['a script that never ends', 'a<script>alert(1)', 'a'],
  ['a style, a frame and a picture', '<style>p{}</style><iframe src=x>y</iframe><img src=x onerror="alert(1)">z', 'z'],
  ['a handler on a tag', '<p onclick="alert(1)">z</p>', 'z'],
  ['a remark', 'a<!-- <script>x</script> -->b', 'ab'],
  ['a tag that never ends', 'a <b', 'a <b'],
  ['a script spelt in entities stays words', '&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
  ['words that would read as a heading', '<p>## Not one</p><p>- nor an entry</p>', 'Not one\n\nnor an entry'],
  ['marks that make text run otherwise', 'safe\u202eevil\u0000', 'safeevil'],
  ['a table', '<table><tr><th>Year</th><td>2027</td></tr><tr><td>a</td><td>b</td></tr></table>', 'Year 2027\n\na b'],
]

for (const [what, html, guidance] of cleaned)
  test(`of a form’s HTML, ${what} becomes plain guidance`, () => {
    assert.equal(guidanceOf(blocksOf(html)), guidance)
  })

test('a label is one line, whatever HTML it was', () => {
  assert.equal(plainText('<label for="x">Your <b>name</b></label>\n<br>in full'), 'Your name in full')
  assert.equal(plainText('Choose:<ul><li>one</li><li><a href="https://example.org">two</a></li></ul>'), 'Choose:; one; two')
})

test('no tag of a form’s own comes through, however it is mangled', () => {
  const bits = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '/',
    'a',
    'script',
    '<p>',
    '<li>',
    '<a href="https://e.org">',
    '</a>',
    '<!--',
    '-->',
    '=',
    ' ',
    '&#60;',
    'x',
  )
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 40 }), parts => {
      const html = parts.join('')
      for (const { text } of blocksOf(html)) assert.doesNotMatch(text, /\p{Cc}/u)
      assert.equal(blocksOf(html).length <= html.length, true)
    }),
  )
})

test('a text made to be slow to read is read to its end', { timeout: 20_000 }, () => {
  assert.ok(blocksOf('<a "'.repeat(5000)))
})
