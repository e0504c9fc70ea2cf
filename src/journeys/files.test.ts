import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CasesWorld, caseRoutes, decideByRule } from '#cases'
import { documentsRoutes, type Scanner } from '#documents'
import { appointOfficer } from '#people'
import { buildServer, catchUp, newId, rows, sql } from '#platform'
import { journeyRoutes } from './routes.ts'
import { catalogueWithEvidence } from './testing/evidence.ts'
import { tabOf, testTown } from './testing/town.ts'

const town = await testTown()
let scanner: Scanner = { scan: async () => 'not-scanned' }
const world = {
  ...town.world,
  catalogue: await catalogueWithEvidence(),
  signer: { kid: 'test', keys: [], sign: async () => 'signed' },
  publicUrl: 'https://fairhaven.example',
  scanner: { scan: (bytes: Buffer) => scanner.scan(bytes) },
} satisfies CasesWorld & typeof town.world
const app = buildServer(world, {
  routes: [...journeyRoutes, ...caseRoutes, ...documentsRoutes],
  assets: new Map(),
  publicUrl: 'http://127.0.0.1:3000',
  formTargets: [],
  shell: ({ body }) => body,
})

const PDF = Buffer.from('%PDF-1.7 a lease')
const PNG = Buffer.from('\x89PNG\r\n\x1a\n a door', 'latin1')
const BOUNDARY = 'x-evidence-x'

interface Chosen {
  readonly name: string
  readonly bytes: Buffer
}

/** A page's form as a browser sends it when it asks for files. */
function multipart(fields: Readonly<Record<string, string>>, files: Readonly<Record<string, Chosen>>): Buffer {
  const head = (name: string, more = '') => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`
  return Buffer.concat([
    ...Object.entries(fields).map(([name, value]) => Buffer.from(`${head(name)}${value}\r\n`)),
    ...Object.entries(files).flatMap(([field, { name, bytes }]) => [
      Buffer.from(head(field, `; filename="${name}"\r\nContent-Type: image/png`)),
      bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ])
}

/** Somebody at the first page of the service. */
async function begun(subject: string) {
  const tab = await tabOf(world, subject, app)
  const at = await tab.begin('/services/evidence')
  const page = `${at}/pages/evidence.lease`
  const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
  async function send(fields: Record<string, string>, files: Record<string, Chosen> = {}, url = page) {
    const seen = hidden((await tab.get(url)).body, 'seen')
    return app.inject({
      ...{ method: 'POST', url, payload: multipart({ 'form-token': tab.token, seen, ...fields }, files) },
      headers: { cookie: tab.cookie, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    })
  }
  const kept = () =>
    rows<{ id: string; type: string }>(
      world,
      sql`select id, type from documents.file where person_id = ${tab.person} order by kept_at`,
    )
  return { ...tab, at, page, id: at.split('/')[2]!, send, kept, hidden }
}

const lease = { 'flat.lease': { name: 'lease.pdf', bytes: PDF } }

test('a page that asks for a file says of what kind and size, and needs no script for it', async () => {
  const { get, page, at } = await begun('asks')
  const { body } = await get(page)
  assert.match(body, /<form method="post"[^>]*enctype="multipart\/form-data"/)
  assert.match(body, /PDF, plain text or CSV, up to [^<]*1 MB/)
  assert.match(body, /type="file"[^>]*accept="\.pdf,application\/pdf,\.txt,\.csv,text\/plain,text\/csv"/)
  assert.doesNotMatch((await get(`${at}/discard`)).body, /enctype/)
})

test('a file is handed in, shown with its size, kept on the way back, and goes with the request to an officer who may save it', async () => {
  const bo = await begun('hands-in')
  const answered = await bo.send({ 'flat.number': '4' }, { ...lease, 'flat.photo': { name: 'C:\\door.html', bytes: PNG } })
  assert.equal(answered.headers.location, `${bo.at}/pages/evidence.plans`)
  const back = (await bo.get(bo.page)).body
  assert.match(back, /You handed in:[\s\S]*lease\.pdf[\s\S]*1 kB/)
  assert.equal(
    (
      await bo.send({
        'flat.lease-kept': bo.hidden(back, 'flat.lease-kept'),
        'flat.number': '5',
        'flat.photo-kept': bo.hidden(back, 'flat.photo-kept'),
      })
    ).statusCode,
    303,
  )
  const plans = `${bo.at}/pages/evidence.plans`
  const more = await bo.send({ more: 'flat.plans' }, { 'flat.plans-0-plan': { name: 'one.png', bytes: PNG } }, plans)
  assert.match(more.headers.location as string, /more=plans/)
  const first = bo.hidden((await bo.get(more.headers.location as string)).body, 'flat.plans-0-plan-kept')
  await bo.send({ 'flat.plans-0-plan-kept': first }, { 'flat.plans-1-plan': { name: 'two.png', bytes: PNG } }, plans)
  const check = (await bo.get(`${bo.at}/check`)).body
  assert.match(check, /lease\.pdf[\s\S]*door\.html\.png[\s\S]*one\.png[\s\S]*two\.png/)
  const sent = await bo.post(`${bo.at}/send`, {
    key: bo.hidden(check, 'key'),
    digest: bo.hidden(check, 'digest'),
    declared: 'yes',
  })
  assert.match(sent.headers.location as string, /^\/receipts\//)
  await catchUp(world, [decideByRule])
  assert.equal((await bo.kept()).length, 4)

  const [opened] = await rows<{ id: string }>(world, sql`select id from cases.case_file where person_id = ${bo.person}`)
  const file = (await bo.kept())[0]!.id
  const at = `/work/cases/${opened!.id}/files/${file}`
  const amara = await tabOf(world, 'amara', app)
  const elsewhere = await tabOf(world, 'farid', app)
  await appointOfficer(world, { person: amara.person, agency: 'municipality', role: 'officer', by: 'test' })
  await appointOfficer(world, { person: elsewhere.person, agency: 'family-agency', role: 'officer', by: 'test' })
  assert.match((await amara.get(`/work/cases/${opened!.id}`)).body, new RegExp(`href="${at}"[\\s\\S]*Not checked for viruses`))
  const saved = await amara.get(at)
  assert.deepEqual([saved.statusCode, saved.body, saved.headers['content-type']], [200, PDF.toString(), 'application/pdf'])
  assert.equal(saved.headers['content-disposition'], `attachment; filename="lease.pdf"; filename*=UTF-8''lease.pdf`)
  assert.equal(saved.headers['content-security-policy'], "default-src 'none'; sandbox")
  assert.equal(saved.headers['x-content-type-options'], 'nosniff')
  for (const tab of [elsewhere, bo]) assert.equal((await tab.get(at)).statusCode, 404)
  assert.equal((await amara.get(`/work/cases/${opened!.id}/files/${newId()}`)).statusCode, 404)
  assert.equal((await amara.get(`/files/${file}`)).statusCode, 404)
  assert.equal((await bo.get(`/files/${file}`)).body, PDF.toString())
  const looked = await rows(world, sql`select 1 from platform.event where kind = 'case.file-viewed' and person_id = ${bo.person}`)
  assert.equal(looked.length, 1)
})

test('a file is kept although another answer of its page is wrong', async () => {
  const { send, hidden, kept } = await begun('keeps')
  const { statusCode, body } = await send({ 'flat.number': 'four' }, lease)
  assert.equal(statusCode, 422)
  assert.match(body, /value="four"/)
  assert.match(body, /You handed in:[\s\S]*lease\.pdf/)
  const again = await send({ 'flat.number': '4', 'flat.lease-kept': hidden(body, 'flat.lease-kept') })
  assert.equal(again.statusCode, 303)
  assert.equal((await kept()).length, 1)
})

const wrong: [what: string, file: Chosen, sentence: RegExp][] = [
  [
    'too large',
    { name: 'lease.pdf', bytes: Buffer.concat([PDF, Buffer.alloc(1024 * 1024)]) },
    /choose a file of [^<]*1 MB[^<]* or less/,
  ],
  [
    'larger than any may be',
    { name: 'lease.pdf', bytes: Buffer.concat([PDF, Buffer.alloc(11 * 1024 * 1024)]) },
    /choose a file of [^<]*1 MB[^<]* or less/,
  ],
  ['empty', { name: 'lease.pdf', bytes: Buffer.alloc(0) }, /the file you chose is empty/],
  ['a picture under another name', { name: 'lease.pdf', bytes: PNG }, /choose a file that is [^<]*PDF, plain text or CSV/],
  ['a program', { name: 'lease.pdf', bytes: Buffer.from('MZ\x90\0\x03') }, /is something else, whatever its name says/],
  ['a zip, which is not opened', { name: 'lease.pdf', bytes: Buffer.from('PK\x03\x04 42.zip') }, /is something else/],
]
for (const [what, file, sentence] of wrong)
  test(`a file that is ${what} is told in its place, and everything else stays`, async () => {
    const { send, kept } = await begun(`wrong ${what}`)
    const { statusCode, body } = await send(
      { 'flat.number': '4' },
      { 'flat.lease': file, 'flat.photo': { name: 'door.png', bytes: PNG } },
    )
    assert.equal(statusCode, 422)
    assert.match(body, sentence)
    assert.match(body, /href="#flat-lease"/)
    assert.match(body, /value="4"/)
    assert.match(body, /You handed in:[\s\S]*door\.png/)
    assert.deepEqual(
      (await kept()).map(({ type }) => type),
      ['png'],
    )
  })

test('pages of the web under the name of a picture are no picture', async () => {
  const { send, kept } = await begun('svg')
  for (const text of [
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    '<html><script>alert(1)</script>',
    'GIF89a',
  ]) {
    const { body } = await send({ 'flat.number': '4' }, { 'flat.photo': { name: 'door.png', bytes: Buffer.from(text) } })
    assert.match(body, /A photo of the door: choose a file that is [^<]*PNG or JPEG/)
  }
  assert.deepEqual(await kept(), [])
})

test('a file that is two things at once is saved as what it begins as, and runs nowhere', async () => {
  const { send, kept, get } = await begun('polyglot')
  const bytes = Buffer.concat([PDF, Buffer.from('<script>alert(1)</script>PK\x03\x04')])
  await send({ 'flat.number': '4' }, { 'flat.lease': { name: 'lease.html', bytes } })
  const { headers } = await get(`/files/${(await kept())[0]!.id}`)
  assert.equal(headers['content-type'], 'application/pdf')
  assert.match(headers['content-disposition'] as string, /filename="lease\.html\.pdf"/)
})

test('a file replaced or taken back is gone, and one that was refused does not cost the one before it', async () => {
  const { send, kept, hidden, get, page } = await begun('replaces')
  await send({ 'flat.number': '4' }, { ...lease, 'flat.photo': { name: 'door.png', bytes: PNG } })
  const [first] = await kept()
  const before = (await get(page)).body
  const ids = { 'flat.lease-kept': hidden(before, 'flat.lease-kept'), 'flat.photo-kept': hidden(before, 'flat.photo-kept') }
  const refused = await send({ 'flat.number': '4', ...ids }, { 'flat.lease': { name: 'x.pdf', bytes: PNG } })
  assert.equal(refused.statusCode, 422)
  assert.equal(hidden(refused.body, 'flat.lease-kept'), first!.id)
  await send({ 'flat.number': '4', ...ids, 'flat.photo-remove': 'yes' }, { 'flat.lease': { name: 'new.pdf', bytes: PDF } })
  const left = await kept()
  assert.deepEqual(
    left.map(({ type }) => type),
    ['pdf'],
  )
  assert.notEqual(left[0]!.id, first!.id)
})

test('files go with the draft that is thrown away', async () => {
  const { send, kept, post, at } = await begun('discards')
  await send({ 'flat.number': '4' }, lease)
  await post(`${at}/discard`)
  assert.deepEqual(await kept(), [])
})

test('the id of another person’s file, of another journey’s, or of none is not taken for an answer', async () => {
  const bo = await begun('owner')
  await bo.send({ 'flat.number': '4' }, lease)
  const [file] = await bo.kept()
  const eve = await begun('eve')
  const other = await begun('owner')
  for (const [tab, id] of [
    [eve, file!.id],
    [other, file!.id],
    [eve, newId()],
    [eve, "'; drop table x; --"],
    [eve, '__proto__'],
  ] as const) {
    const { statusCode, body } = await tab.send({ 'flat.number': '4', 'flat.lease-kept': id })
    assert.equal(statusCode, 422)
    assert.match(body, /we no longer have this file/)
    assert.doesNotMatch(body, /lease\.pdf/)
  }
  assert.equal((await eve.get(`/files/${file!.id}`)).statusCode, 404)
})

test('a file with a virus is not kept, and none is while the scanner does not answer', async () => {
  const { send, kept } = await begun('virus')
  scanner = { scan: async () => 'harmful' }
  assert.match((await send({ 'flat.number': '4' }, lease)).body, /a virus was found in this file/)
  scanner = { scan: async () => 'unavailable' }
  assert.match((await send({ 'flat.number': '4' }, lease)).body, /we cannot check files for viruses right now/)
  scanner = { scan: async () => 'clean' }
  assert.deepEqual(await kept(), [])
  assert.equal((await send({ 'flat.number': '4' }, lease)).statusCode, 303)
})
