import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Recorded } from './recorded.ts'

/** Answers what was recorded with the same bytes, and does nothing else: how far Node's own HTTP server goes on this machine. */
process.on('message', (all: Recorded[]) => {
  const answers = new Map(all.map(one => [`${one.method} ${one.path}`, { ...one, bytes: Buffer.from(one.body, 'base64') }]))
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const answer = answers.get(`${request.method} ${request.url}`)
      if (answer) response.writeHead(answer.status, [...answer.headers]).end(answer.bytes)
      else response.writeHead(404).end()
    })
  })
  server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port))
})
process.on('disconnect', () => process.exit(0))
