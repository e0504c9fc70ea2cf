import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Head, readHead } from '../head.ts'
import { cosigned, cosignerKey, readNote, signatureLine } from '../note.ts'
import { isConsistent } from '../proof.ts'

/** A witness as https://c2sp.org/tlog-witness has it, for one log. `answers` it how the test wants it to, once; then as it should. */
export async function pretendWitness() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = cosignerKey('witness.example/w1', publicKey)
  const heard: Head[] = []
  let askedTimes = 0
  let instead: ((response: ServerResponse) => void) | undefined
  const server = createServer(async (request, response) => {
    askedTimes += 1
    const special = instead
    instead = undefined
    if (special) return special(response)
    const { status, body, type = 'text/plain' } = judge(await bodyOf(request))
    response.writeHead(status, { 'content-type': type }).end(body)
  })

  function judge(asked: string): { status: number; body: string; type?: string } {
    const [top = '', ...rest] = asked.split('\n\n')
    const [old = '', ...lines] = top.split('\n')
    const note = rest.join('\n\n')
    const head = readHead(note)!
    const last = heard.at(-1)
    if (old !== `old ${last?.size ?? 0}`) return { status: 409, body: `${last?.size ?? 0}\n`, type: 'text/x.tlog.size' }
    const proof = lines.map(line => Buffer.from(line, 'base64'))
    if (last && !isConsistent(last, head, proof)) return { status: last.size === head.size ? 409 : 422, body: `${last.size}\n` }
    if (last?.size !== head.size) heard.push(head)
    const at = 1_795_251_600n
    const time = Buffer.alloc(8)
    time.writeBigUInt64BE(at)
    const bytes = Buffer.concat([time, sign(null, cosigned(readNote(note)!.text, at), privateKey)])
    return { status: 200, body: signatureLine({ name: key.name, id: key.id, bytes }) }
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/log`),
    key,
    heard,
    asked: () => askedTimes,
    answerOnce(how: (response: ServerResponse) => void) {
      instead = how
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request.setEncoding('utf8')) text += part
  return text
}
