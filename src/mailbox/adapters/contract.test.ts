import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { newId } from '#platform'
import { mailers } from './index.ts'
import type { Mail, Mailer } from './mailer.ts'

/** How each way of sending is watched from outside: what has arrived, as raw mails. */
const watched: Record<keyof typeof mailers, () => Promise<{ mailer: Mailer; arrived(): Promise<string[]>; folder: string }>> = {
  async file() {
    const folder = await mkdtemp(join(tmpdir(), 'mailer-'))
    const arrived = async () => Promise.all((await readdir(folder)).map(name => readFile(join(folder, name), 'utf8')))
    return { mailer: mailers.file({ folder, from: 'no-reply@door.example' }), arrived, folder }
  },
}

const mail = (changes: Partial<Mail> = {}): Mail => ({
  id: newId(),
  to: 'dalia@example.org',
  subject: 'لديك رسالة جديدة في صندوق رسائلك، وهذا عنوان طويل جدًا',
  text: 'Une lettre vous attend : été, œuvre.\n',
  language: 'ar',
  at: new Date('2026-11-21T09:00:00Z'),
  ...changes,
})

for (const [name, open] of Object.entries(watched)) {
  test(`${name}: a mail arrives once, however often it is sent`, async () => {
    const { mailer, arrived } = await open()
    const one = mail()
    await Promise.all([mailer.send(one), mailer.send(one)])
    await mailer.send(one)
    await mailer.send(mail())
    assert.equal((await arrived()).length, 2)
  })

  test(`${name}: subject and text arrive letter by letter, in lines any mail server takes`, async () => {
    const { mailer, arrived } = await open()
    const one = mail()
    await mailer.send(one)
    const [raw] = await arrived()
    const [head, body] = raw!.split('\r\n\r\n') as [string, string]
    const subject = [...head.matchAll(/=\?utf-8\?B\?([^?]*)\?=/g)]
      .map(([, word]) => Buffer.from(word!, 'base64').toString())
      .join('')
    assert.equal(subject, one.subject)
    assert.equal(Buffer.from(body, 'base64').toString(), one.text)
    for (const line of raw!.split('\r\n')) assert.ok(line.length <= 78 && /^[\x20-\x7e]*$/.test(line), line)
    assert.match(head, /Date: Sat, 21 Nov 2026 09:00:00 \+0000/)
  })

  test(`${name}: an address that carries more than itself is refused`, async () => {
    const { mailer, arrived } = await open()
    await assert.rejects(mailer.send(mail({ to: 'bo@example.org\r\nBcc: all@example.org' })))
    await assert.rejects(mailer.send(mail({ to: 'bo@example.org, all@example.org' })))
    assert.deepEqual(await arrived(), [])
  })
}

test('file: only the program itself may read the outbox', async () => {
  const { mailer, folder } = await watched.file()
  const one = mail()
  await mailer.send(one)
  assert.equal((await stat(join(folder, `${one.id}.eml`))).mode & 0o777, 0o600)
})
