import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import type { Step } from '../old/schema.ts'
import { openScreen, StepFault } from './screen-walker.ts'

let elsewhereAsked = 0
const elsewhere = await listening((_, response) => {
  elsewhereAsked++
  response.end()
})
const PAGES: Readonly<Record<string, string>> = {
  '/': `<a href="${elsewhere}/x">Out</a><a href="//evil.example/">Away</a><a href="b?c=1">In</a>
    <form action="${elsewhere}/f" method=post>Name <input name=n><input type=submit value=Send></form>
    <form action="/find"><input type=hidden name=t value=7><input type=hidden name=n value=hidden>Name: <input name=q><select name=s></select>
    <input type=checkbox name=c value=1><input type=submit name=go value=Find></form>`,
}
const asked: string[] = []
const cookies: (string | undefined)[] = []
const old = await listening((request, response) => {
  asked.push(request.url!)
  cookies.push(request.headers.cookie)
  const to = { '/out': `${elsewhere}/y`, '/loop': '/loop', '/once': '/there' }[request.url!]
  const headers = {
    'content-type': 'text/html',
    'set-cookie': request.url === '/bye' ? 'S=; Max-Age=0' : 'S=1; Path=/; HttpOnly',
  }
  response.writeHead(to ? 302 : 200, { ...headers, ...(to ? { location: to } : {}) }).end(PAGES[request.url!] ?? 'page')
})

async function listening(hear: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(hear as never)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const walker = openScreen({ address: new URL(old), timeoutMs: 1000, maxBytes: 10_000 })
const start = () => walker.take({ open: '/' }, { seen: undefined, known: {} })

test('whatever an old page says, no link, form or redirect leads to another host', async () => {
  const seen = await start()
  const known = {}
  await assert.rejects(walker.take({ follow: 'Out' }, { seen, known }), StepFault)
  await assert.rejects(walker.take({ follow: 'Away' }, { seen, known }), StepFault)
  await assert.rejects(walker.take({ fill: { Name: 'Bo' }, press: 'Send' }, { seen, known }), StepFault)
  await assert.rejects(walker.take({ open: '/out' }, { seen, known }), StepFault)
  await assert.rejects(walker.take({ open: '//evil.example/' }, { seen, known }), StepFault)
  assert.equal(elsewhereAsked, 0)
})

test('a redirect within is followed, a circle is not', async () => {
  assert.equal((await walker.take({ open: '/once' }, { seen: undefined, known: {} })).at, '/there')
  await assert.rejects(walker.take({ open: '/loop' }, { seen: undefined, known: {} }), StepFault)
})

test('a form is sent as a browser would: hidden fields as they are, the label’s field filled in, the button named', async () => {
  const seen = await start()
  await walker.take({ fill: { Name: '{who}' }, press: 'find' }, { seen, known: { who: 'Bo & Sam=é' } })
  const sent = new URLSearchParams(asked.at(-1)!.split('?')[1])
  assert.deepEqual(
    [...sent],
    [
      ['t', '7'],
      ['n', 'hidden'],
      ['q', 'Bo & Sam=é'],
      ['s', ''],
      ['go', 'Find'],
    ],
  )
})

test('a screen without the words, the field or the button of the script is not the one it was written for', async () => {
  const seen = await start()
  const steps: readonly Step[] = [
    { follow: 'Nowhere' },
    { fill: { Street: 'x' }, press: 'Find' },
    { fill: { Name: 'x' }, press: 'Delete' },
  ]
  for (const step of steps) await assert.rejects(walker.take(step, { seen, known: {} }), StepFault)
})

test('what stands in an address is one part of it, whatever it holds', async () => {
  await walker.take({ open: '/p/{who}/x' }, { seen: undefined, known: { who: '../a?b#c' } })
  assert.equal(asked.at(-1), '/p/..%2Fa%3Fb%23c/x')
})

test('cookies are kept until they are taken back, or forgotten', async () => {
  await start()
  await start()
  assert.equal(cookies.at(-1), 'S=1')
  await walker.take({ open: '/bye' }, { seen: undefined, known: {} })
  assert.equal(walker.hasSession(), false)
})
