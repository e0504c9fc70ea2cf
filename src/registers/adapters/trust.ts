import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { AgentOptions } from 'node:https'

/** Certificates of our own, where the other side asks for them (PR-REST 4.7), and whom we trust; PEM. */
export type ClientCertificate = Pick<AgentOptions, 'ca' | 'cert' | 'key'>

/** Why a connection was not trusted: `own-` when it is our certificate that the other side does not take. */
export type TrustFault =
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'certificate-unknown-issuer'
  | 'certificate-other-name'
  | 'own-certificate-not-taken'

/** What each means, for the operator. */
export const trustSentences: Readonly<Record<TrustFault, string>> = {
  'certificate-expired': 'the security server shows a certificate that has expired: it must be renewed there',
  'certificate-not-yet-valid':
    'the security server shows a certificate that is not valid yet: compare the clocks of both machines',
  'certificate-unknown-issuer':
    'the security server shows a certificate that nobody we trust has signed: name its authority in XROAD_CA',
  'certificate-other-name': 'the security server shows the certificate of another host: compare it with XROAD_SECURITY_SERVER',
  'own-certificate-not-taken':
    'the security server does not take our certificate: register the one in XROAD_CLIENT_CERTIFICATE there',
}

// Codes of OpenSSL as Node gives them; an alert is what the other side said of our certificate.
const FAULTS: readonly (readonly [RegExp, TrustFault])[] = [
  [/^CERT_HAS_EXPIRED$/, 'certificate-expired'],
  [/^CERT_NOT_YET_VALID$/, 'certificate-not-yet-valid'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'certificate-other-name'],
  [
    /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED|INVALID_CA|CERT_SIGNATURE)/,
    'certificate-unknown-issuer',
  ],
  [/^ERR_SSL_.*ALERT_.*(CERTIFICATE|UNKNOWN_CA)/, 'own-certificate-not-taken'],
]

/** What an error's code says of certificates; undefined when it is about something else. */
export function trustFaultIn(code: string): TrustFault | undefined {
  return FAULTS.find(([pattern]) => pattern.test(code))?.[1]
}

/** Where the PEM files stand; certificate and key together or not at all. */
export interface CertificateFiles {
  readonly certificate?: string
  readonly key?: string
  readonly ca?: string
}

interface Settings {
  readonly now: () => Date
  /** Hears why files that have changed are not used yet. */
  readonly tell: (sentence: string) => void
}

const LOOK_EVERY_MS = 2000

/**
 * Reads and checks PEM files, and reads them again when they have changed; a change that does not hold is told and not used.
 * @throws Error with a sentence for the operator when the files cannot be used at the start
 */
export function openCertificates(files: CertificateFiles, { now, tell }: Settings): () => ClientCertificate {
  let seen = changedAt(files)
  let current = readCertificates(files, now())
  let lookedAt = now().getTime()
  return () => {
    const at = now().getTime()
    if (at - lookedAt < LOOK_EVERY_MS) return current
    lookedAt = at
    const changed = changedAt(files)
    if (changed === seen) return current
    seen = changed
    try {
      current = readCertificates(files, now())
    } catch (error) {
      tell((error as Error).message)
    }
    return current
  }
}

function changedAt({ certificate, key, ca }: CertificateFiles): string {
  const times = [certificate, key, ca].map(file => (file ? statSync(file, { throwIfNoEntry: false })?.mtimeMs : undefined))
  return times.join(' ')
}

function readCertificates(files: CertificateFiles, at: Date): ClientCertificate {
  const { certificate, key, ca } = files
  if ((certificate === undefined) !== (key === undefined)) throw fault('A certificate and its key are needed together.')
  const own = certificate && key ? { cert: read(certificate), key: read(key) } : {}
  if (own.cert) checkPair(own, { certificate: certificate!, key: key!, at })
  const trusted = ca ? { ca: read(ca) } : {}
  if (trusted.ca) checkCertificate(trusted.ca, { file: ca!, at })
  return { ...own, ...trusted }
}

function checkPair(own: { cert: string; key: string }, { certificate, key, at }: { certificate: string; key: string; at: Date }) {
  const held = checkCertificate(own.cert, { file: certificate, at })
  const fits = attempt(
    () => held.checkPrivateKey(createPrivateKey(own.key)),
    `${key} holds no private key in PEM that can be read.`,
  )
  if (!fits) throw fault(`The key in ${key} is not that of the certificate in ${certificate}.`)
}

function checkCertificate(pem: string, { file, at }: { file: string; at: Date }): X509Certificate {
  const held = attempt(() => new X509Certificate(pem), `${file} holds no certificate in PEM.`)
  const [from, until] = [new Date(held.validFrom), new Date(held.validTo)]
  if (at > until) throw fault(`The certificate in ${file} expired on ${day(until)}: put a new one into the same file.`)
  if (at < from) throw fault(`The certificate in ${file} is valid from ${day(from)} only: check the clock of this machine.`)
  return held
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10)
}

function read(file: string): string {
  return attempt(() => readFileSync(file, 'utf8'), `${file} cannot be read: name a PEM file that this program may read.`)
}

function attempt<T>(act: () => T, otherwise: string): T {
  try {
    return act()
  } catch {
    throw fault(otherwise)
  }
}

function fault(sentence: string): Error {
  return Object.assign(new Error(sentence), { name: 'StartFault' })
}
