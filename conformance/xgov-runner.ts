/** The parts of a form definition that say where a person goes. */
export interface Definition {
  readonly startPage: string
  readonly pages: readonly { readonly path: string; readonly next?: readonly { path: string; condition?: string }[] }[]
  readonly conditions: readonly { readonly name: string; readonly value: { readonly conditions: readonly Part[] } }[]
}

interface Part {
  readonly coordinator?: string
  readonly conditionName?: string
  readonly field: { readonly name: string }
  readonly operator: string
  readonly value: { readonly value: string }
}

/** Answers by component: yes or no as true or false, boxes as a list, numbers as typed. */
export type State = Readonly<Record<string, unknown>>

/** A link of the definition that was followed: `/start → /next`. */
export type Followed = string

/**
 * Goes through a form as the digital form runner does: the first link whose condition holds, else the last one without a
 * condition, until none leads on. Written apart from the import, so that one can be held to the other.
 */
export function follow(form: Definition, state: State): { readonly paths: string[]; readonly links: Followed[] } {
  const pages = new Map(form.pages.map(page => [page.path, page]))
  const paths: string[] = []
  const links: Followed[] = []
  for (let page = pages.get(form.startPage); page; ) {
    paths.push(page.path)
    const ways = (page.next ?? []).filter(({ path }) => pages.has(path))
    const way =
      ways.find(({ condition }) => condition && isTrue(form, condition, state)) ?? ways.findLast(link => !link.condition)
    if (!way) break
    links.push(`${page.path} → ${way.path}`)
    page = pages.get(way.path)
  }
  return { paths, links }
}

/** Every link of a form that leads to a page. */
export function linksOf(form: Definition): Followed[] {
  const paths = new Set(form.pages.map(page => page.path))
  return form.pages.flatMap(page => (page.next ?? []).flatMap(({ path }) => (paths.has(path) ? [`${page.path} → ${path}`] : [])))
}

function isTrue(form: Definition, name: string, state: State): boolean {
  const parts = form.conditions.find(condition => condition.name === name)!.value.conditions
  const ways: boolean[] = []
  for (const part of parts) {
    const holds = part.conditionName ? isTrue(form, part.conditionName, state) : compare(part, state)
    if (part.coordinator === 'and' && ways.length > 0) ways.push(ways.pop()! && holds)
    else ways.push(holds)
  }
  return ways.some(Boolean)
}

function compare({ field, operator, value: part }: Part, state: State): boolean {
  const value = part.value.trim()
  const answer = state[field.name.split('.').at(-1)!]
  switch (operator) {
    case 'is':
      return Array.isArray(answer) ? answer.includes(value) : String(answer) === value
    case 'is not':
      return Array.isArray(answer) ? !answer.includes(value) : String(answer) !== value
    case 'contains':
      return Array.isArray(answer) && answer.includes(value)
    case 'does not contain':
      return !(Array.isArray(answer) && answer.includes(value))
    case 'is more than':
      return Number(answer) > Number(value)
    case 'is less than':
      return Number(answer) < Number(value)
    case 'is at least':
      return Number(answer) >= Number(value)
    case 'is at most':
      return Number(answer) <= Number(value)
    default:
      throw new Error(`The form runner knows no operator “${operator}” here.`)
  }
}
