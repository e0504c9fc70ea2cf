import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawnAround, drawnOnce, drawnOnceOf } from './drawn-once.ts'
import { render } from './render.ts'

test('a part that is drawn once stands on each page as if it were drawn there, escaped as ever', () => {
  let drawings = 0
  const part = drawnOnce(10, (name: string, size: number) => {
    drawings += 1
    return (
      <>
        <b title={'"'}>{name}</b> &amp; <i>{size}</i>
        {name === '<a>' && <hr />}
      </>
    )
  })
  const page = () =>
    render(
      <main>
        {part('<a>', 1)}
        <p>{part('b', 2)}</p>
        {part('<a>', 1)}
      </main>,
    )
  const [first, again] = [page(), page()]
  const [a, b] = ['<b title="&quot;">&lt;a></b> &amp; <i>1</i><hr/>', '<b title="&quot;">b</b> &amp; <i>2</i>']
  assert.equal(first, `<main>${a}<p>${b}</p>${a}</main>`)
  assert.equal(again, first)
  assert.equal(drawings, 2)
})

test('a part with blanks is drawn once, and what is filled in is escaped, in an attribute and between elements', () => {
  let drawings = 0
  const part = drawnAround(10, ['to', 'inside'], ({ to, inside }, size: number) => {
    drawings += 1
    return (
      <p class={`s${size}`}>
        <a href={`/x?y=${to}`} title="&">
          {to}
        </a>
        {inside}
      </p>
    )
  })
  const link = (to: string) => `<a href="/x?y=${to}" title="&amp;">${to}</a>`
  assert.equal(render(part({ to: '"><b>', inside: <b>{'<'}</b> }, 1)), `<p class="s1">${link('&quot;>&lt;b>')}<b>&lt;</b></p>`)
  assert.equal(render(part({ to: 'b', inside: ['<', <i key="i">i</i>, null] }, 1)), `<p class="s1">${link('b')}&lt;<i>i</i></p>`)
  assert.equal(render(part({ to: 'PORTICO-BLANK-inside-', inside: 1 }, 2)), `<p class="s2">${link('PORTICO-BLANK-inside-')}1</p>`)
  assert.equal(drawings, 2)
})

test('a part of an object is drawn once for it and what else it is asked with, and no more of them are kept than was said', () => {
  let drawings = 0
  const part = drawnOnceOf(3, ({ name }: { name: string }, size: number) => {
    drawings += 1
    return <b class={`s${size}`}>{name}</b>
  })
  const [a, b] = [{ name: 'a' }, { name: 'b' }]
  const drawAll = () => {
    assert.equal(render(part(a, 1)), '<b class="s1">a</b>')
    assert.equal(render(part(b, 1)), '<b class="s1">b</b>')
  }
  drawAll()
  drawAll()
  assert.equal(drawings, 2)
  assert.equal(render(part(a, 2)), '<b class="s2">a</b>')
  drawAll()
  assert.equal(drawings, 5)
})
