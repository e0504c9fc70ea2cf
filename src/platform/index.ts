export { type Actor, as } from './database/actor.ts'
export { type Connection, type Database, openDatabase } from './database/connection.ts'
export { type HeldTable, heldRows, platformHeld } from './database/held.ts'
export { migrate, missingMigrations } from './database/migrate.ts'
export { carryOutParting, countParting, type Parting } from './database/parting.ts'
export { maybe, one, rows, run } from './database/query.ts'
export { type Sql, sql } from './database/sql.ts'
export { transaction } from './database/transaction.ts'
export { Refusal, type Sentence, Unavailable } from './errors.ts'
export { catchUp, listen, pause } from './events/listen.ts'
export { type ParkedEvent, parkedEvents, releaseParked } from './events/parked.ts'
export { type EventFacts, type NewEvent, record, runAndRecord } from './events/record.ts'
export { behind, hearNext, type PastEvent, type Subscription } from './events/subscription.ts'
export { type Asset, assetShelf } from './http/assets.ts'
export { type Fields, noFields, oneOf, readFields, type SentFile } from './http/fields.ts'
export { metrics, metricsText } from './http/metrics.ts'
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
export { blindIndex, type Keys, keysFrom, openBytes, openText, sameText, sealBytes, sealText } from './keys.ts'
export { type Log, type LogFacts, openLog, traceOf } from './log.ts'
export { type Witness, witnesses } from './sealed-log/adapters/index.ts'
export { keepSealing } from './sealed-log/keep-sealing.ts'
export { type LogKey, logKeysIn } from './sealed-log/log-keys.ts'
export { proveEntries } from './sealed-log/prove-entry.ts'
export { checkpoint, proofBetween, publicKeys, signedHeads } from './sealed-log/public-log.ts'
export { type SealingWorld, sealNext } from './sealed-log/seal.ts'
export type { OnBehalf, Tx, World } from './world.ts'
export { type Queue, writeTogether } from './write-together.ts'
