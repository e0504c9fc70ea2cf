import { connect, type Socket } from 'node:net'

export interface Answer {
  readonly status: number
  readonly location: string | undefined
  readonly setCookies: readonly string[]
  /** What the waiting room says of the wait, in seconds. */
  readonly waitSeconds: number | undefined
  /** Bytes as Latin-1: good for finding form fields, not for reading. */
  readonly body: string
}

export interface Ask {
  readonly url: URL
  readonly cookie: string
  /** Makes it a POST. */
  readonly form?: string | undefined
}

/** Kept-alive connections to one address. */
export interface Connections {
  ask(ask: Ask): Promise<Answer>
  close(): void
}

const TIME_LIMIT_MS = 20_000

/** Opens connections as they are needed and keeps them. @param port where to connect, whatever port the addresses name */
export function openConnections({ hostname: host, port }: { hostname: string; port: number }): Connections {
  const idle: Socket[] = []
  const open = new Set<Socket>()
  const dial = () => {
    const socket = connect({ host, port, noDelay: true })
    socket.setEncoding('latin1').setTimeout(TIME_LIMIT_MS, () => socket.destroy(new Error('the server did not answer')))
    open.add(socket)
    socket.on('error', () => {}).once('close', () => open.delete(socket))
    return socket
  }
  return {
    async ask(ask) {
      let socket = idle.pop()
      while (socket?.destroyed) socket = idle.pop()
      socket ??= dial()
      const answer = await exchange(socket, ask)
      idle.push(socket)
      return answer
    },
    close: () => open.forEach(socket => void socket.destroy()),
  }
}

function exchange(socket: Socket, ask: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let text = ''
    const end = (finish: () => void) => {
      socket.off('data', take).off('error', fail).off('close', gone)
      finish()
    }
    const take = (part: string) => {
      text += part
      const answer = answerIn(text)
      if (answer) end(() => resolve(answer))
    }
    const fail = (error: Error) => end(() => reject(error))
    const gone = () => fail(new Error('the connection was closed before the answer was whole'))
    socket.on('data', take).on('error', fail).on('close', gone)
    socket.write(written(ask))
  })
}

function written({ url, cookie, form }: Ask): string {
  const head = `${form === undefined ? 'GET' : 'POST'} ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\naccept: text/html\r\naccept-language: en\r\ncookie: ${cookie}\r\n`
  if (form === undefined) return `${head}\r\n`
  return `${head}origin: ${url.origin}\r\nsec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${Buffer.byteLength(form)}\r\n\r\n${form}`
}

/** The answer, once it is whole. */
function answerIn(text: string): Answer | undefined {
  const headEnds = text.indexOf('\r\n\r\n')
  if (headEnds < 0) return undefined
  const head = text.slice(0, headEnds)
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  const body = length === undefined ? unchunked(text, headEnds + 4) : text.slice(headEnds + 4)
  if (body === undefined || body.length < Number(length ?? 0)) return undefined
  return {
    status: Number(head.slice(9, 12)),
    location: /\r\nlocation: *([^\r]+)/i.exec(head)?.[1],
    setCookies: Array.from(head.matchAll(/\r\nset-cookie: *([^\r]+)/gi), match => match[1]!),
    waitSeconds: numberIn(/\r\nportico-wait-seconds: *(\d+)/i.exec(head)?.[1]),
    body,
  }
}

function numberIn(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}

function unchunked(text: string, from: number): string | undefined {
  let body = ''
  for (let at = from; ; ) {
    const lineEnds = text.indexOf('\r\n', at)
    if (lineEnds < 0) return undefined
    const size = Number.parseInt(text.slice(at, lineEnds), 16)
    if (text.length < lineEnds + 2 + size + 2) return undefined
    if (size === 0) return body
    body += text.slice(lineEnds + 2, lineEnds + 2 + size)
    at = lineEnds + 2 + size + 2
  }
}
