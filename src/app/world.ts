import { join } from 'node:path'
import { type CasesWorld, grantedCases } from '#cases'
import { type Catalogue, type Library, openLibrary } from '#catalogue'
import { type DocumentsWorld, scanners, signers } from '#documents'
import { type JourneysWorld, openDraftsAtHand } from '#journeys'
import { type MailboxWorld, mailers } from '#mailbox'
import { type OperationsWorld, openRunning, type Running } from '#operations'
import {
  type Database,
  type KeyEncryption,
  type KeyRing,
  keyEncryptions,
  type Log,
  logKeysIn,
  openKeyRing,
  openLog,
  openTracer,
  type SealingWorld,
  type Tracer,
  traceParent,
  type Witness,
  type World,
  witnesses,
} from '#platform'
import { readNoteKey } from '#platform/sealed-log'
import {
  type CertificateFiles,
  type ClientCertificate,
  type Exchange,
  exchangeWithOld,
  exchangeWithOwn,
  type KeepingWorld,
  loadAccess,
  loadOldRegisters,
  loadOwnRegisters,
  type Notices,
  noticeWays,
  openCertificates,
  type ProvidingWorld,
  type TrustFault,
  trustSentences,
  xRoadExchange,
} from '#registers'
import type { Config, XRoadConfig } from './config.ts'
import { identityProviderOf, standInAt } from './identity-provider.ts'
import type { Databases } from './open-database.ts'
import type { OpenIdConfig } from './open-id-config.ts'
import { secretBeforeIn, secretIn } from './secret.ts'
import type { StandIns } from './surroundings.ts'

/** Everything that verbs lean on, of every module. */
export type AppWorld = World &
  JourneysWorld &
  CasesWorld &
  MailboxWorld &
  DocumentsWorld &
  ProvidingWorld &
  KeepingWorld &
  OperationsWorld &
  SealingWorld & {
    readonly notices: Notices
    readonly tracer?: Tracer
    readonly db: Database
    readonly catalogue: Catalogue
    readonly library: Library
  }

/** The keys as the database has them, too. */
type WithKeys = { readonly keys: KeyRing }

/** The world as a running program holds it: its keys are kept up with those of the database. */
export type RunningWorld = AppWorld & WithKeys

/** The little that a command beside the running program leans on; close its database afterwards. */
export async function openSmallWorld(config: Config, db: Database): Promise<World & WithKeys & { readonly db: Database }> {
  return { db, now: () => new Date(), log: openLog('silent'), keys: await openKeyRing(db, await encryptionOf(config)) }
}

/** What data keys are wrapped with: of the configured secret, or the one in the data folder. */
export async function encryptionOf({ secret, secretBefore, dataDir }: Config): Promise<KeyEncryption> {
  return keyEncryptions.rootSecret({
    secret: secret ?? (await secretIn(dataDir)),
    before: secretBefore ?? (await secretBeforeIn(dataDir)),
  })
}

/** Where the outside is: given by the operator, or a stand-in just started. */
export interface Outside {
  readonly openIds: readonly OpenIdConfig[]
  readonly xRoad: XRoadConfig
}

/** Where the outside is, given by the operator or stood in for. */
export function outsideOf(config: Config, { identityProvider, registers }: StandIns): Outside {
  return {
    openIds: identityProvider === undefined ? config.openIds : [standInAt(new URL(identityProvider))],
    xRoad: config.xRoad ?? {
      ...{ securityServer: new URL(registers!), client: 'FH/GOV/portico/portico', certificates: {} },
    },
  }
}

/** Puts the world together: real adapters, the government's folder, the keys. @throws CatalogueFaults */
export async function openWorld(config: Config, databases: Databases, { openIds, xRoad }: Outside): Promise<RunningWorld> {
  const log = openLog(config.logLevel)
  const keys = await openKeyRing(databases.db, await encryptionOf(config))
  const small = { ...databases, now: () => new Date(), log, keys }
  const running = openRunning()
  const tracer = config.traces && openTracer({ endpoint: config.traces, log, now: small.now })
  const library = await openLibrary(small, config.servicesDir)
  const ownRegisters = await loadOwnRegisters(config.servicesDir, library.catalogue)
  const old = {
    old: await loadOldRegisters(config.servicesDir, library.catalogue.registers),
    access: await loadAccess(config.oldRegisters),
    ...{ log, now: () => new Date() },
  }
  const own = { world: small, registers: ownRegisters, client: xRoad.client }
  return {
    ...small,
    library,
    running,
    ...(tracer ? { tracer } : {}),
    /** As it is live now: whoever needs it to stay the same for a while holds on to it. */
    get catalogue() {
      return library.catalogue
    },
    closedDays: library.catalogue.government.closedDays,
    publicUrl: config.publicUrl,
    exchange: telling(exchangeWithOwn(exchangeWithOld(exchangeFor(xRoad, log), old), own), { running, library, tracer }),
    ownRegisters,
    granted: grantedCases,
    scanner: config.clamAv ? scanners.clamAv({ url: config.clamAv, log }) : scanners.none(),
    signer: await signers.file(join(config.dataDir, 'keys')),
    atHand: openDraftsAtHand(),
    sealing: { origin: `${new URL(config.publicUrl).host}/log`, keys: await logKeysIn(join(config.dataDir, 'keys')) },
    notices: noticeWays.folder(join(config.dataDir, 'outbox', 'notices')),
    mailer: mailers.file({ folder: join(config.dataDir, 'outbox'), from: config.mailFrom }),
    identityProvider: tellingSignIn(identityProviderOf(openIds, config), running),
  }
}

/** The exchange over X-Road alone; certificates that are not accepted are logged. */
export function exchangeFor({ certificates, ...xRoad }: XRoadConfig, log: Log): Exchange {
  const certificate = certificatesFor(certificates, log)
  const tell = (fault: TrustFault) => log.warn({ code: fault }, `a register was not asked: ${trustSentences[fault]}`)
  return xRoadExchange({ ...xRoad, certificate, tell })
}

/** Certificates that are read again when their files change; a change that cannot be used is logged. */
export function certificatesFor(files: CertificateFiles, log: Log): () => ClientCertificate {
  return openCertificates(files, {
    now: () => new Date(),
    tell: sentence => log.warn({ code: 'CERTIFICATE_NOT_USED' }, sentence),
  })
}

/** Who is given the heads of the log. */
export function witnessesOf({ witness: { folder, url, key } }: Pick<Config, 'witness'>): Witness[] {
  const file = witnesses.file(folder)
  return url ? [file, witnesses.http({ url, key: key === undefined ? undefined : readNoteKey(key) })] : [file]
}

/** The same exchange; how its answers went is told to whoever draws what works. */
function telling(
  exchange: Exchange,
  { running, library, tracer }: { running: Running; library: Library; tracer: Tracer | undefined },
): Exchange {
  const registerOf = (service: string) =>
    [...library.catalogue.registers.values()].find(({ serviceId }) => serviceId === service)?.register
  return {
    ...exchange,
    async ask(question) {
      const register = registerOf(question.service)
      const answer = await (tracer ? traced(tracer, register ?? 'none', exchange, question) : exchange.ask(question))
      if (register !== undefined) running.tell(register, answer.kind === 'unavailable' ? undefined : answer.ms)
      return answer
    },
  }
}

/** A question as a stretch of the trace it belongs to; of which register, and how it ended, and no more. */
function traced(tracer: Tracer, register: string, exchange: Exchange, question: Parameters<Exchange['ask']>[0]) {
  return tracer.during({ name: `register ${register}`, kind: 'client' }, async end => {
    const parent = traceParent()
    const answer = await exchange.ask(parent === undefined ? question : { ...question, traceParent: parent })
    end({ 'portico.register': register, 'portico.outcome': answer.kind }, answer.kind === 'unavailable')
    return answer
  })
}

/** The same identity provider; whether it answers is told. What a person did wrong is no fault of its. */
function tellingSignIn(provider: AppWorld['identityProvider'], running: Running): AppWorld['identityProvider'] {
  const told = async <T>(act: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    try {
      const result = await act()
      running.tell('sign-in', performance.now() - began)
      return result
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'SIGN_IN_UNAVAILABLE') running.tell('sign-in', undefined)
      throw error
    }
  }
  return {
    ...provider,
    begin: wish => told(() => provider.begin(wish)),
    finish: (url, memory) => told(() => provider.finish(url, memory)),
  }
}
