import { execFile } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { promisify } from 'node:util'
import { StartFault } from './start-fault.ts'

/** Whom PostgreSQL runs as. */
export interface Account {
  name: string
  uid: number
  gid: number
}

/** PostgreSQL refuses to run as root, so root lends it an account, the cluster's owner if there is one; an ordinary user runs it himself: undefined. */
export function accountFor(cluster: string | undefined): Account | undefined {
  if (process.geteuid?.() !== 0) return undefined
  const fitting = ['postgres', '_postgres', 'nobody', 'daemon']
  const account = ownerOf(cluster) ?? fitting.map(wanted => accounts().find(({ name }) => name === wanted)).find(Boolean)
  if (!account) throw cannotStepDown()
  return account
}

/** Runs a command to its end. Rejects as `execFile` does: `code` is a number when it ran and failed, `stderr` its words. */
export async function runAs(account: Account | undefined, command: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { ...as(account), encoding: 'utf8' })
  return stdout
}

/** Spawn options that step down to the account, and leave behind our working folder and the PG… variables of our environment. */
export function as(account: Account | undefined) {
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  return { cwd: '/', env, ...(account && { uid: account.uid, gid: account.gid }) }
}

export function cannotStepDown(): StartFault {
  return new StartFault(
    'NO_UNPRIVILEGED_USER',
    'PostgreSQL does not run as root, and here root may not hand it to an account such as "postgres" or "nobody": start Portico as an ordinary user, or set DATABASE_URL.',
  )
}

function ownerOf(cluster: string | undefined): Account | undefined {
  const stat = cluster ? statSync(cluster, { throwIfNoEntry: false }) : undefined
  if (!stat || stat.uid === 0) return undefined
  return accounts().find(({ uid }) => uid === stat.uid) ?? { name: `number ${stat.uid}`, uid: stat.uid, gid: stat.gid }
}

function accounts(): Account[] {
  return passwd()
    .map(line => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0)
}

function passwd(): string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n')
  } catch {
    return []
  }
}
