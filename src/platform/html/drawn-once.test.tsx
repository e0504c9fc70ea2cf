import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawnOnce } from './drawn-once.ts'
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
