import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { newId, rows, sql, transaction, workJobsOnce } from '#platform'
import { testWorld } from '#platform/testing'
import { fileMailer } from './adapters/file.ts'
import type { Mail } from './adapters/mailer.ts'
import { archiveMessage } from './archive-message.ts'
import { deliver } from './deliver.ts'
import { mailboxJobs } from './jobs.ts'
import { noticeAddress, readAddress, startNotices, stopNotices } from './notice-address.ts'
import { notify } from './notify.ts'
import { readMessage } from './read-message.ts'
import { countUnread, messagesIn } from './store.ts'

const outbox = await mkdtemp(join(tmpdir(), 'outbox-'))
const catalogue = {
  government: { name: { en: 'Fairhaven' } },
  agencies: new Map([['family-agency', { id: 'family-agency', name: { en: 'Family agency' } }]]),
}
const world = {
  ...(await testWorld()),
  catalogue,
  publicUrl: 'https://door.example',
  mailer: fileMailer({ folder: outbox, from: 'no-reply@door.example' }),
}

const letter = (person: string) => ({
  person,
  about: newId(),
  from: 'family-agency',
  language: 'en' as const,
  subject: { en: 'Child benefit: granted', fr: 'Allocation : accordée' },
  text: { en: 'You get 100 euros a month.\n\nKeep this message.' },
  kind: 'decided' as const,
  service: 'child-benefit',
})
const send = (person: string) => transaction(world, tx => deliver(tx, letter(person)))
const eventsOf = (person: string) =>
  rows<{ kind: string }>(world, sql`select kind from platform.event where person_id = ${person} order by seq`)

test('a message is in the mailbox once the act that sent it is committed, and not when the act fails', async () => {
  const bo = newId()
  await assert.rejects(
    transaction(world, async tx => {
      await deliver(tx, letter(bo))
      throw new Error('the act failed')
    }),
  )
  assert.deepEqual(await eventsOf(bo), [])
  const { id } = await send(bo)
  const [found] = await messagesIn(world, { person: bo, archived: false, limit: 10, after: 0 })
  assert.equal(found?.id, id)
  assert.deepEqual(found?.deliveredAt, world.now())
  assert.deepEqual(await eventsOf(bo), [{ kind: 'message.delivered' }])
})

test('the first opening marks a message read and is recorded; the second changes nothing', async () => {
  const bo = newId()
  const { id } = await send(bo)
  assert.equal(await countUnread(world, bo), 1)
  await Promise.all([readMessage(world, bo, id), readMessage(world, bo, id)])
  assert.equal(await countUnread(world, bo), 0)
  assert.deepEqual(await eventsOf(bo), [{ kind: 'message.delivered' }, { kind: 'message.read' }])
})

test('nobody opens or archives another person’s message', async () => {
  const { id } = await send(newId())
  const other = newId()
  await assert.rejects(readMessage(world, other, id), { code: 'MESSAGE_NOT_THERE', status: 404 })
  await assert.rejects(readMessage(world, other, "1' or true --"), { code: 'MESSAGE_NOT_THERE' })
  await assert.rejects(archiveMessage(world, { person: other, id, archived: true }), { code: 'MESSAGE_NOT_THERE' })
})

test('a message goes to the archive and comes back', async () => {
  const bo = newId()
  const { id } = await send(bo)
  const inbox = () => messagesIn(world, { person: bo, archived: false, limit: 10, after: 0 })
  await archiveMessage(world, { person: bo, id, archived: true })
  await archiveMessage(world, { person: bo, id, archived: true })
  assert.equal((await inbox()).length, 0)
  await archiveMessage(world, { person: bo, id, archived: false })
  assert.equal((await inbox()).length, 1)
  assert.deepEqual(
    (await eventsOf(bo)).map(({ kind }) => kind),
    ['message.delivered', 'message.archived', 'message.unarchived'],
  )
})

test('the notice by e-mail says that a message waits and nothing of what it says', async () => {
  const bo = newId()
  await startNotices(world, bo, 'bo@example.org')
  const { id } = await send(bo)
  await workJobsOnce(world, mailboxJobs)
  const mail = await readFile(join(outbox, `${id}.eml`), 'utf8')
  const [head, body] = mail.split('\r\n\r\n') as [string, string]
  const said = `${head}\n${Buffer.from(body, 'base64').toString()}`
  assert.match(said, /To: <bo@example\.org>/)
  assert.match(said, /https:\/\/door\.example\/mailbox/)
  assert.doesNotMatch(said, /benefit|family|100 euros/i)
})

test('a job that runs again tells nobody twice, even when the program died before writing down that it had sent', async () => {
  const bo = newId()
  await startNotices(world, bo, 'bo@example.org')
  const { id } = await send(bo)
  const sent: Mail[] = []
  const mailer = { send: async (mail: Mail) => void sent.push(mail) }
  await notify({ ...world, mailer }, { person: bo, message: id })
  await notify({ ...world, mailer }, { person: bo, message: id })
  assert.equal(sent.length, 1)
  await world.mailer.send(sent[0]!)
  await world.mailer.send(sent[0]!)
  assert.equal((await readdir(outbox)).filter(name => name.startsWith(id)).length, 1)
})

test('a mail server that is down leaves the message delivered and the notice to be tried again', async () => {
  const bo = newId()
  await startNotices(world, bo, 'bo@example.org')
  const { id } = await send(bo)
  const down = { send: () => Promise.reject(new Error('down')) }
  await assert.rejects(notify({ ...world, mailer: down }, { person: bo, message: id }))
  assert.equal(await countUnread(world, bo), 1)
  const sent: Mail[] = []
  await notify({ ...world, mailer: { send: async mail => void sent.push(mail) } }, { person: bo, message: id })
  assert.equal(sent.length, 1)
})

test('who did not ask, who stopped asking and who has read the message gets no mail', async () => {
  const bo = newId()
  const sent: Mail[] = []
  const watched = { ...world, mailer: { send: async (mail: Mail) => void sent.push(mail) } }
  await notify(watched, { person: bo, message: (await send(bo)).id })
  await startNotices(world, bo, 'bo@example.org')
  const { id } = await send(bo)
  await readMessage(world, bo, id)
  await notify(watched, { person: bo, message: id })
  await stopNotices(world, bo)
  await notify(watched, { person: bo, message: (await send(bo)).id })
  assert.deepEqual(sent, [])
})

test('the address for notices is kept sealed', async () => {
  const bo = newId()
  await startNotices(world, bo, 'bo@example.org')
  const [kept] = await rows<{ sealed: string }>(world, sql`select sealed from mailbox.notice_address where person_id = ${bo}`)
  // Two letters may stand in any seal by chance.
  assert.doesNotMatch(kept!.sealed, /bo@|example/)
  assert.equal(await noticeAddress(world, bo), 'bo@example.org')
})

test('only one plain e-mail address is taken', () => {
  assert.equal(readAddress(' bo@example.org '), 'bo@example.org')
  for (const typed of [
    '',
    'bo',
    'bo@',
    'bo@x',
    'a@b.org, c@d.org',
    'bo@example.org\r\nBcc: all@example.org',
    `${'x'.repeat(65)}@a.org`,
  ])
    assert.equal(readAddress(typed), undefined, typed)
})
