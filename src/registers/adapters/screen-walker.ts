import type { Step } from '../old/schema.ts'
import { type Form, plainLabel, readHtml, type Screen } from './read-html.ts'
import { openWire, type WireReply, type WireSettings } from './wire.ts'

/** A page that was reached. */
export interface Seen {
  readonly status: number
  readonly screen: Screen
  /** Path and query it stands at. */
  readonly at: string
}

/** Why a step could not be taken: not let in, or the screen is not the one the script was written for. */
export class StepFault extends Error {
  readonly fault: 'not-let-in' | 'nonsense' | 'error-status'
  constructor(fault: StepFault['fault']) {
    super(`A step on an old screen failed: ${fault}.`)
    this.fault = fault
  }
}

/** Uses one old system as a clerk's browser does, with its cookies. Throws `WireFailure` and `StepFault`. */
export interface Walker {
  take(step: Step, from: { seen: Seen | undefined; known: Readonly<Record<string, string>> }): Promise<Seen>
  hasSession(): boolean
  forget(): void
}

type Settings = Omit<WireSettings, 'servers'> & { readonly address: URL }

const MOST_REDIRECTS = 5

export function openScreen({ address, ...limits }: Settings): Walker {
  const wire = openWire({ servers: [address], ...limits })
  const cookies = new Map<string, string>()
  const send = async (request: { method: 'GET' | 'POST'; target: string; form?: string }, redirects = 0): Promise<Seen> => {
    const { method, target, form } = request
    const cookie = cookies.size > 0 ? { cookie: [...cookies].map(pair => pair.join('=')).join('; ') } : {}
    const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    const headers = { accept: 'text/html', 'accept-encoding': 'identity', ...cookie, ...type }
    const reply = await wire({ method, target, headers, ...(form === undefined ? {} : { body: Buffer.from(form) }) })
    keepCookies(cookies, reply)
    if (reply.status < 300 || reply.status > 399) return { status: reply.status, at: target, screen: readHtml(htmlOf(reply)) }
    if (redirects >= MOST_REDIRECTS) throw new StepFault('nonsense')
    return send({ method: 'GET', target: within(address, reply.headers.location?.[0] ?? '', target) }, redirects + 1)
  }
  return {
    async take(step, { seen, known }) {
      if ('open' in step)
        return send({ method: 'GET', target: within(address, filled(step.open, known, encodeURIComponent), '/') })
      if (!seen) throw new StepFault('nonsense')
      if ('fill' in step) return send(submission(step, { seen, known, address }))
      const words = filled(step.follow, known)
      const link = seen.screen.links.find(({ text }) => text === words)
      if (!link) throw new StepFault('nonsense')
      return send({ method: 'GET', target: within(address, link.href, seen.at) })
    },
    hasSession: () => cookies.size > 0,
    forget: () => cookies.clear(),
  }
}

interface From {
  readonly seen: Seen
  readonly known: Readonly<Record<string, string>>
  readonly address: URL
}

type Fill = Extract<Step, { fill: unknown }>

/** What a browser sends when the button is pressed: hidden fields as they are, and those the script names filled in. */
function submission(
  { fill, press }: Fill,
  { seen, known, address }: From,
): { method: 'GET' | 'POST'; target: string; form?: string } {
  const values = new Map(Object.entries(fill).map(([label, value]) => [plainLabel(label), filled(value, known)]))
  const button = plainLabel(press)
  const form = seen.screen.forms.find(one => one.buttons.some(({ label }) => label === button) && hasAll(one, [...values.keys()]))
  if (!form) throw new StepFault('nonsense')
  const pairs = [...form.fields, ...form.buttons.filter(({ label }) => label === button)]
    .filter(({ name, type }) => name && !['checkbox', 'radio', 'reset', 'file', 'image', 'button'].includes(type))
    .map(
      ({ name, label, value, type }) => [name, (type === 'hidden' ? undefined : values.get(label)) ?? value] as [string, string],
    )
  const sent = new URLSearchParams(pairs).toString()
  const target = within(address, form.action, seen.at)
  return form.method === 'post'
    ? { method: 'POST', target, form: sent }
    : { method: 'GET', target: `${target.split('?')[0]}?${sent}` }
}

function hasAll({ fields }: Form, labels: readonly string[]): boolean {
  return labels.every(wanted => fields.some(({ label, type }) => type !== 'hidden' && label === wanted))
}

/** Puts what is known in the place of its name in braces. */
export function filled(text: string, known: Readonly<Record<string, string>>, turn = (value: string) => value): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(known, name) ? turn(known[name]!) : whole))
}

// A link or a redirect must not lead to another host, whatever an old page says.
function within(address: URL, href: string, from: string): string {
  const url = URL.parse(href, new URL(from, address))
  if (url?.origin !== address.origin) throw new StepFault('nonsense')
  return `${url.pathname}${url.search}`
}

function keepCookies(cookies: Map<string, string>, { headers }: WireReply): void {
  for (const line of headers['set-cookie'] ?? []) {
    const [pair = '', ...rest] = line.split(';')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at < 1) continue
    if (rest.some(attribute => /^\s*max-age=0\s*$/i.test(attribute))) cookies.delete(name)
    else cookies.set(name, pair.slice(at + 1).trim())
  }
}

function htmlOf({ headers, body }: WireReply): string {
  const type = headers['content-type']?.[0] ?? ''
  if (!/^text\/html\b/i.test(type)) throw new StepFault('nonsense')
  const charset = /charset="?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset, { fatal: true }).decode(body)
  } catch {
    throw new StepFault('nonsense')
  }
}
