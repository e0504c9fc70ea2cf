import { plainText } from './clean-text.ts'
import type { Unsaid } from './import-fault.ts'
import type { Placed } from './order-pages.ts'
import type { SaidPage } from './say-page.ts'
import { askedAgain } from './say-pages.ts'
import type { XgovForm, XgovPage } from './xgov-form.ts'

interface Found {
  readonly placed: Placed
  readonly said: ReadonlyMap<XgovPage, SaidPage>
  /** What conditions look for and never find. */
  readonly never: readonly string[]
}

/** Everything of a form that its service file does not say, or says otherwise. */
export function listUnsaid(form: XgovForm, { placed, said, never }: Found): Unsaid[] {
  const reached = new Set(placed.pages.filter(({ when }) => when.length > 0).map(({ page }) => page))
  return [
    ...form.pages.flatMap(page => (reached.has(page) ? said.get(page)!.unsaid : [])),
    ...form.pages.filter(page => !reached.has(page)).map(unreached),
    ...placed.dangling.map(({ from, to }) =>
      detail(from, `a way to “${to}”`, 'there is no such page; the form runner passes over it, and so does the service'),
    ),
    ...placed.neverTaken.map(({ from, to }) => detail(from, `a way to “${to}”`, 'no answers lead along it')),
    ...[...askedAgain(placed, said)].flatMap(([{ path }, fields]) =>
      fields.map(field => detail(path, `the question “${field}”`, 'a page before it asks the same, and the answer stands')),
    ),
    ...[...new Set(never)].map(what => detail('conditions', `a condition on ${what}`, 'it never holds')),
    ...ofWhole(form),
  ]
}

function unreached(page: XgovPage): Unsaid {
  return detail(page.path, `the page “${plainText(page.title)}”`, 'nothing leads to it')
}

function ofWhole(form: XgovForm): Unsaid[] {
  const shown = (form.sections ?? []).filter(({ title, hideTitle }) => title && !hideTitle)
  return [
    ...(shown.length > 0
      ? [
          detail(
            'sections',
            shown.map(({ title }) => `“${plainText(title ?? '')}”`).join(', '),
            'pages have a title and no caption above it',
          ),
        ]
      : []),
    ...(form.outputs?.length ? [detail('outputs', 'where answers are sent', 'they become a case that an officer works')] : []),
    ...(form.fees?.length ? [detail('fees', `${form.fees.length} fees`, 'payments are set up by hand')] : []),
    ...(plainText(form.declaration ?? '')
      ? [detail('declaration', 'a declaration', 'every journey ends with the same one')]
      : []),
  ]
}

function detail(where: string, what: string, why: string): Unsaid {
  return { where, what, why, loses: 'detail' }
}
