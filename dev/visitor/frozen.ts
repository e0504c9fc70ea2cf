import { readdirSync, readlinkSync } from 'node:fs'

/** Stops a database of one's own where it stands, without ending it: it takes connections and answers nothing. @returns how to let it go on */
export function freeze(dataDir: string): () => void {
  const pids = processesIn(dataDir)
  if (pids.length === 0) throw new Error(`no database runs in ${dataDir}`)
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  return () => {
    for (const pid of pids) process.kill(pid, 'SIGCONT')
  }
}

function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && whereabouts(name).startsWith(folder))
    .map(Number)
}

function whereabouts(pid: string): string {
  try {
    return /postgres/.test(readlinkSync(`/proc/${pid}/exe`)) ? readlinkSync(`/proc/${pid}/cwd`) : ''
  } catch {
    return ''
  }
}
