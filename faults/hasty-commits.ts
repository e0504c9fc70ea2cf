import { mkdir, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { newFolder } from '../dev/visitor/new-folder.ts'

const COMMIT = Buffer.from('Q\0\0\0\x0bcommit\0')
const COMMITTED = Buffer.from('C\0\0\0\x0bCOMMIT\0Z\0\0\0\x05I')
const HELD_BACK_MS = 150
const SOCKET = '.s.PGSQL.5432'

/** A planted bug: between a program and its database, it says that a transaction is committed before the database has heard of it. */
export async function commitTooSoon(socketFolder: string): Promise<{ folder: string; close(): Promise<void> }> {
  const folder = await newFolder('portico-hasty-')
  await mkdir(folder, { recursive: true })
  const open = new Set<Socket>()
  const server = createServer(program => {
    const database = connect(join(socketFolder, SOCKET))
    for (const socket of [program, database]) open.add(socket.on('error', () => {}).once('close', () => open.delete(socket)))
    program.once('close', () => database.destroy())
    database.once('close', () => program.destroy())
    let toSwallow = 0
    database.on('data', (part: Buffer) => {
      const rest = part.subarray(toSwallow)
      toSwallow -= part.length - rest.length
      if (rest.length > 0) program.write(rest)
    })
    program.on('data', async (part: Buffer) => {
      if (!part.equals(COMMIT)) return void database.write(part)
      // Nothing else of this program may overtake its commit.
      program.pause()
      program.write(COMMITTED)
      await pause(HELD_BACK_MS)
      toSwallow += COMMITTED.length
      database.write(part)
      program.resume()
    })
  })
  await new Promise<void>(resolve => server.listen(join(folder, SOCKET), resolve))
  return {
    folder,
    async close() {
      server.close()
      for (const socket of open) socket.destroy()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
