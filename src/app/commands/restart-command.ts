import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { type Note, noteOf } from '../processes/note.ts'

const WITHIN_MS = 300_000

/** Replaces the processes that run with this data folder, one by one, and waits until that is done. @returns the exit code */
export async function restartCommand(config: Config): Promise<number> {
  const before = noteOf(config)
  if (!before) {
    console.error(
      'No supervised Portico runs with this data folder: start it with --processes, or set DATA_DIR to the folder of the one that runs.',
    )
    return 1
  }
  process.kill(before.pid, 'SIGHUP')
  for (const until = performance.now() + WITHIN_MS; performance.now() < until; await pause(100)) {
    const now: Note | undefined = noteOf(config)
    if (!now || now.pid !== before.pid) break
    if (now.restarts === before.restarts) continue
    console.log(
      now.wentWell
        ? 'Portico was restarted.'
        : 'Portico was not restarted; what it said on its own output tells why. It serves on as before.',
    )
    return now.wentWell ? 0 : 1
  }
  console.error('Portico did not say that it was restarted; look at its own output.')
  return 1
}
