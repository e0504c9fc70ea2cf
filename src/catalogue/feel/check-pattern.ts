import { patternFault } from '../pattern/pattern-fault.ts'
import { childrenOf, type Node, textIn } from './feelin.ts'
import { fault, type Reader, textOf } from './reader.ts'

const NAMED = { matches: 'pattern', replace: 'pattern', split: 'delimiter' } as const

/** The pattern of `matches`, `replace` and `split` is written out, so that what it takes is known before anything runs. */
export function checkPattern(call: Node, name: string, reader: Reader): void {
  if (!(name in NAMED)) return
  const pattern = patternIn(call, NAMED[name as keyof typeof NAMED], reader)
  if (pattern?.name !== 'StringLiteral') {
    fault(reader, pattern ?? call, {
      message: `The pattern of ${name}() must be written out.`,
      hint: 'Write it in quotation marks, such as "[A-Z]{2}[0-9]+".',
    })
    return
  }
  const wrong = patternFault(textIn(textOf(pattern, reader)))
  if (wrong) fault(reader, pattern, wrong)
}

function patternIn(call: Node, name: string, reader: Reader): Node | undefined {
  const given = childrenOf(call).find(child => child.name === 'PositionalParameters' || child.name === 'NamedParameters')
  if (given?.name === 'PositionalParameters') return childrenOf(given).filter(child => !child.type.isSkipped)[1]
  const named = given && childrenOf(given).find(each => each.firstChild && textOf(each.firstChild, reader).trim() === name)
  return named?.lastChild ?? undefined
}
