import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Certificate, makeCertificate } from '../../../dev/registers/certificate.ts'
import { openCertificates } from './trust.ts'

const folder = mkdtempSync(join(tmpdir(), 'portico-certificates-'))
after(() => rmSync(folder, { recursive: true }))
const span = { from: new Date('2026-01-01'), until: new Date('2026-12-31') }
const first = makeCertificate({ name: 'first', ...span })
const second = makeCertificate({ name: 'second', ...span })
const files = { certificate: join(folder, 'own.pem'), key: join(folder, 'own.key'), ca: join(folder, 'ca.pem') }

let now = new Date('2026-11-21T09:00:00Z')
let told: string[] = []
const open = () => openCertificates(files, { now: () => now, tell: sentence => told.push(sentence) })

function keep({ cert, key }: Pick<Certificate, 'cert' | 'key'>, ca = first.cert): void {
  for (const [file, text] of [
    [files.certificate, cert],
    [files.key, key],
    [files.ca, ca],
  ] as const) {
    writeFileSync(file, text)
    utimesSync(file, now, now)
  }
}

function later(): void {
  now = new Date(now.getTime() + 60_000)
}

test('certificates are read from their files, and again when the files have changed', () => {
  keep(first)
  const current = open()
  assert.deepEqual(current(), { cert: first.cert, key: first.key, ca: first.cert })
  later()
  assert.equal(current(), current(), 'the same while nothing changes')
  keep(second)
  later()
  assert.equal(current().cert, second.cert)
})

test('a change that does not hold is told, and the certificate before it is used on', () => {
  keep(first)
  told = []
  const current = open()
  later()
  keep({ cert: second.cert, key: first.key })
  later()
  assert.equal(current().cert, first.cert)
  assert.match(told.join(), /own\.key is not that of the certificate in .*own\.pem/)
})

const old = makeCertificate({ name: 'old', from: new Date('2024-01-01'), until: new Date('2025-06-30') })
const early = makeCertificate({ name: 'early', from: new Date('2027-01-01'), until: new Date('2027-06-30') })
for (const [what, { pair, ca, says }] of Object.entries({
  'a certificate that has expired': { pair: old, ca: first.cert, says: /own\.pem expired on 2025-06-30: put a new one/ },
  'a certificate that is not valid yet': { pair: early, ca: first.cert, says: /own\.pem is valid from 2027-01-01 only/ },
  'an authority that has expired': { pair: first, ca: old.cert, says: /ca\.pem expired on 2025-06-30/ },
  'a key of another certificate': { pair: { cert: first.cert, key: second.key }, ca: first.cert, says: /is not that of/ },
  'no certificate at all': {
    pair: { cert: 'hello', key: first.key },
    ca: first.cert,
    says: /own\.pem holds no certificate in PEM/,
  },
  'no key at all': { pair: { cert: first.cert, key: 'hello' }, ca: first.cert, says: /own\.key holds no private key/ },
})) {
  test(`nothing starts with ${what}, and the operator reads what to do`, () => {
    keep(pair, ca)
    assert.throws(open, { name: 'StartFault', message: says })
  })
}

test('nothing starts with a file that is not there, or with a certificate without its key', () => {
  const settings = { now: () => now, tell: () => {} }
  assert.throws(() => openCertificates({ ca: join(folder, 'none.pem') }, settings), /none\.pem cannot be read/)
  keep(first)
  assert.throws(() => openCertificates({ certificate: files.certificate }, settings), /needed together/)
})
