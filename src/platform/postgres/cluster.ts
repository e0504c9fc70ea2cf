import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Home } from './home.ts'
import { diskFull, faultFromWords, fileFault, StartFault } from './start-fault.ts'

export interface Passwords {
  /** The server's own administrator, used at start only. */
  postgres: string
  /** The owner of the database, at start only: it makes and changes the tables. */
  portico: string
  /** The role that Portico works as: it sees what it acts for, and owns nothing. */
  portico_app: string
}

const NEEDED_BYTES = 100 * 1024 * 1024

/** Makes the cluster unless it is there already: whole or not at all, however often it was cut short before. */
export async function ensureCluster(home: Home, binaries: Binaries): Promise<Passwords> {
  if (existsSync(home.cluster)) {
    assertSameMajor(home, binaries)
    return withOwnRole(home)
  }
  // A name of its own: an initdb that outlived a killed start sweeps up its own folder when it fails, and only that.
  const unfinished = `${home.cluster}-unfinished-${randomBytes(4).toString('hex')}`
  try {
    removeUnfinished(home)
    assertRoom(home)
    const passwords = makePasswords(home)
    await initialise(home, binaries, { unfinished, password: passwords.postgres })
    renameSync(unfinished, home.cluster)
    return passwords
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    throw fileFault(error, home.folder)
  }
}

/** What starts that were cut short left behind; what still writes there keeps its crumbs until the next start. */
function removeUnfinished(home: Home): void {
  for (const name of readdirSync(home.folder).filter(name => name.startsWith(`${basename(home.cluster)}-unfinished`))) {
    try {
      rmSync(join(home.folder, name), { recursive: true, force: true })
    } catch {}
  }
}

async function initialise(home: Home, binaries: Binaries, { unfinished, password }: { unfinished: string; password: string }) {
  const passwordFile = join(home.folder, 'first-password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (home.account) chownSync(passwordFile, home.account.uid, home.account.gid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-instructions']
  try {
    await runAs(home.account, binaries.initdb, ['-D', unfinished, ...locale, ...access])
  } catch (error) {
    throw faultFromWords((error as { stderr?: string }).stderr ?? String(error), home.folder, home.log)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** New passwords for every role, kept beside the database. */
export function makePasswords(home: Home): Passwords {
  return keepPasswords(home, { postgres: newPassword(), portico: newPassword(), portico_app: newPassword() })
}

function newPassword(): string {
  return randomBytes(24).toString('hex')
}

function keepPasswords(home: Home, passwords: Passwords): Passwords {
  const fresh = `${home.passwords}.new`
  writeFileSync(fresh, JSON.stringify(passwords), { mode: 0o600, flush: true })
  renameSync(fresh, home.passwords)
  return passwords
}

/** A database made before the application had a role of its own gets a password for it. */
function withOwnRole(home: Home): Passwords {
  const passwords = readPasswords(home)
  return passwords.portico_app ? passwords : keepPasswords(home, { ...passwords, portico_app: newPassword() })
}

/** The passwords kept beside a database that was made before. */
export function readPasswords(home: Home): Passwords {
  try {
    return JSON.parse(readFileSync(home.passwords, 'utf8')) as Passwords
  } catch {
    throw new StartFault(
      'DATABASE_PASSWORD_LOST',
      `${home.passwords}, with the passwords of the database beside it, is missing or damaged: put it back from a backup.`,
    )
  }
}

function assertSameMajor(home: Home, binaries: Binaries): void {
  const made = Number(readFileSync(join(home.cluster, 'PG_VERSION'), 'utf8'))
  if (made === binaries.major) return
  throw new StartFault(
    'DATABASE_OTHER_VERSION',
    `The database in ${home.cluster} was made by PostgreSQL ${made}, and this Portico brings PostgreSQL ${binaries.major}: bring it over with pg_upgrade, or set DATA_DIR to another folder.`,
  )
}

function assertRoom(home: Home): void {
  const disk = statfsSync(home.folder)
  if (disk.bavail * disk.bsize < NEEDED_BYTES) throw diskFull(home.folder)
}
