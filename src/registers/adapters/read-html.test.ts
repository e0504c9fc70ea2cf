import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readHtml } from './read-html.ts'

test('what stands beside a label is found in tables that are never closed, and in lists of terms', () => {
  const { cells } = readHtml(`<TABLE><TR><TH>Name:<TD>Lindgren&nbsp;Bo<TR><TD ALIGN=left>Born *<TD>12.03.1984</TABLE>
    <dl><dt>Town</dt><dd>Fair<b>haven</b></dd><dt>Empty</dt><dd></dd></dl>`)
  assert.deepEqual(
    [...cells],
    [
      ['name', 'Lindgren Bo'],
      ['born', '12.03.1984'],
      ['town', 'Fairhaven'],
      ['empty', ''],
    ],
  )
})

test('scripts, styles and comments say nothing', () => {
  const { text, cells } = readHtml('<script>"<td>a</td>"</script><style>td{}</style><!-- <td>b<td>c -->seen')
  assert.deepEqual([text, cells.size], ['seen', 0])
})

test('a form is known by its fields, their labels and its buttons, hidden ones kept as they are', () => {
  const { forms } = readHtml(`<FORM METHOD=post ACTION='/go?x=1&amp;y'><INPUT TYPE=hidden NAME=t VALUE="7">
    <label for=a>Number:</label><input id=a name=n> Town <input name=town value=F><button name=b value=1>Find <i>it</i></button></FORM>`)
  assert.deepEqual(forms, [
    {
      ...{ action: '/go?x=1&y', method: 'post' },
      fields: [
        { name: 't', type: 'hidden', label: '', value: '7' },
        { name: 'n', type: 'text', label: 'number', value: '' },
        { name: 'town', type: 'text', label: 'town', value: 'F' },
      ],
      buttons: [{ name: 'b', type: 'submit', label: 'find it', value: '1' }],
    },
  ])
})

test('links are known by their words', () => {
  assert.deepEqual(readHtml('<a href="/a?b=1&amp;c">One <em>thing</em></a><a name=x>none</a>').links, [
    { text: 'One thing', href: '/a?b=1&c' },
  ])
})

test('no text makes the reader fail', () => {
  const scrap = fc.constantFrom(
    '<',
    '>',
    '<td',
    '<table>',
    '</td>',
    '<a href=',
    '"',
    "'",
    '<form>',
    '&#x110000;',
    '&#0;',
    '<!--',
    '<script>',
    'é',
    ' ',
    'a',
  )
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 60 }), parts => {
      readHtml(parts.join(''))
    }),
    { seed: 20261122, numRuns: 500 },
  )
})
