import { createPrivateKey, generateKeyPairSync, type KeyObject, randomInt, sign } from 'node:crypto'

/** A key and its X.509 certificate, PEM, for 127.0.0.1: for rehearsing TLS on this machine, trusted by nobody else. */
export interface Certificate {
  readonly name: string
  readonly key: string
  readonly cert: string
}

interface Wanted {
  readonly name: string
  readonly from: Date
  readonly until: Date
  /** The authority that signs it; without one it signs itself, and may sign others. */
  readonly by?: Certificate
}

/** Makes a certificate that is valid between two instants (before the year 2050). */
export function makeCertificate({ name, from, until, by }: Wanted): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const toSign = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    ...[serial(), ECDSA_SHA256, nameOf(by?.name ?? name), der(SEQUENCE, utcTime(from), utcTime(until)), nameOf(name)],
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, ...(by ? [] : [IS_AUTHORITY]), FOR_LOOPBACK)),
  )
  const signer = by ? createPrivateKey(by.key) : privateKey
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', toSign, signer)])
  return {
    name,
    key: pemOf(privateKey),
    cert: pem('CERTIFICATE', der(SEQUENCE, toSign, ECDSA_SHA256, der(BIT_STRING, signature))),
  }
}

const INTEGER = 0x02
const BIT_STRING = 0x03
const SEQUENCE = 0x30
const OID_ECDSA_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex')
const OID_COMMON_NAME = Buffer.from('0603550403', 'hex')
const ECDSA_SHA256 = der(SEQUENCE, OID_ECDSA_SHA256)
// basicConstraints, critical, cA: true; subjectAltName with IP address 127.0.0.1 (RFC 5280).
const IS_AUTHORITY = der(SEQUENCE, Buffer.from('0603551d130101ff040530030101ff', 'hex'))
const FOR_LOOPBACK = der(SEQUENCE, Buffer.from('0603551d110408300687047f000001', 'hex'))

function serial(): Buffer {
  return der(INTEGER, Buffer.from([randomInt(1, 128), ...Array.from({ length: 7 }, () => randomInt(256))]))
}

function nameOf(commonName: string): Buffer {
  return der(SEQUENCE, der(0x31, der(SEQUENCE, OID_COMMON_NAME, der(0x0c, Buffer.from(commonName)))))
}

function utcTime(at: Date): Buffer {
  return der(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`))
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const size = content.byteLength
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function pem(label: string, content: Buffer): string {
  return `-----BEGIN ${label}-----\n${content
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')}\n-----END ${label}-----\n`
}
