import { openJournal } from './journal.ts'
import { sendAll, type Wish } from './send-all.ts'

/** A department's system as a program of its own: it is told over its channel what to send, and answers with what came of it. */
const journal = openJournal(process.argv[2]!)
process.on('message', async (wish: Wish) => {
  const cpu = process.cpuUsage()
  const sent = await sendAll(wish, journal)
  const { user, system } = process.cpuUsage(cpu)
  process.send!({ ...sent, cpuSeconds: (user + system) / 1e6 })
})
process.on('disconnect', () => void journal.close().then(() => process.exit(0)))
process.send!('ready')
