import { readModel } from '../read-model.ts'
import { type Running, running } from '../run-model.ts'

/** A DMN 1.5 file around some elements. */
export function dmn(elements: string, name = 'a model'): string {
  return `<?xml version="1.0"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="${name}" namespace="https://example/${name.replaceAll(' ', '-')}">
${elements}
</definitions>`
}

/** A model ready to run, and those it imports. @throws when one cannot be read */
export function modelOf(text: string, ...imported: string[]): Running {
  const [main, ...others] = [text, ...imported].map(each => {
    const read = readModel(each)
    if ('fault' in read) throw new Error(read.fault.message)
    return read.model
  })
  return running(main!, others)
}

/** What one decision comes to: its boxed logic, and inputs by name without types. */
export function decided(logic: string, inputs: Readonly<Record<string, unknown>> = {}, type = ''): unknown {
  const names = Object.keys(inputs)
  const text = dmn(`
    ${names.map((name, at) => `<inputData id="i${at}" name="${name}"><variable name="${name}"/></inputData>`).join('')}
    <decision id="d" name="result">
      <variable name="result"${type && ` typeRef="${type}"`}/>
      ${names.map((_, at) => `<informationRequirement><requiredInput href="#i${at}"/></informationRequirement>`).join('')}
      ${logic}
    </decision>`)
  return modelOf(text).decision(
    'result',
    names.map(name => ({ name, value: inputs[name] })),
  )
}

export function literal(text: string): string {
  return `<literalExpression><text>${escaped(text)}</text></literalExpression>`
}

/** FEEL as XML holds it. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
