import { Document, isMap, isScalar, isSeq, type Node, Scalar, visit } from 'yaml'
import type { ServiceFile } from '../schema/service-file.ts'
import { oneLine } from './clean-text.ts'
import type { Unsaid } from './import-fault.ts'

const WIDTH = 130
const LONGEST_INLINE = 100

/** What a service file was made from, and what of it could not be said. */
interface Origin {
  readonly file: string
  readonly listed: readonly Unsaid[]
  readonly from?: 'form definition' | 'DMN model'
}

/** The service file as a policy person would lay it out: short groups on one line, long words in blocks, and what to know first. */
export function writeService(service: ServiceFile, about: Origin): string {
  const document = new Document(service, { aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && node.value.includes('\n')) node.type = Scalar.BLOCK_LITERAL
    },
    Collection(key, node) {
      if (key !== null && isShort(node)) node.flow = true
    },
  })
  if (isMap(document.contents))
    for (const { key } of document.contents.items)
      if (isScalar(key) && ['facts', 'direction', 'design', 'development', 'delivery'].includes(String(key.value)))
        key.spaceBefore = true
  return `${headOf(about)}${document.toString({ lineWidth: WIDTH, flowCollectionPadding: true })}`
}

function isShort(node: Node): boolean {
  if (!isMap(node) && !isSeq(node)) return false
  const text = JSON.stringify(node.toJSON())
  return text.length <= LONGEST_INLINE && !text.includes('\\n') && depthOf(node.toJSON()) <= 2
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

function headOf({ file, listed, from = 'form definition' }: Origin): string {
  const lines = [
    `Made from the ${from} ${JSON.stringify(file)}.`,
    `Who answers for it, what is promised and the messages are not in the ${from.split(' ').at(-1)}: read them before it goes live.`,
    ...(listed.length === 0
      ? [`Everything in the ${from.split(' ').at(-1)} is said here.`]
      : [`What the ${from.split(' ').at(-1)} says and this file does not:`]),
    ...listed.map(({ where, what, why }) => `- ${where}: ${what} (${why})`),
  ]
  return lines.map(line => `# ${oneLine(line)}\n`).join('')
}
