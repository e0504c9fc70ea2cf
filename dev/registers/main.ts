import { parseArgs } from 'node:util'
import { townToday } from '../town/days.ts'
import { startRegisters } from './registers.ts'

const { values } = parseArgs({ options: { port: { type: 'string' }, today: { type: 'string' } } })
const port = Number(values.port ?? process.env.REGISTERS_PORT ?? 0)
const today = values.today ?? townToday()

if (!Number.isInteger(port) || port < 0 || port > 65_535)
  stop(`The port is a number from 0 to 65535. It was ${values.port ?? process.env.REGISTERS_PORT}.`)
if (Number.isNaN(Date.parse(`${today}T00:00:00Z`))) stop(`The day is written YYYY-MM-DD. It was ${today}.`)

endWithParent()
try {
  const { url } = await startRegisters({ port, today })
  console.log(`Pretend registers of Fairhaven ready at ${url.origin}`)
  process.send?.({ ready: true, url: url.origin })
} catch (error) {
  const { code } = error as NodeJS.ErrnoException
  stop(
    code === 'EADDRINUSE'
      ? `Port ${port} is taken. Free it, or name another with --port.`
      : `The pretend registers could not start: ${code}.`,
  )
}

// A parent that is killed says nothing: its channel closes if there was one, and in any case we get another parent.
function endWithParent(): void {
  const parent = process.ppid
  process.on('disconnect', () => process.exit(0))
  setInterval(() => process.ppid !== parent && process.exit(0), 500).unref()
}

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
