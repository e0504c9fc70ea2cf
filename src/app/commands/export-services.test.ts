import assert from 'node:assert/strict'
import { join } from 'node:path'
import { mock, test } from 'node:test'
import { readConfig } from '../config.ts'
import { servicesCommand } from './services-command.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** Runs the command and keeps what it printed. */
async function run(...rest: string[]) {
  const said: string[] = []
  const keep = (text: unknown) => said.push(String(text))
  const printers = [mock.method(console, 'log', keep), mock.method(console, 'error', keep)]
  const code = await servicesCommand(['export', ...rest, '--dir', ROOT], () => readConfig({}))
  for (const printer of printers) printer.mock.restore()
  return { code, text: said.join('\n') }
}

test('the catalogue is printed with the addresses of the website it is for', async () => {
  const { code, text } = await run('cpsv-ap.ttl', '--url', 'https://fairhaven.example/')
  assert.equal(code, 0)
  assert.match(text, /^@prefix /)
  assert.match(text, /<https:\/\/fairhaven\.example\/services\/child-benefit#service>/)
})

test('one service is printed in each format', async () => {
  for (const format of ['cpsv-ap.jsonld', 'schema-org.jsonld', 'answers.schema.json', 'openapi.json']) {
    const { code, text } = await run(format, 'child-benefit')
    assert.equal(code, 0, format)
    assert.ok(Object.keys(JSON.parse(text)).length > 1, format)
  }
})

const misunderstood: readonly [what: string, rest: string[], sentence: RegExp][] = [
  ['no format', [], /^portico services export FORMAT/],
  ['a format nobody knows', ['excel'], /There is no format “excel”\.[\s\S]*cpsv-ap\.ttl/],
  ['one service’s format for all', ['openapi.json'], /openapi\.json describes one service; say which\./],
  ['a service nobody knows', ['cpsv-ap.ttl', 'nothing'], /There is no service “nothing”/],
  ['an address that is none', ['cpsv-ap.ttl', '--url', 'fairhaven'], /“fairhaven” is no address/],
  ['an option nobody knows', ['cpsv-ap.ttl', '--all'], /--all/],
]

for (const [what, rest, sentence] of misunderstood) {
  test(`${what} is answered with what can be said instead`, async () => {
    const { code, text } = await run(...rest)
    assert.equal(code, 2)
    assert.match(text, sentence)
  })
}
