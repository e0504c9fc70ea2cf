import { createHash } from 'node:crypto'
import { chownSync, existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Account, accountFor, cannotStepDown, runAs } from './account.ts'
import { fileFault, StartFault } from './start-fault.ts'

/** Where one PostgreSQL lives and as whom it runs; `account` is undefined when that is ourselves. */
export interface Home {
  folder: string
  cluster: string
  log: string
  passwords: string
  owner: string
  sockets: string
  account: Account | undefined
}

// A socket's full name may have 107 bytes on Linux and 103 on macOS, of which PostgreSQL takes 14.
const LONGEST_SOCKET_FOLDER = 88

/**
 * Settles in `dataDir/postgres`; or, while that holds nothing and the account PostgreSQL must run as cannot reach it
 * (a checkout under /root), in a folder of its own under /var/lib, and says so.
 */
export async function settle(dataDir: string, say: (words: string) => void): Promise<Home> {
  const within = makeFolder(resolve(dataDir))
  const wanted = join(within, 'postgres')
  const elsewhere = `/var/lib/portico-${shortHash(wanted)}`
  const existing = [wanted, elsewhere].find(folder => existsSync(join(folder, 'cluster')))
  const account = accountFor(existing && join(existing, 'cluster'))
  if (!account) return furnish(wanted, account)
  if (existing && !(await canReach(account, existing))) throw outOfReach(existing, account)
  const folder = existing ?? ((await canReach(account, within)) ? wanted : elsewhere)
  if (folder === elsewhere)
    say(`The account ${account.name}, which runs PostgreSQL, cannot reach ${within}: the database is kept in ${elsewhere}.`)
  return furnish(folder, account)
}

/** The same layout in a folder known to be good. */
export function furnish(wanted: string, account: Account | undefined): Home {
  const folder = makePrivate(wanted, account)
  const isShort = Buffer.byteLength(folder) <= LONGEST_SOCKET_FOLDER
  return {
    folder,
    cluster: join(folder, 'cluster'),
    log: join(folder, 'postgres.log'),
    passwords: join(folder, 'passwords.json'),
    owner: join(folder, 'owner.json'),
    sockets: isShort ? folder : makePrivate(join(tmpdir(), `portico-${shortHash(folder)}`), account),
    account,
  }
}

async function canReach(account: Account, folder: string): Promise<boolean> {
  try {
    await runAs(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder])
    return true
  } catch (error) {
    if (typeof (error as { code?: unknown }).code !== 'number') throw cannotStepDown()
    return false
  }
}

function makeFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true })
    return realpathSync(folder)
  } catch (error) {
    throw fileFault(error, folder)
  }
}

function makePrivate(folder: string, account: Account | undefined): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (account && lstatSync(folder).uid === 0) chownSync(folder, account.uid, account.gid)
  } catch (error) {
    throw fileFault(error, folder)
  }
  const { uid } = lstatSync(folder)
  if (uid !== (account?.uid ?? process.geteuid?.())) throw ofSomeoneElse(folder, uid)
  return realpathSync(folder)
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

function outOfReach(folder: string, account: Account): StartFault {
  return new StartFault(
    'DATA_DIR_NOT_REACHABLE',
    `The database in ${folder} cannot be reached by the account ${account.name}, which runs PostgreSQL: give every folder above it the right to be passed through (chmod o+x).`,
  )
}

function ofSomeoneElse(folder: string, uid: number): StartFault {
  return new StartFault(
    'DATA_DIR_NOT_WRITABLE',
    `${folder} belongs to user number ${uid}: start Portico as the user who started it first, or set DATA_DIR to another folder.`,
  )
}
