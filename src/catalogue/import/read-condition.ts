import { ALWAYS, among, both, either, type Formula, NEVER, NONE, type Variable } from './formula.ts'
import { ImportFault } from './import-fault.ts'
import { optionValue } from './say-question.ts'
import type { XgovForm } from './xgov-form.ts'

/** A question as conditions see it. */
export interface Askable {
  readonly type: string
  /** Values of its options, as the definition has them. */
  readonly options: readonly string[]
  /** What a number is multiplied by to be kept: 100 for money. */
  readonly scale: number
}

type Fields = ReadonlyMap<string, Askable>
type Source = Readonly<Record<string, unknown>>

const COMPARED = new Map([
  ['is more than', '>'],
  ['is less than', '<'],
  ['is at least', '>='],
  ['is at most', '<='],
])
const DEEPEST = 20

/** Reads the named conditions of a form, each when it is first needed. The reader throws {ImportFault} at what it cannot say. */
export function conditionReader(
  form: XgovForm,
  fields: Fields,
): { read(name: string): Formula; readonly never: readonly string[] } {
  const named = new Map((form.conditions ?? []).map(({ name, value }) => [name, value]))
  const variables = new Map<string, Variable>()
  const never: string[] = []
  return { read: name => ofName(name, 0), never }

  function ofName(name: string, depth: number): Formula {
    if (!named.has(name)) throw new ImportFault(`The form branches on a condition “${name}” that it does not define.`)
    if (depth > DEEPEST) throw new ImportFault(`The condition “${name}” refers to itself.`)
    const value = named.get(name)
    if (!isSource(value) || !Array.isArray(value.conditions))
      throw new ImportFault(`The condition “${name}” is written as code, which an import never runs. Write it with operators.`)
    return joined(value.conditions, depth)
  }

  /** `and` binds closer than `or`; each part's coordinator stands before it. */
  function joined(parts: readonly unknown[], depth: number): Formula {
    const ways: Formula[] = []
    for (const part of parts) {
      if (!isSource(part)) throw new ImportFault('A condition of this form has an empty part.')
      const formula = ofPart(part, depth)
      if (part.coordinator === 'and' && ways.length > 0) ways.push(both(ways.pop()!, formula))
      else ways.push(formula)
    }
    return ways.length > 0 ? either(...ways) : ALWAYS
  }

  function ofPart(part: Source, depth: number): Formula {
    if (typeof part.conditionName === 'string') return ofName(part.conditionName, depth + 1)
    if (Array.isArray(part.conditions)) return depth > DEEPEST ? NEVER : joined(part.conditions, depth + 1)
    const field = String((part.field as Source | undefined)?.name ?? '')
      .split('.')
      .at(-1)!
    const value = String((part.value as Source | undefined)?.value ?? part.value ?? '')
    const askable = fields.get(field)
    if (askable) return comparison({ field, askable, operator: String(part.operator), value })
    never.push(`“${field}”, which no page asks`)
    return NEVER
  }

  function comparison(of: Comparison): Formula {
    const { field, askable, operator, value } = of
    const negative = operator === 'is not' || operator === 'does not contain'
    const choice = askable.type === 'yes-no' || askable.type === 'one-of'
    if (choice && (operator === 'is' || operator === 'is not')) {
      const domain = askable.type === 'yes-no' ? ['true', 'false'] : askable.options
      const option = optionValue(value)
      if (!domain.includes(option)) return noOption(of, negative)
      const variable = known({ id: field, field, kind: 'choice', domain: [...domain, NONE] })
      return among(variable, negative ? variable.domain.filter(other => other !== option) : [option])
    }
    if (askable.type === 'many-of' && ['contains', 'does not contain', 'is', 'is not'].includes(operator)) {
      const option = optionValue(value)
      return askable.options.includes(option) ? tested(field, { kind: 'ticked', test: option }, negative) : noOption(of, negative)
    }
    const sign = COMPARED.get(operator) ?? (operator === 'is' || operator === 'is not' ? '=' : undefined)
    const number = Number(value) * askable.scale
    if (sign && (askable.type === 'number' || askable.type === 'money') && value !== '' && Number.isFinite(number))
      return tested(field, { kind: 'compared', test: `${sign} ${Number(number.toFixed(6))}` }, negative)
    throw new ImportFault(
      `The form branches on “${field}” ${operator} “${value}”, which cannot be said of a ${askable.type} question yet.`,
    )
  }

  function noOption({ field, value }: Comparison, negative: boolean): Formula {
    never.push(`“${field}” being “${value}”, which is none of its options`)
    return negative ? ALWAYS : NEVER
  }

  function tested(field: string, { kind, test }: Pick<Variable, 'kind'> & { test: string }, negative: boolean): Formula {
    const variable = known({ id: `${field} ${test}`, field, kind, test, domain: ['yes', 'no', NONE] })
    return among(variable, negative ? ['no', NONE] : ['yes'])
  }

  function known(variable: Variable): Variable {
    const before = variables.get(variable.id) ?? variable
    variables.set(variable.id, before)
    return before
  }
}

interface Comparison {
  readonly field: string
  readonly askable: Askable
  readonly operator: string
  readonly value: string
}

function isSource(value: unknown): value is Source {
  return typeof value === 'object' && value !== null
}
