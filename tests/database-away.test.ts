import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openConnections } from '../dev/visitor/connections.ts'
import { fillForm } from '../dev/visitor/fill-form.ts'
import { freeze } from '../dev/visitor/frozen.ts'
import { untilSaid } from '../dev/visitor/program.ts'
import { openSurroundings, serve } from '../dev/visitor/surroundings.ts'
import { newVisitor, signIn } from '../dev/visitor/visitor.ts'

const TIME_LIMIT_MS = 120_000
const town = await openSurroundings({ registers: false })
const program = await serve(town, {
  SEED: 'no',
  LOG_LEVEL: 'warn',
  SERVICES_DIR: join(import.meta.dirname, '../bench/government'),
})
const [site, identityProvider] = [new URL(town.site), new URL(town.identityProvider)]
const connections = new Map(
  [site, identityProvider].map(url => [url.origin, openConnections({ hostname: url.hostname, port: Number(url.port) })]),
)
let goOn: (() => void) | undefined
after(async () => {
  goOn?.()
  for (const one of connections.values()) one.close()
  await program.kill('SIGTERM')
  await town.stop()
})

const visitor = newVisitor({ connections })
const see = (path: string) => visitor.visit(new URL(path, site))

test('while the database does not answer people still read what is for all, and are told that what they saved is safe; then all goes on by itself', {
  timeout: TIME_LIMIT_MS,
}, async () => {
  const start = await signIn(visitor, { site, subject: 'population-7', goal: '/services/warm-home-grant' })
  const begun = fillForm(start.body, start.url.pathname, {})!
  const question = await visitor.visit(new URL(begun.action, site), begun.form)
  assert.match(question.url.pathname, /^\/journeys\//, question.body.slice(0, 300))

  goOn = freeze(town.env.DATA_DIR!)
  await untilAway()
  for (const path of ['/', '/services', '/services/warm-home-grant', '/help/about', '/verify']) {
    const { status, body } = await see(path)
    assert.equal(status, 200, path)
    assert.doesNotMatch(body, /class="portico-sign-(out|in)"/, `${path} does not say who is signed in, nor that nobody is`)
  }
  const account = await see('/account')
  assert.equal(account.status, 503)
  assert.match(account.body, /Your draft is safe/)

  const typed = 'Bo Amina of the harbour'
  const form = fillForm(question.body, '/journeys/', { 'applicant.givenNames': typed, 'applicant.familyName': 'Lindqvist' })!
  const kept = await visitor.ask(new URL(form.action, site), form.form)
  assert.equal(kept.status, 503)
  assert.match(kept.body, /kept on this page/)
  assert.ok(kept.body.includes(`value="${typed}"`), 'what was typed is on the page')
  const reference = /reference: [^0-9a-f]*([0-9a-f]{10})/.exec(kept.body)?.[1]
  assert.ok(reference, 'people are given a reference')
  await untilSaid(program, reference)

  goOn()
  goOn = undefined
  const back = await untilBack()
  assert.ok(back, 'it came back by itself')
  const again = fillForm(kept.body, '/journeys/', {})!
  const sent = await visitor.visit(new URL(again.action, site), again.form)
  assert.equal(sent.status, 200)
  assert.notEqual(sent.url.pathname, question.url.pathname, 'what was typed is taken, and the next question asked')
})

async function untilAway(): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await see('/health/ready')).status === 503) return
    await pause(50)
  }
  assert.fail('nobody noticed that the database is away')
}

async function untilBack(): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    if ((await see('/health/ready')).status === 200) return true
    await pause(20)
  }
  return false
}
