import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { birthOf } from './process-table.ts'
import { fileFault, StartFault } from './start-fault.ts'

interface Owner {
  pid: number
  birth: string | undefined
}

/** Takes the folder for this process alone, from a dead owner too, and returns how to give it back; a living owner is a fault. */
export function claim(file: string): () => void {
  const mine = `${file}.${process.pid}`
  try {
    writeFileSync(mine, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) }))
    while (!tryLink(mine, file)) evict(file)
  } catch (error) {
    throw fileFault(error, dirname(file))
  } finally {
    rmSync(mine, { force: true })
  }
  return () => rmSync(file, { force: true })
}

/** The process that holds the folder, while it lives. */
export function livingOwner(file: string): number | undefined {
  const owner = read(file)
  return owner && owner.birth === birthOf(owner.pid) ? owner.pid : undefined
}

function evict(file: string): void {
  const pid = livingOwner(file)
  if (pid) throw alreadyInUse(file, pid)
  const aside = `${file}.${process.pid}.dead`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  // Another start may have taken over between our look and our rename: then it is its claim that we moved, so give it back.
  if (livingOwner(aside)) tryLink(aside, file)
  rmSync(aside, { force: true })
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function read(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner
  } catch {
    return undefined
  }
}

function alreadyInUse(file: string, pid: number): StartFault {
  return new StartFault(
    'DATABASE_ALREADY_IN_USE',
    `Portico already runs with this data folder (process ${pid}, by ${file}): stop it first, or set DATA_DIR to another folder.`,
  )
}
