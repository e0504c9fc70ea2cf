export { readProxies } from './crowd/address.ts'
export { type Crowd, openCrowd } from './crowd/index.ts'
export { type Actor, as } from './database/actor.ts'
export { type Connection, type Database, openDatabase, sessionSettingsFor } from './database/connection.ts'
export type { Hearing } from './database/hearing.ts'
export { type HeldTable, heldRows, platformHeld } from './database/held.ts'
export { writableOf } from './database/hosts.ts'
export { migrate, missingMigrations, releaseIn } from './database/migrate.ts'
export { carryOutParting, countParting, type Parting } from './database/parting.ts'
export { maybe, one, rows, run } from './database/query.ts'
export { fromReplica, openReplica, type Replica } from './database/replica.ts'
export { type Sql, sql } from './database/sql.ts'
export { transaction } from './database/transaction.ts'
export { type Watch, watchDatabase } from './database/watch.ts'
export { distribute, distributionPlan, isCitusThere } from './distributed/plan.ts'
export { Refusal, type Sentence, Unavailable } from './errors.ts'
export { catchUp, listen, pause } from './events/listen.ts'
export { type ParkedEvent, parkedEvents, releaseParked } from './events/parked.ts'
export { type EventFacts, type NewEvent, record, runAndRecord } from './events/record.ts'
export { behind, hearNext, type PastEvent, type Subscription } from './events/subscription.ts'
export { type Asset, assetShelf } from './http/assets.ts'
export { AT_ONCE, bidFarewell, type Farewell, type Presence } from './http/farewell.ts'
export { type Fields, noFields, oneOf, readFields, type SentFile } from './http/fields.ts'
export {
  countedBy,
  type Figures,
  figure,
  figuresText,
  gaugeOf,
  metrics,
  metricsText,
  ownFigures,
  requestTally,
  tallyBounds,
} from './http/metrics.ts'
export { FormToken, notThere, plainPage } from './http/pages.tsx'
export { readJson, UnfitJson } from './http/read-json.ts'
export { type Cookie, data, json, type PageReply, page, type Reply, redirect } from './http/reply.ts'
export { type Ask, everyone, type Gate, GoFirst, type Route, routesOf, type Visit } from './http/route.ts'
export { buildServer } from './http/server.ts'
export type { Site } from './http/site.ts'
export { BROWSER_COOKIE } from './http/visit.ts'
export { type Arguments, dictionary, type Say } from './i18n/dictionary.ts'
export {
  currencySign,
  dayOf,
  endOfDay,
  formatDate,
  formatInstant,
  formatMoney,
  formatNumber,
  OFFICE_TIME_ZONE,
  placesOf,
} from './i18n/format.ts'
export { directionOf, isLanguage, type Language, languages, localeOf, say, spokenIn, type Words } from './i18n/language.ts'
export { isId, isSecret, newId, newReference, newSecret } from './ids.ts'
export { enqueue } from './jobs/enqueue.ts'
export { type Jobs, type Nightly, prepareJobs, workJobs, workJobsOnce } from './jobs/work.ts'
export { keysInFile } from './key-file.ts'
export { type KeyEncryption, keyEncryptions } from './key-ring/adapters/index.ts'
export { destroyKey, type ListedKey, listKeys, resealAgain, rewrapKeys, rotateKeys } from './key-ring/change-keys.ts'
export { type KeyRing, openKeyRing } from './key-ring/open-key-ring.ts'
export { keyJobs } from './key-ring/reseal.ts'
export {
  blindIndex,
  blindIndexes,
  type Keys,
  keysFrom,
  openBytes,
  openText,
  sameText,
  sealBytes,
  sealText,
  steadyIndex,
} from './keys.ts'
export { type Log, type LogFacts, logFailure, openLog, traceOf } from './log.ts'
export { pseudonymOf } from './pseudonym.ts'
export { putFileOnce } from './put-file.ts'
export { type Witness, witnesses } from './sealed-log/adapters/index.ts'
export { keepSealing } from './sealed-log/keep-sealing.ts'
export { type LogKey, logKeysIn } from './sealed-log/log-keys.ts'
export { proveEntries } from './sealed-log/prove-entry.ts'
export { checkpoint, proofBetween, publicKeys, signedHeads } from './sealed-log/public-log.ts'
export { type SealingWorld, sealNext } from './sealed-log/seal.ts'
export { openTracer, type Tracer, traceParent } from './traces/tracer.ts'
export { type Entry, entryId, entryIndexes, newEntry } from './vault/entry.ts'
export { discardEntries, keepEntries, keptBeside, openEntries } from './vault/store.ts'
export type { OnBehalf, Tx, World } from './world.ts'
export { type Queue, writeTogether } from './write-together.ts'
