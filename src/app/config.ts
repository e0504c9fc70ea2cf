import { isAbsolute, join, resolve } from 'node:path'
import { readProxies } from '#platform'
import type { CertificateFiles } from '#registers'
import { type OpenIdConfig, openIdsFrom } from './open-id-config.ts'

/** Everything that an operator may set, read once from the environment; see docs/CONFIGURATION.md. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly publicUrl: string
  /** How many processes serve, each started again when it ends; undefined serves in this one alone. */
  readonly processes: number | undefined
  /** What this machine does: serve people, the work behind it, or both. */
  readonly role: Role
  /** How long it still serves, saying that it is not ready, before it stops; milliseconds. */
  readonly stopNoticeMs: number
  readonly dataDir: string
  readonly servicesDir: string
  /** A PostgreSQL of the operator's; undefined brings up our own. */
  readonly databaseUrl: string | undefined
  /** The same database as its owner, who makes and changes its tables; undefined where somebody else does that before the start. */
  readonly databaseOwnerUrl: string | undefined
  /** Past the pooler, for what needs a connection of its own: the job queue, keys for one machine at a time. */
  readonly databaseDirectUrl: string | undefined
  /** Whether DATABASE_URL is a pooler that lends its connections for one transaction each. */
  readonly isPooled: boolean
  /** A copy that follows the database: public pages are read there. */
  readonly replica: ReplicaConfig | undefined
  /** Root secret of at least 32 characters; undefined keeps one in the data folder. */
  readonly secret: string | undefined
  /** The root secret until now, while it is being changed. */
  readonly secretBefore: string | undefined
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent'
  readonly metricsToken: string | undefined
  /** Addresses and networks whose `X-Forwarded-For` is believed; empty believes nobody's. */
  readonly trustedProxies: string
  /** A collector that takes traces in OTLP over HTTP; undefined keeps none. */
  readonly traces: URL | undefined
  /** None starts the development identity provider, where nobody's identity is real. */
  readonly openIds: readonly OpenIdConfig[]
  /** Undefined starts the pretend registers. */
  readonly xRoad: XRoadConfig | undefined
  /** Where other members of the exchange may ask us; undefined tells them nothing. */
  readonly provider: ProviderConfig | undefined
  /** A file that says where old registers are; undefined where there are none. */
  readonly oldRegisters: string | undefined
  /** Whether Fairhaven's people and some of their requests are put in at the start. */
  readonly seed: boolean
  readonly mailFrom: string
  /** Who outside the database remembers the heads of the log. */
  readonly witness: WitnessConfig
  /** Where the write-ahead log of our own PostgreSQL is brought as it is written; undefined brings it nowhere. */
  readonly backup: BackupConfig | undefined
  /** A ClamAV daemon that looks through what people hand in; undefined keeps it as not checked. */
  readonly clamAv: URL | undefined
}

export const roles = ['all', 'web', 'worker'] as const
export type Role = (typeof roles)[number]

export interface ReplicaConfig {
  readonly url: string
  /** How far behind it may be before the primary is asked instead. */
  readonly behindMs: number
}

export interface WitnessConfig {
  /** Always: a file there, to which each head is added. */
  readonly folder: string
  /** A witness of transparency logs, with its public key when its counter-signatures are to be kept. */
  readonly url: URL | undefined
  readonly key: string | undefined
}

export interface BackupConfig {
  readonly folder: string
  /** A file with the key that seals it; undefined leaves it open. */
  readonly keyFile: string | undefined
}

export interface XRoadConfig {
  readonly securityServer: URL
  readonly client: string
  /** PEM files: what we show to the security server, and whom we trust. */
  readonly certificates: CertificateFiles
}

export interface ProviderConfig {
  readonly host: string
  readonly port: number
  /** Our own subsystem, whose services these are. */
  readonly client: string
  readonly certificates: CertificateFiles
}

/** All that is wrong with the configuration, at once. */
export class ConfigFaults extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map(fault => `  - ${fault}`).join('\n')}`,
    )
    this.faults = faults
  }
}

const ROOT = join(import.meta.dirname, '../..')
type Environment = Readonly<Record<string, string | undefined>>

/** Reads the environment. @throws ConfigFaults naming every setting that cannot be used, and what it may be */
export function readConfig(env: Environment): Config {
  const faults: string[] = []
  const reader = readerOf(env, faults)
  const host = env.HOST || '127.0.0.1'
  const port = reader.port('PORT', 3000)
  const config: Config = {
    host,
    port,
    publicUrl: (reader.url('PUBLIC_URL')?.origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`).replace(
      /\/$/,
      '',
    ),
    processes: env.PROCESSES ? reader.whole('PROCESSES', { from: 1, to: 64 }) : undefined,
    role: reader.oneOf('ROLE', roles, 'all'),
    stopNoticeMs: 1_000 * (env.STOP_NOTICE_SECONDS ? reader.whole('STOP_NOTICE_SECONDS', { from: 0, to: 300 }) : 0),
    dataDir: folder(env.DATA_DIR, 'data'),
    servicesDir: folder(env.SERVICES_DIR, '.'),
    databaseUrl: env.DATABASE_URL || undefined,
    databaseOwnerUrl: env.DATABASE_OWNER_URL || undefined,
    databaseDirectUrl: env.DATABASE_DIRECT_URL || undefined,
    isPooled: isPooledIn(env, reader),
    replica: replicaFrom(env, reader),
    secret: reader.secret('PORTICO_SECRET'),
    secretBefore: reader.secret('PORTICO_SECRET_BEFORE'),
    logLevel: reader.oneOf('LOG_LEVEL', ['info', 'warn', 'error', 'silent'], 'warn'),
    metricsToken: env.METRICS_TOKEN || undefined,
    trustedProxies: proxiesFrom(env, reader),
    traces: reader.url('OTEL_EXPORTER_OTLP_ENDPOINT'),
    openIds: openIdsFrom(env, reader),
    xRoad: xRoadFrom(env, reader),
    provider: providerFrom(env, reader),
    oldRegisters: env.OLD_REGISTERS ? resolve(env.OLD_REGISTERS) : undefined,
    witness: witnessFrom(env, reader),
    seed:
      reader.oneOf('SEED', ['yes', 'no'], env.OIDC_ISSUER || env.OIDC_PROVIDERS || env.XROAD_SECURITY_SERVER ? 'no' : 'yes') ===
      'yes',
    clamAv: clamAvFrom(env, reader),
    backup: backupFrom(env, reader),
    mailFrom: env.MAIL_FROM || 'no-reply@fairhaven.example',
  }
  if (faults.length > 0) throw new ConfigFaults(faults)
  return config
}

function folder(given: string | undefined, otherwise: string): string {
  if (!given) return join(ROOT, otherwise)
  return isAbsolute(given) ? given : resolve(given)
}

type Reader = ReturnType<typeof readerOf>

function readerOf(env: Environment, faults: string[]) {
  const fault = (sentence: string) => void faults.push(sentence)
  return {
    fault,
    port(name: string, otherwise: number): number {
      const given = env[name]
      const port = given ? Number(/^\d{1,5}$/.exec(given)?.[0] ?? 0) : otherwise
      if (port < 1 || port > 65_535) fault(`${name} is a port from 1 to 65535; it was "${given}".`)
      return port
    },
    whole(name: string, { from, to }: { from: number; to: number }): number {
      const given = env[name] ?? ''
      const number = /^\d{1,6}$/.test(given) ? Number(given) : Number.NaN
      if (!(number >= from && number <= to)) fault(`${name} is a whole number from ${from} to ${to}; it was "${given}".`)
      return number
    },
    url(name: string): URL | undefined {
      const given = env[name]
      if (!given) return undefined
      const url = URL.parse(given)
      if (!url || !/^https?:$/.test(url.protocol))
        fault(`${name} is an http or https address, such as https://service.example; it was "${given}".`)
      return url ?? undefined
    },
    secret(name: string): string | undefined {
      const given = env[name]
      if (given && given.length < 32) fault(`${name} needs at least 32 characters; make one with: openssl rand -base64 48`)
      return given || undefined
    },
    oneOf<const Value extends string>(name: string, offered: readonly Value[], otherwise: Value): Value {
      const given = env[name]
      if (given && !offered.includes(given as Value)) fault(`${name} is one of ${offered.join(', ')}; it was "${given}".`)
      return (given || otherwise) as Value
    },
  }
}

/** Jobs listen, and one machine at a time holds keys on its connection: neither outlives a transaction in a pooler. */
function isPooledIn(env: Environment, { oneOf, fault }: Reader): boolean {
  const isPooled = oneOf('DATABASE_POOLING', ['none', 'transaction'], 'none') === 'transaction'
  if (isPooled && !(env.DATABASE_URL && env.DATABASE_DIRECT_URL))
    fault('DATABASE_POOLING=transaction needs DATABASE_URL, the pooler, and DATABASE_DIRECT_URL, the database itself.')
  return isPooled
}

function replicaFrom(env: Environment, { whole }: Reader): ReplicaConfig | undefined {
  const behindSeconds = env.REPLICA_BEHIND_SECONDS ? whole('REPLICA_BEHIND_SECONDS', { from: 1, to: 3_600 }) : 5
  return env.DATABASE_REPLICA_URL ? { url: env.DATABASE_REPLICA_URL, behindMs: 1_000 * behindSeconds } : undefined
}

function witnessFrom(env: Environment, { url, fault }: Reader): WitnessConfig {
  const { LOG_WITNESS_DIR: given, LOG_WITNESS_KEY: key } = env
  if (key && !/^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/.test(key))
    fault(`LOG_WITNESS_KEY is the witness's public key, such as witness.example/w1+1a2b3c4d+BAb…; it was "${key}".`)
  return {
    folder: given ? folder(given, '') : join(folder(env.DATA_DIR, 'data'), 'witness'),
    url: url('LOG_WITNESS_URL'),
    key: key || undefined,
  }
}

function proxiesFrom({ TRUSTED_PROXIES: given = '' }: Environment, { fault }: Reader): string {
  try {
    readProxies(given)
  } catch {
    fault(`TRUSTED_PROXIES is a list of addresses or networks, such as 10.0.0.7 or 10.0.0.0/8; it was "${given}".`)
  }
  return given
}

function backupFrom({ BACKUP_DIR: given, BACKUP_KEY_FILE: keyFile, DATABASE_URL: databaseUrl }: Environment, { fault }: Reader) {
  if (keyFile && !given) fault('BACKUP_KEY_FILE is used with BACKUP_DIR, the folder that it seals: set that too.')
  if (given && databaseUrl)
    fault('BACKUP_DIR is for the PostgreSQL that Portico brings; one of your own is backed up as docs/OPERATIONS.md says.')
  return given ? { folder: folder(given, ''), keyFile: keyFile ? resolve(keyFile) : undefined } : undefined
}

function clamAvFrom({ CLAMAV_URL: given }: Environment, { fault }: Reader): URL | undefined {
  if (!given) return undefined
  const url = URL.parse(given)
  if (url?.protocol !== 'tcp:' || !url.hostname)
    fault(`CLAMAV_URL is the address of a ClamAV daemon, such as tcp://127.0.0.1:3310; it was "${given}".`)
  return url ?? undefined
}

function xRoadFrom(env: Environment, { url, fault }: Reader): XRoadConfig | undefined {
  const securityServer = url('XROAD_SECURITY_SERVER')
  if (!securityServer) return undefined
  if (!env.XROAD_CLIENT)
    fault('XROAD_CLIENT is needed when XROAD_SECURITY_SERVER is set: our identifier, such as FH/GOV/portico/portico.')
  const certificates = pemFilesFrom(
    env,
    { certificate: 'XROAD_CLIENT_CERTIFICATE', key: 'XROAD_CLIENT_KEY', ca: 'XROAD_CA' },
    fault,
  )
  return { securityServer, client: env.XROAD_CLIENT ?? '', certificates }
}

/** A port of its own: it is reached without a session, so beyond this machine only by who shows a certificate we trust. */
function providerFrom(env: Environment, { port, fault }: Reader): ProviderConfig | undefined {
  const host = env.XROAD_PROVIDER_HOST || '127.0.0.1'
  const names = { certificate: 'XROAD_PROVIDER_CERTIFICATE', key: 'XROAD_PROVIDER_KEY', ca: 'XROAD_PROVIDER_CA' }
  const certificates = pemFilesFrom(env, names, fault)
  if (!env.XROAD_PROVIDER_PORT) return undefined
  if (!env.XROAD_CLIENT)
    fault('XROAD_CLIENT is needed when XROAD_PROVIDER_PORT is set: our identifier, such as FH/GOV/portico/portico.')
  const isSecured = certificates.certificate && certificates.ca
  if (!isSecured && (certificates.certificate || certificates.ca || !/^(127(\.\d{1,3}){3}|::1|localhost)$/.test(host)))
    fault(
      'XROAD_PROVIDER_CERTIFICATE, XROAD_PROVIDER_KEY and XROAD_PROVIDER_CA are needed together, and always when XROAD_PROVIDER_HOST is not this machine itself: only our security server may ask.',
    )
  return { host, port: port('XROAD_PROVIDER_PORT', 0), client: env.XROAD_CLIENT ?? '', certificates }
}

/** Paths of PEM files, by the names of their settings; certificate and key belong together. */
function pemFilesFrom(
  env: Environment,
  names: Readonly<Record<keyof CertificateFiles, string>>,
  fault: Reader['fault'],
): CertificateFiles {
  const { certificate, key } = names
  if (Boolean(env[certificate]) !== Boolean(env[key]))
    fault(`${certificate} and ${key} are needed together: PEM files of a certificate and of its private key.`)
  const given = Object.entries(names).flatMap(([what, name]) => (env[name] ? [[what, resolve(env[name])]] : []))
  return Object.fromEntries(given)
}
