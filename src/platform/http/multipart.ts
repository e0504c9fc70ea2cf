import type { IncomingMessage } from 'node:http'
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import { Unavailable } from '../errors.ts'
import { badForm, FIELDS_MAX, type Fields, fieldsFrom, NAME_MAX, type SentFile, textOf } from './fields.ts'
import type { FilesTaken } from './route.ts'

const FIELD_BYTES = 64 * 1024
const TEXT_BYTES = 256 * 1024
const FILES_MAX = 20
const HEADER_BYTES = 16 * 1024
const BUSY_SECONDS = 30
/** All files that are being read at one time, of all people, in this process. */
const HELD_MAX = 256 * 1024 * 1024
let held = 0

/**
 * Reads `multipart/form-data` by the rules of every other form. Nothing of it is written anywhere, and nothing packed is opened.
 * Stops at once when more comes than the route takes; the connection is then of no more use.
 */
export async function readMultipart(request: IncomingMessage, taken: FilesTaken): Promise<Fields> {
  if (Number(request.headers['content-length'] ?? 0) > taken.bodyBytes) throw tooLarge()
  const reading: Reading = { taken, parts: [], files: new Map(), textBytes: 0, heldBytes: 0, isOver: false }
  try {
    await parse(request, reading)
  } finally {
    reading.isOver = true
    held -= reading.heldBytes
  }
  return fieldsFrom(reading.parts, reading.files)
}

/** What is read so far; `isOver` once nobody waits for more of it. */
interface Reading {
  readonly taken: FilesTaken
  readonly parts: [name: string, value: string][]
  readonly files: Map<string, SentFile>
  textBytes: number
  heldBytes: number
  isOver: boolean
}

function parse(request: IncomingMessage, reading: Reading): Promise<void> {
  return new Promise((resolve, reject) => {
    const parser = parserFor(request, reading.taken)
    const stop = (failure: unknown) => {
      reading.isOver = true
      request.unpipe(parser).pause()
      reject(failure)
    }
    watchLimits(request, parser, { stop, bodyBytes: reading.taken.bodyBytes })
    parser.on('field', (name, value, _nameIsCut, isCut) => orStop(stop, () => takeField(reading, { name, value, isCut })))
    parser.on('file', (name, stream, filename) => readFile(stream, reading, { name, filename, stop }))
    parser.on('finish', resolve)
    request.pipe(parser)
  })
}

type Stop = (failure: unknown) => void

/** Whatever fails while a part is read ends the reading. */
function orStop(stop: Stop, act: () => void): void {
  try {
    act()
  } catch (failure) {
    stop(failure)
  }
}

function watchLimits(
  request: IncomingMessage,
  parser: BusboyInstance,
  { stop, bodyBytes }: { stop: Stop; bodyBytes: number },
): void {
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > bodyBytes) stop(tooLarge())
  })
  request.once('close', () => request.complete || stop(badForm('FORM_NOT_OURS')))
  parser.on('error', () => stop(badForm('FORM_NOT_OURS')))
  const tooMany = () => stop(badForm('FORM_TOO_MANY_FIELDS', 413))
  parser.on('partsLimit', tooMany).on('filesLimit', tooMany).on('fieldsLimit', tooMany)
}

function parserFor({ headers }: IncomingMessage, { fileBytes }: FilesTaken): BusboyInstance {
  try {
    return new Busboy({
      headers: headers as BusboyHeaders,
      // Each byte as one character: whether they are UTF-8 is for us to see, where Busboy would replace what is not.
      defCharset: 'latin1',
      isPartAFile: (_field, _type, filename) => filename !== undefined,
      limits: {
        ...{ fieldSize: FIELD_BYTES, fields: FIELDS_MAX, files: FILES_MAX, parts: FIELDS_MAX, fileSize: fileBytes },
        ...{ headerPairs: 10, headerSize: HEADER_BYTES },
      },
    })
  } catch {
    throw badForm('FORM_NOT_OURS')
  }
}

function takeField(reading: Reading, { name, value, isCut }: { name: string | undefined; value: string; isCut: boolean }): void {
  reading.textBytes += value.length
  if (isCut || reading.textBytes > TEXT_BYTES) throw tooLarge()
  reading.parts.push([nameOf(name), textOf(bytesOf(value))])
}

interface Sent {
  readonly name: string | undefined
  readonly filename: string | undefined
  readonly stop: Stop
}

function readFile(stream: BusboyFileStream, reading: Reading, { name, filename = '', stop }: Sent): void {
  let chunks: Buffer[] = []
  let isTooLarge = false
  stream.on('data', (chunk: Buffer) => {
    if (isTooLarge || reading.isOver) return
    chunks.push(chunk)
    hold(reading, chunk.length)
    if (held > HELD_MAX) stop(new Unavailable('UPLOADS_BUSY', { retryAfterSeconds: BUSY_SECONDS }))
  })
  stream.on('limit', () => {
    isTooLarge = true
    hold(reading, -chunks.reduce((sum, { length }) => sum + length, 0))
    chunks = []
  })
  stream.on('error', () => stop(badForm('FORM_NOT_OURS')))
  stream.on('end', () =>
    orStop(stop, () => takeFile(reading, nameOf(name), { name: filename, bytes: Buffer.concat(chunks), isTooLarge })),
  )
}

function hold(reading: Reading, bytes: number): void {
  reading.heldBytes += bytes
  held += bytes
}

// A browser sends a field whose file was not chosen as one without name and bytes.
function takeFile({ files }: Reading, name: string, file: SentFile): void {
  if (files.has(name)) throw badForm('FORM_FIELD_TWICE')
  if (file.name !== '' || file.bytes.length > 0) files.set(name, file)
}

function nameOf(name: string | undefined): string {
  if (name === undefined) throw badForm('FORM_NOT_OURS')
  if (name.length > NAME_MAX) throw badForm('FORM_FIELD_NAME_TOO_LONG')
  if (name.includes('\0')) throw badForm('FORM_NOT_TEXT')
  return name
}

function bytesOf(value: string): Buffer {
  // A part may name a charset of its own: no page of ours does.
  for (let at = 0; at < value.length; at++) if (value.charCodeAt(at) > 0xff) throw badForm('FORM_NOT_TEXT')
  return Buffer.from(value, 'latin1')
}

function tooLarge() {
  return badForm('FORM_TOO_LARGE', 413)
}
