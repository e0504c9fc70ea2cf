// Inside a network namespace: what comes over the network to ADDRESS PORT goes to the socket of a PostgreSQL outside. Plain, to start fast.
import { connect, createServer } from 'node:net'

const [socket, address, port] = process.argv.slice(2)

createServer(program => {
  const database = connect(socket)
  // As a PostgreSQL with keep-alives set finds out that the other side is gone.
  program.setKeepAlive(true, 5_000)
  for (const [from, to] of [
    [program, database],
    [database, program],
  ]) {
    from.pipe(to)
    from.on('error', () => {}).once('close', () => to.destroy())
  }
}).listen(Number(port), address, () => console.log('forwarding'))
