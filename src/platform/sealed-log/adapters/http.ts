import { isCosignature, type NoteKey, readSignatures, signatureLine } from '../note.ts'
import type { Handed, Testimony, Witness } from './witness.ts'

interface Settings {
  /** The prefix under which `add-checkpoint` is asked. */
  readonly url: URL
  /** The witness's own key; without it its counter-signatures are not kept. */
  readonly key?: NoteKey | undefined
  readonly timeoutMs?: number
}

const ANSWER_BYTES = 16_384
const TIMEOUT_MS = 5_000

/**
 * A witness that speaks the protocol of transparency logs. What it is sent says over how many entries it last heard, so that a
 * repeat, or an answer that was lost, can add nothing twice. @see https://c2sp.org/tlog-witness
 */
export function httpWitness({ url, key, timeoutMs = TIMEOUT_MS }: Settings): Witness {
  const address = new URL('add-checkpoint', url.href.endsWith('/') ? url : `${url.href}/`)
  let known = 0
  const ask = async (handed: Handed, old: number) => {
    const proof = old === 0 ? [] : await handed.prove(old)
    const body = `old ${old}\n${proof.map(hash => `${hash.toString('base64')}\n`).join('')}\n${handed.note}`
    const answer = await fetch(address, { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    return { status: answer.status, text: await readShort(answer) }
  }
  return {
    name: key?.name ?? url.host,
    async take(handed): Promise<Testimony> {
      let { status, text } = await ask(handed, Math.min(known, handed.head.size))
      if (status === 409) {
        const seen = sizeIn(text)
        if (seen > handed.head.size) return { kind: 'ahead', size: seen }
        if (seen === Math.min(known, handed.head.size)) return { kind: 'refused', size: seen }
        known = seen
        ;({ status, text } = await ask(handed, seen))
      }
      if (status === 409 || status === 422) return { kind: 'refused', size: known }
      if (status !== 200) throw new Error(`the witness answered with status ${status}`)
      known = handed.head.size
      return { kind: 'taken', cosignatures: genuine(text, handed, key) }
    },
  }
}

async function readShort(answer: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    length += part.byteLength
    if (length > ANSWER_BYTES) throw new Error('the witness answered at more length than a witness does')
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

function sizeIn(text: string): number {
  const [, size] = /^(0|[1-9]\d{0,14})\n$/.exec(text) ?? []
  if (size === undefined) throw new Error('the witness did not say over how many entries it has heard')
  return Number(size)
}

function genuine(lines: string, { note }: Handed, key: NoteKey | undefined): string {
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1)
  const signed = (readSignatures(lines) ?? []).filter(signature => key && isCosignature(text, signature, key))
  return signed.map(signatureLine).join('')
}
