import { fillForm, type Typed } from './fill-form.ts'
import type { View, Visitor } from './visitor.ts'

/** A journey walked to its last page: all that is left is to send it. */
export interface Ready {
  readonly action: URL
  readonly form: string
}

const STEPS_MAX = 40

/** Starts a journey from the page of its service or life event, and answers every page up to the one with the declaration. */
export async function walkToCheck(visitor: Visitor, start: View, typed: Typed): Promise<Ready> {
  let view = await send(visitor, start, { address: start.url.pathname, typed })
  for (let step = 0; step < STEPS_MAX; step++) {
    if (view.url.pathname.endsWith('/check')) return ready(view, typed)
    view = await send(visitor, view, { address: '/journeys/', typed })
  }
  throw new Error(`the journey did not end: ${view.url.pathname}`)
}

/** Sends it. @returns the reference on the receipt; undefined when what came back was no receipt */
export async function sendReady(visitor: Visitor, { action, form }: Ready): Promise<string | undefined> {
  const { url, status } = await visitor.visit(action, form)
  return status === 200 ? /^\/receipts\/([^/]+)$/.exec(url.pathname)?.[1] : undefined
}

function ready(view: View, typed: Typed): Ready {
  const filled = fillForm(view.body, '/journeys/', { ...typed, declared: 'yes' })
  if (!filled) throw new Error(`the page to check has no form (${view.status})`)
  return { action: new URL(filled.action, view.url), form: filled.form }
}

async function send(visitor: Visitor, view: View, { address, typed }: { address: string; typed: Typed }): Promise<View> {
  const filled = fillForm(view.body, address, typed)
  if (view.status !== 200 || !filled) throw new Error(`no form to go on with at ${view.url.pathname} (${view.status})`)
  return visitor.visit(new URL(filled.action, view.url), filled.form)
}
