import type { Answer, Exchange, Question } from './exchange.ts'

/** What became of asking one question by two ways; it holds names of places, never a value. */
export interface Comparison {
  readonly service: string
  /** `unanswered`: one of the two did not answer, which says nothing of the other. */
  readonly result: 'same' | 'differs' | 'unanswered'
  /** Where they differ, such as `address.town`; `*` stands for a place in a list, or for one whose name is no plain word. */
  readonly places: readonly string[]
}

interface Ways {
  /** Whose answers are used. */
  readonly used: Exchange
  /** Asked the same at the same time; nobody waits for it, and nothing it says is used. */
  readonly beside: Exchange
  readonly tell: (comparison: Comparison) => void
}

/** Asks by two ways and uses one: to see, before an old register is replaced, that the new one says the same. */
export function comparedExchange({ used, beside, tell }: Ways): Exchange {
  return {
    ask(question) {
      const answer = used.ask(question)
      const other = beside.ask(question)
      void Promise.all([answer, other]).then(
        both => tell(compare(question, both)),
        () => {},
      )
      return answer
    },
  }
}

/** Compares two answers to one question. Pure. */
export function compare({ service }: Pick<Question, 'service'>, [one, other]: readonly [Answer, Answer]): Comparison {
  if (one.kind !== 'answered' || other.kind !== 'answered') return { service, result: 'unanswered', places: [] }
  const places = isNothing(one) && isNothing(other) ? [] : [...new Set(differences(toldBy(one), toldBy(other), []))].sort()
  return { service, result: places.length > 0 ? 'differs' : 'same', places }
}

type Answered = Answer & { kind: 'answered' }

function isNothing({ status }: Answered): boolean {
  return status === 404
}

function toldBy({ status, json }: Answered): unknown {
  return status === 404 ? null : json
}

function differences(one: unknown, other: unknown, at: readonly string[]): string[] {
  if (isHolder(one) && isHolder(other) && Array.isArray(one) === Array.isArray(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)])
    const name = (key: string) => (Array.isArray(one) || !/^[A-Za-z_]\w{0,40}$/.test(key) ? '*' : key)
    return [...keys].flatMap(key => differences(one[key], other[key], [...at, name(key)]))
  }
  return Object.is(one ?? null, other ?? null) ? [] : [at.join('.') || '*']
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
