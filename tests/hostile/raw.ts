import { connect } from 'node:net'

/** What came back over a bare socket; `status` 0 when the connection was closed without a word. */
export interface RawAnswer {
  readonly status: number
  readonly head: string
  readonly body: string
}

const WAIT_MS = 20_000

/** Sends bytes as they are, as no browser would, and reads until the other side closes. */
export function sendRaw(port: number, bytes: string | Buffer): Promise<RawAnswer> {
  return new Promise(resolve => {
    let text = ''
    const done = () => {
      socket.destroy()
      const at = text.indexOf('\r\n\r\n')
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), head: text.slice(0, at), body: text.slice(at + 4) })
    }
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket
      .setEncoding('utf8')
      .setTimeout(WAIT_MS, done)
      .on('close', done)
      .on('error', () => {})
    socket.on('data', part => {
      text += part
    })
  })
}

/** One GET whose target stands on the wire as it is given. */
export function getRaw(port: number, target: string, headers = ''): Promise<RawAnswer> {
  return sendRaw(
    port,
    Buffer.from(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${headers}\r\n`, 'latin1'),
  )
}
