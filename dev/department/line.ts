import { connect, type Socket } from 'node:net'

export interface LineAnswer {
  readonly status: number
  readonly retryAfterSeconds: number | undefined
  readonly body: string
}

/** One kept-alive connection that carries one request at a time, dialled anew when it breaks. */
export interface Line {
  /** @throws when the connection broke before the answer was whole */
  ask(request: string): Promise<LineAnswer>
  close(): void
}

const TIME_LIMIT_MS = 20_000

/** Opens a line. It speaks HTTP/1.1 over a plain socket, because a full client costs as much CPU as what it asks. */
export function openLine({ host, port }: { host: string; port: number }): Line {
  let socket: Socket | undefined
  let text = ''
  let waiting: { resolve(answer: LineAnswer): void; reject(fault: Error): void } | undefined

  function dial(): Socket {
    const dialled = connect({ host, port, noDelay: true })
    dialled.setEncoding('latin1').setTimeout(TIME_LIMIT_MS, () => dialled.destroy(new Error('the server did not answer')))
    dialled.on('data', (part: unknown) => {
      text += part as string
      const answer = answerIn(text)
      if (!answer || !waiting) return
      text = ''
      const { resolve } = waiting
      waiting = undefined
      resolve(answer)
    })
    const lost = (fault?: Error) => {
      if (socket === dialled) socket = undefined
      text = ''
      waiting?.reject(fault ?? new Error('the connection was closed before the answer was whole'))
      waiting = undefined
    }
    return dialled.on('error', lost).on('close', () => lost())
  }

  return {
    ask(request) {
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket ??= dial()
        socket.write(request)
      })
    },
    close: () => void socket?.destroy(),
  }
}

function answerIn(text: string): LineAnswer | undefined {
  const headEnds = text.indexOf('\r\n\r\n')
  if (headEnds < 0) return undefined
  const head = text.slice(0, headEnds)
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
  if (text.length < headEnds + 4 + length) return undefined
  const retry = /\r\nretry-after: *(\d+)/i.exec(head)?.[1]
  return {
    status: Number(head.slice(9, 12)),
    retryAfterSeconds: retry === undefined ? undefined : Number(retry),
    body: text.slice(headEnds + 4, headEnds + 4 + length),
  }
}
